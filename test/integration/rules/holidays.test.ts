import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { holidayCalendars } from '../../../src/kernel/calendar/holidays.ts'
import { isWorkingDay } from '../../../src/kernel/calendar/working-days.ts'
import { addDays, type PlainDate } from '../../../src/kernel/calendar/plain-date.ts'
import {
  deadlineFor,
  holidaysOf,
  saveHolidays,
  workingCalendars,
  yearsWithoutHolidays,
} from '../../../src/rules/index.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let home: TestHouse
beforeAll(async () => {
  home = await createTestHouse()
})
afterAll(async () => await home.close())

const officer = (role: 'admin' | 'leader') =>
  ({ kind: 'officer', officerId: 'o1', grants: [{ role, unitId: 'vn', unitPath: ['vn'] }] }) as const
const save = async (year: number, csv: string, role: 'admin' | 'leader' = 'admin') =>
  await act(home.house, officer(role), async (scope) => {
    const source = { source: 'Thông báo nghỉ lễ, Tết của Bộ Nội vụ', sourceDate: '2026-11-20' } as const
    return await saveHolidays(scope, { year, csv, ...source })
  })
const due = async (at: string) => await deadlineFor(home.house.database, 'petition.accepted', new Date(at))

describe('Holidays as data', () => {
  test('what was announced until now is there, and counts day by day as the announcements do', async () => {
    const known = holidayCalendars.filter(({ state }) => state === 'verified')
    const kept = await workingCalendars(home.house.database)
    for (let day: PlainDate = '2025-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      expect([day, isWorkingDay(day, kept)]).toEqual([day, isWorkingDay(day, known)])
    }
  })

  test('a year nobody has verified is missing, and said to be so from October on', async () => {
    const { database } = home.house
    expect(await yearsWithoutHolidays(database, new Date('2026-09-30T16:59:59Z'))).toEqual([])
    expect(await yearsWithoutHolidays(database, new Date('2026-09-30T17:00:00Z'))).toEqual([2027])
  })

  test('Tết that an administrator pastes moves a deadline, a worked Saturday draws it back', async () => {
    // Ten working days from Monday, 25 January 2027.
    expect((await due('2027-01-25T02:00:00Z'))?.date).toBe('2027-02-08')
    const days = ['05', '08', '09', '10', '11'].map((day) => `${day}/02/2027;nghỉ;Tết Nguyên đán`)
    expect(await save(2027, days.join('\n'))).toEqual({ kind: 'saved', days: 5 })
    const later = await due('2027-01-25T02:00:00Z')
    expect([later?.date, later?.yearsWithoutHolidays]).toEqual(['2027-02-15', []])
    await save(2027, [...days, '13/02/2027;làm bù;Làm bù ngày 11/02/2027'].join('\n'))
    expect((await due('2027-01-25T02:00:00Z'))?.date).toBe('2027-02-13')
  })

  test('an unverified day is kept and not counted with', async () => {
    await save(2028, '03/01/2028;nghỉ;Tết Dương lịch;chưa xác minh\n26/01/2028;nghỉ;Tết Nguyên đán')
    const calendars = await workingCalendars(home.house.database)
    expect([isWorkingDay('2028-01-03', calendars), isWorkingDay('2028-01-26', calendars)]).toEqual([true, false])
  })

  test('a day that stands as it stood keeps the source that it came from', async () => {
    const before = await holidaysOf(home.house.database, 2026)
    const csv = before.map(({ date, kind, name, state }) => `${date};${kind};${name};${state}`).join('\n')
    await save(2026, `${csv}\n2026-12-25;nghỉ;Ngày thử`)
    const after = await holidaysOf(home.house.database, 2026)
    expect(after.slice(0, -1)).toEqual(before)
    expect(after.at(-1)?.source).toBe('Thông báo nghỉ lễ, Tết của Bộ Nội vụ')
  })

  test('every wrong line is named and nothing is saved', async () => {
    const csv = [
      'ngày;loại;tên',
      '31/02/2029;nghỉ;Tết',
      '01/01/2030;nghỉ;Tết',
      '01/01/2029;vui;Tết',
      '03/01/2029;làm bù;Thứ Tư',
      '02/01/2029;nghỉ',
      '04/01/2029;nghỉ;',
      '05/01/2029;nghỉ;Một\r',
      '05/01/2029;nghỉ;Hai',
      '08/01/2029;nghỉ;Ba;có lẽ',
    ].join('\n')
    expect(await save(2029, csv)).toEqual({
      kind: 'refused',
      faults: [
        { line: 2, why: 'date' },
        { line: 3, why: 'year' },
        { line: 4, why: 'kind' },
        { line: 5, why: 'weekday' },
        { line: 6, why: 'columns' },
        { line: 7, why: 'name' },
        { line: 9, why: 'twice' },
        { line: 10, why: 'state' },
      ],
    })
    expect(await holidaysOf(home.house.database, 2029)).toEqual([])
  })

  test('nobody but an administrator enters them', async () => {
    await expect(save(2027, '01/01/2027;nghỉ;Tết', 'leader')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
