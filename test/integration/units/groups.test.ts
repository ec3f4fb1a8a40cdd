import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import type { Actor, Role } from '../../../src/kernel/actor.ts'
import { addUnit, findUnit, importGroups, searchUnits, unitsBelow } from '../../../src/units/index.ts'
import { openPlaces, system, type Places } from './registered-places.ts'

const on = '2026-10-01'
const cuaNam = '00082'
const officerOf = (unitId: string, unitPath: string[], role: Role = 'front_officer'): Actor => ({
  kind: 'officer',
  officerId: 'o',
  grants: [{ role, unitId, unitPath }],
})

describe('villages and ward groups', () => {
  let places: Places
  beforeAll(async () => {
    places = await openPlaces({ imported: true })
  })
  afterEach(async () => {
    await places.database.execute(sql`delete from units where level = 'group'`)
  })
  afterAll(async () => {
    await places.close()
  })
  const load = async (csv: string, actor: Actor = system) =>
    await places.as(actor, async (scope) => await importGroups(scope, { communeId: cuaNam, csv }))
  const add = async (fullName: string, actor: Actor = system, communeId = cuaNam) =>
    await places.as(actor, async (scope) => await addUnit(scope, { communeId, fullName }))
  const groups = async () => await unitsBelow(places.database, cuaNam, { on, level: 'group' })

  it('come from CSV as spreadsheets write it, in the order of their numbers', async () => {
    const csv =
      '\uFEFFTên tổ dân phố;Số cử tri;Dân số\r\n"Tổ dân phố số 10";1.234;2 000\r\ntổ dân phố số 2;310;\r\n\r\nThôn Đồng Dầu;;\r\n'
    expect(await load(csv)).toEqual({ kind: 'imported', added: 3, updated: 0, unchanged: 0 })
    expect(
      (await groups()).map(({ fullName, type, voters, population }) => [fullName, type, voters, population]),
    ).toEqual([
      ['Thôn Đồng Dầu', 'village', null, null],
      ['Tổ dân phố số 2', 'ward_group', 310, null],
      ['Tổ dân phố số 10', 'ward_group', 1234, 2000],
    ])
    const [one] = await groups()
    expect(one?.path).toEqual(['vn', '01', cuaNam, one?.id])
  })

  it('stay the same when the file is handed in twice, and take new figures', async () => {
    await load('Tên,Số cử tri\nTổ 1,100\nTổ 2,200\n')
    const before = await groups()
    expect(await load('Tên,Số cử tri\nTổ 1,100\nTỔ 2,200\n')).toMatchObject({ added: 0, updated: 0, unchanged: 2 })
    expect(await groups()).toEqual(before)
    expect(await load('Tên,Số cử tri\nTổ 1,105\nTổ 3,50\n')).toMatchObject({ added: 1, updated: 1, unchanged: 0 })
    expect((await groups()).map(({ voters }) => voters)).toEqual([105, 200, 50])
  })

  it('come all or none: every fault is named with its line', async () => {
    const csv = `Tên,Số cử tri\nTổ 1,100\n,5\nĐồng Dầu,7\nTổ 2,nhiều\ntổ 1,3\nThôn …,\nTổ ${'x'.repeat(200)},\n`
    const outcome = await load(csv)
    expect(outcome.kind === 'refused' && outcome.faults.map(({ line, why }) => [line, why])).toEqual([
      [3, 'empty'],
      [4, 'no_kind'],
      [5, 'not_a_number'],
      [6, 'twice'],
      [7, 'no_name'],
      [8, 'too_long'],
    ])
    expect(await groups()).toEqual([])
  })

  it.each([
    ['', 'no_name_column'],
    ['Cột lạ\nTổ 1\n', 'no_name_column'],
    ['Tên\n', 'no_rows'],
    [`Tên\n${Array.from({ length: 1001 }, (_, index) => `Tổ ${index}\n`).join('')}`, 'too_many_rows'],
  ])('refuse a file that is none (%#)', async (csv, why) => {
    expect(await load(csv)).toMatchObject({ kind: 'refused', faults: [{ why }] })
  })

  it('are entered one by one, each name once in its commune', async () => {
    const id = await add('  tổ dân phố   số 7 ')
    expect(await findUnit(places.database, id)).toMatchObject({
      fullName: 'Tổ dân phố số 7',
      type: 'ward_group',
      name: 'số 7',
      parentId: cuaNam,
      level: 'group',
      validFrom: on,
    })
    await expect(add('Tổ dân phố SỐ 7')).rejects.toMatchObject({ code: 'CONFLICT' })
    await add('Tổ dân phố số 7', system, '00070')
    await expect(add('số 7')).rejects.toMatchObject({ code: 'INVALID', phrase: 'units:group_name_no_kind' })
    await expect(add('Tổ 1', system, '01')).rejects.toMatchObject({ code: 'PRECONDITION' })
    await expect(add('Tổ 1', system, 'nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const found = await searchUnits(places.database, 'tổ dân phố số 7, cửa nam', { on })
    expect(found[0]?.unit.id).toBe(id)
  })

  it('are entered by officers of the ward and above, not by others', async () => {
    await add('Tổ 1', officerOf(cuaNam, ['vn', '01', cuaNam]))
    await add('Tổ 2', officerOf('01', ['vn', '01']))
    await expect(add('Tổ 3', officerOf('00070', ['vn', '01', '00070']))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(add('Tổ 3', officerOf(cuaNam, ['vn', '01', cuaNam], 'leader'))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const resident: Actor = { kind: 'resident', residentId: 'r', chatId: 'c' }
    await expect(load('Tên\nTổ 3\n', resident)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await groups()).toHaveLength(2)
  })

  it('of one name do not become two when two officers enter them at once', async () => {
    const outcomes = await Promise.allSettled([add('Tổ 9'), add('Tổ 9')])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await groups()).toHaveLength(1)
  })
})
