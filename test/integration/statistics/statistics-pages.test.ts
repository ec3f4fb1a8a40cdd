import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, type Browser, type OpenConsole } from '../console/open-console.ts'
import { addHeld, addVoices } from './voices.ts'

let here: OpenConsole
let officer: Browser
beforeAll(async () => {
  here = await openConsole()
  officer = await here.browser('hoa', [{ role: 'front_officer', unitId: '01' }])
  const stage = { sql: here.house.database.$client }
  const [ward, other] = ['00082', '00004']
  const held = async (unitId: string, startsAt: string, more: object = {}): Promise<string> =>
    await addHeld(stage, { unitId, startsAt, ...more })
  await held(ward, '2026-03-10T02:00:00Z')
  await held(ward, '2026-04-10T02:00:00Z', { title: 'Đối thoại về vỉa hè phố Huế' })
  await held(other, '2026-05-10T02:00:00Z', { isThematic: true })
  await held(other, '2026-06-10T02:00:00Z', { type: 'voter_contact', rhythm: 'regular' })
  await held('01', '2026-07-10T02:00:00Z', { rhythm: 'ad_hoc' })
  // The last minute of a year in Vietnam, and the first of the next.
  await held(ward, '2025-12-31T16:59:00Z')
  await held(ward, '2025-12-31T17:01:00Z')
  await held(ward, '2026-08-10T02:00:00Z', { state: 'cancelled' })
  await held(ward, '2026-09-10T02:00:00Z', { state: 'draft' })
  await addVoices(stage, { unitId: ward, n: 18, answeredBy: 'Ủy ban nhân dân phường Cửa Nam', households: 25 })
  await addVoices(stage, { unitId: ward, n: 2, isUnknown: true })
  await addVoices(stage, { unitId: ward, n: 7, opinionClass: 'idea', receivedAt: '2025-11-04T02:00:00Z' })
  await rate('satisfied', 4)
  await rate('not', 1)
})
afterAll(async () => await here.close())

const rate = async (score: string, n: number): Promise<void> => {
  await here.house.database.$client`
    insert into answer_ratings (id, answer_id, resident_id, score, reason, rated_at)
    select gen_random_uuid(), a.id, gen_random_uuid(), ${score}, null, now() from item_answers a, generate_series(1, ${n}::int)`
}

const page = async (path: string): Promise<string> => {
  const answer = await officer.get(`/console/statistics${path}`)
  expect([path, answer.statusCode]).toEqual([path, 200])
  return answer.body.replaceAll(/<(?:script|style)[^]*?<\/(?:script|style)>/g, '')
}
/** Rows of tables, cells parted by a bar. */
const rowsOf = (body: string): string[] =>
  [...body.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replaceAll(/<\/t[hd]>\s*<t[hd][^>]*>/g, '|')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?\| ?/g, '|')
      .trim(),
  )

describe('statistics', () => {
  it('sessions that were held are counted by level, type, rhythm and year, each once, and nothing that was not held', async () => {
    const rows = rowsOf(await page('?unit=01&year=2026&against=2025'))
    expect(rows).toContain('Cấp tỉnh, thành phố|Đối thoại · đột xuất|1/6, bằng 16,7%|0')
    expect(rows).toContain('Cấp xã, phường, đặc khu|Đối thoại · định kỳ|3/6, bằng 50%|1/1, bằng 100%')
    expect(rows).toContain('Cấp xã, phường, đặc khu|Đối thoại · định kỳ · chuyên đề|1/6, bằng 16,7%|0')
    expect(rows).toContain('Cấp xã, phường, đặc khu|Tiếp xúc cử tri · thường xuyên|1/6, bằng 16,7%|0')
    expect(rows).toContain('Tổng số|6|1')
  })

  it('filters leave what was chosen, with shares of that alone, and each number leads to its sessions', async () => {
    const body = await page('?unit=01&year=2026&type=dialogue&rhythm=periodic&level=commune')
    expect(rowsOf(body)).toContain('Cấp xã, phường, đặc khu|Đối thoại · định kỳ|3/4, bằng 75%')
    expect(rowsOf(body)).toContain('Tổng số|4')
    const link = /\/console\/statistics(\/sessions\?[^"]+)">3\/4/.exec(body)?.[1] ?? ''
    const behind = await page(link.replaceAll('&amp;', '&'))
    expect([...behind.matchAll(/<strong>(Đối thoại[^<]*)<\/strong>/g)].map(([, title]) => title)).toEqual([
      'Đối thoại về thu gom rác',
      'Đối thoại về thu gom rác',
      'Đối thoại về vỉa hè phố Huế',
    ])
  })

  it('opinions, persons and households stand side by side for two years, and who was not heard is named', async () => {
    const body = await page('?unit=01&year=2026&against=2025')
    const rows = rowsOf(body)
    expect(rows).toContain('Ý kiến|20|7')
    expect(rows).toContain('Người gửi, mỗi người đếm một lần|18|7')
    expect(rows).toContain('Ý kiến không rõ người gửi|2/20, bằng 10%|0/7, bằng 0%')
    expect(rows).toContain('Hộ liên quan, cán bộ đếm hoặc ước tính|25|không có số liệu')
    expect(rows).toContain('Ý kiến đã được trả lời|18/20, bằng 90%|0/7, bằng 0%')
    const silent = /Năm 2026 chưa nhận được ý kiến nào từ (\d+)\/(\d+)/.exec(body)
    expect(Number(silent?.[2]) - Number(silent?.[1])).toBe(1)
    expect(/<details>[^]*?<\/details>/.exec(body)?.[0]).toContain('Phường Ba Đình')
    expect(rows.find((row) => row.startsWith('Phường Cửa Nam'))).toBe('Phường Cửa Nam|20|18|18/20, bằng 90%')
  })
})

describe('commendations', () => {
  it('put forward units and answering bodies that meet what was asked, and nobody in person', async () => {
    const rows = rowsOf(await page('/commendations?unit=01&year=2026'))
    expect(rows).toContain('Phường Cửa Nam|Đạt|3|18/20, bằng 90%|0')
    expect(rows).toContain('Phường Ba Đình|Chưa đạt|2|0|0')
    expect(rows).toContain('Ủy ban nhân dân phường Cửa Nam|Đạt|18|4/5, bằng 80%|0/1, bằng 0%')
    const stricter = rowsOf(await page('/commendations?unit=01&year=2026&answeredShare=95&satisfiedShare=81'))
    expect(stricter).toContain('Phường Cửa Nam|Chưa đạt|3|18/20, bằng 90%|0')
    expect(stricter.find((row) => row.startsWith('Ủy ban'))).toContain('|Chưa đạt|')
    expect(rowsOf(await page('/commendations?unit=01&year=2025')).join('\n')).not.toContain('Ủy ban nhân dân')
  })

  it('go home as Excel, by unit and by body, with the same verdicts', async () => {
    const sheet = async (of: string): Promise<string> => {
      const answer = await officer.get(`/console/statistics/commendations/file?unit=01&year=2026&of=${of}`)
      expect(answer.headers['content-type']).toContain('spreadsheetml')
      const bytes = unzipSync(new Uint8Array(answer.rawPayload))['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
      return strFromU8(bytes)
        .replaceAll(/<\/c>/g, '|')
        .replaceAll(/<[^>]+>/g, '')
    }
    expect(await sheet('units')).toContain('Phường Cửa Nam|Đạt|3|20|18|0|0|')
    expect(await sheet('bodies')).toContain('Ủy ban nhân dân phường Cửa Nam|Đạt|1|18|5|4|0|')
  })
})
