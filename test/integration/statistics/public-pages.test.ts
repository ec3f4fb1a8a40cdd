import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPrograms, type Programs } from '../api/programs.ts'
import { otherWard, ward } from '../broadcasts/ward.ts'
import { addHeld, addPlace, addVoices } from './voices.ts'

let stage: Programs
beforeAll(async () => {
  stage = await openPrograms({ checksPerMinute: 1000 })
  for (const [id, fullName] of [
    ['04', 'Tỉnh Cao Bằng'],
    ['08', 'Tỉnh Tuyên Quang'],
    ['11', 'Tỉnh Điện Biên'],
  ] as const) {
    await addPlace(stage, { id, path: ['vn', id], fullName })
  }
  await addVoices(stage, { unitId: ward, n: 31, answeredBy: 'Ủy ban nhân dân phường', households: 40 })
  await addVoices(stage, { unitId: ward, n: 20 })
  await addVoices(stage, { unitId: ward, n: 9, opinionClass: 'idea' })
  await addVoices(stage, { unitId: otherWard, n: 26, opinionClass: 'question' })
  await addVoices(stage, { unitId: '04', n: 3 })
  await addVoices(stage, { unitId: '08', n: 12, answeredBy: '', households: 7 })
  await addHeld(stage, { unitId: ward, startsAt: '2026-03-10T02:00:00Z' })
})
afterAll(async () => await stage.close())

const json = async (unit: string) => (await stage.ask(`/thong-ke.json?unit=${unit}&year=2026`)).json()
const rowsOf = async (unit: string): Promise<string[]> =>
  (await stage.ask(`/thong-ke.csv?unit=${unit}&year=2026`)).body.replace('\uFEFF', '').trim().split('\r\n')
const page = async (unit: string): Promise<string> =>
  (await stage.ask(`/thong-ke?unit=${unit}&year=2026`, { headers: { accept: 'text/html' } })).body
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('public statistics', () => {
  it('a province with three voices is hidden with another one, on the page of the country and on its own, in every format', async () => {
    const country = await json('vn')
    expect(country.opinions).toBe(101)
    expect(country.units.map((one: { id: string; opinions: unknown }) => [one.id, one.opinions])).toEqual([
      ['01', 86],
      ['04', 'hidden'],
      ['11', 0],
      ['08', 'hidden'],
    ])
    for (const id of ['04', '08']) {
      const own = await json(id)
      const { opinions, persons, answered, households } = own
      expect({ opinions, persons, answered, households }).toEqual({
        opinions: 'hidden',
        persons: 'hidden',
        answered: 'hidden',
        households: 'hidden',
      })
      expect(own.byClass.every(({ n }: { n: unknown }) => n === 'hidden')).toBe(true)
      const rows = (await rowsOf(id)).filter((row) => row.startsWith(id))
      expect(rows.filter((row) => !row.endsWith(',,hidden'))).toEqual([])
      expect(await page(id)).toContain('Ý kiến ẩn Người gửi, mỗi người đếm một lần ẩn')
    }
    expect(await page('vn')).toMatch(/Tỉnh Cao Bằng\s+ẩn ẩn Tỉnh Điện Biên\s+0 0 Tỉnh Tuyên Quang\s+ẩn ẩn/)
  })

  it('a hidden number has one mark whatever its size, and the file says what it means', async () => {
    const rows = await rowsOf('vn')
    expect(rows[0]).toBe('unit_code,unit,year,table,key,value,mark')
    expect(rows[1]).toContain('codebook,"số được ẩn: nhỏ hơn 5, hoặc ẩn kèm')
    expect(rows[1]).toMatch(/,,hidden$/)
    expect(rows[2]).toBe(',,,codebook,không có số liệu: chưa ai đếm,,no_data')
    expect(rows).toContain('04,Tỉnh Cao Bằng,2026,unit,opinions,,hidden')
    expect(rows).toContain('08,Tỉnh Tuyên Quang,2026,unit,opinions,,hidden')
    expect(rows.join('\n')).not.toContain('<')
    expect((await json('vn')).codebook).toHaveProperty('hidden')
  })

  it('page, CSV and JSON of a unit say the same, and so does its line in the table above it', async () => {
    const above: { id: string; opinions: unknown; persons: unknown }[] = (await json('vn')).units
    const marks: Readonly<Record<string, string>> = { hidden: ',hidden', null: ',no_data' }
    const words: Readonly<Record<string, string>> = { hidden: 'ẩn', null: 'không có số liệu' }
    for (const id of ['vn', '01', '04', '08', '11']) {
      const own = await json(id)
      const line = above.find((one) => one.id === id)
      if (line) expect([own.opinions, own.persons]).toEqual([line.opinions, line.persons])
      const rows = await rowsOf(id)
      const text = await page(id)
      for (const [key, label] of [
        ['opinions', 'Ý kiến'],
        ['persons', 'Người gửi, mỗi người đếm một lần'],
        ['households', 'Hộ liên quan, cán bộ đếm hoặc ước tính'],
        ['answered', 'Ý kiến đã được trả lời'],
      ] as const) {
        const told = String(own[key])
        expect(rows.find((row) => row.includes(`,heard,${key},`))).toMatch(
          new RegExp(`,heard,${key},${marks[told] ?? `${told},`}$`),
        )
        expect(text).toContain(`${label} ${words[told] ?? told}`)
      }
    }
  })

  it('what nobody counted is no data and not hidden, in the page, in CSV and in JSON', async () => {
    expect((await json('11')).households).toBeNull()
    expect(await rowsOf('11')).toContain('11,Tỉnh Điện Biên,2026,heard,households,,no_data')
    expect(await page('11')).toContain('Hộ liên quan, cán bộ đếm hoặc ước tính không có số liệu')
    expect((await json('01')).households).toBe(40)
  })

  it('a province tells its units, what was said to itself, its classes and who was not heard', async () => {
    const city = await json('01')
    expect(city.units.map((one: { name: string; opinions: unknown }) => [one.name, one.opinions])).toEqual([
      ['Phường Ba Đình', 26],
      ['Phường Cửa Nam', 60],
    ])
    expect(city).toMatchObject({ opinions: 86, answered: 31, unitItself: 0, notHeard: 0 })
    expect(city.byClass).toEqual([
      { opinionClass: 'livelihood', n: 51 },
      { opinionClass: 'party_building', n: 0 },
      { opinionClass: 'government_building', n: 0 },
      { opinionClass: 'idea', n: 9 },
      { opinionClass: 'question', n: 26 },
    ])
    expect(city.sessions).toEqual([
      { level: 'commune', type: 'dialogue', rhythm: 'periodic', isThematic: false, held: 1 },
    ])
    expect((await json('vn')).notHeard).toBe(1)
  })

  it('whoever asks too often waits', async () => {
    const few = await openPrograms({ checksPerMinute: 2 })
    const codes: number[] = []
    for (const path of ['/thong-ke', '/thong-ke.csv', '/thong-ke.json']) codes.push((await few.ask(path)).statusCode)
    await few.close()
    expect(codes).toEqual([200, 200, 429])
  })

  it('a ward is a line in its city and has no page, nor has a place that is none', async () => {
    for (const unit of [ward, 'nowhere', '../01']) {
      expect((await stage.ask(`/thong-ke.json?unit=${unit}`)).statusCode).toBe(404)
    }
  })
})
