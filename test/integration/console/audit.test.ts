import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainAudit, recordAudit } from '../../../src/audit/index.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { system } from '../officers/officers-house.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let admin: Browser
let front: Browser
let cityWatch: Browser
beforeAll(async () => {
  here = await openConsole()
  admin = await here.browser('quan.tri', [{ role: 'admin', unitId: 'vn' }])
  front = await here.browser('can.bo', [{ role: 'front_officer', unitId: '00082' }])
  cityWatch = await here.browser('giam.sat', [{ role: 'supervisor', unitId: '01' }])
})
afterAll(async () => await here.close())

const note = async (action: string, more: { unitId?: string; subject?: { kind: string; id: string }; actor?: Actor }) =>
  await here.as(more.actor ?? system, async (scope) => {
    await recordAudit(scope, {
      action,
      subject: more.subject ?? { kind: 'thing', id: newId() },
      ...(more.unitId === undefined ? {} : { unitId: more.unitId }),
    })
  })
const rowsOf = (body: string): number => body.split('<tr>').length - 2

test('an officer reads what concerns their unit and below; a supervisor all below; an administrator the whole log', async () => {
  await note('dialogue.called', { unitId: '00082' })
  await note('opinion.released', { unitId: 'g1' })
  await note('unit.voters_set', { unitId: '00004' })
  await note('holidays.saved', {})
  const seen = async (browser: Browser) => {
    const { body } = await browser.get('/console/audit')
    const table = body.slice(body.indexOf('<tbody>'), body.indexOf('</tbody>'))
    return ['Mở buổi đối thoại', 'Cho hiện một ý kiến đang giữ', 'Ghi số cử tri', 'Lưu ngày nghỉ'].map((words) =>
      table.includes(words),
    )
  }
  expect(await seen(front)).toEqual([true, true, false, false])
  expect(await seen(cityWatch)).toEqual([true, true, true, false])
  expect(await seen(admin)).toEqual([true, true, true, true])
})

test('lines are found by act, officer, record and days; a day that is none is said beside its field', async () => {
  const subject = { kind: 'dialogue', id: newId() }
  const actor: Actor = { kind: 'officer', officerId: front.officerId, grants: [] }
  await note('dialogue.cancelled', { unitId: '00082', subject, actor })
  const count = async (query: string) => rowsOf((await admin.get(`/console/audit?${query}`)).body)
  expect(await count('action=dialogue.cancelled')).toBe(1)
  expect(await count(`officer=${front.officerId}&action=dialogue.cancelled`)).toBe(1)
  expect(await count(`officer=${cityWatch.officerId}&action=dialogue.cancelled`)).toBe(-1)
  expect(await count(`subject=dialogue%3A${subject.id}`)).toBe(1)
  expect(await count(`subject=dialogue%3A${subject.id}&from=21/11/2026&until=21/11/2026`)).toBe(1)
  expect(await count(`subject=dialogue%3A${subject.id}&until=20/11/2026`)).toBe(-1)
  const wrong = await admin.get('/console/audit?from=ng%C3%A0y%20r%E1%BA%B1m')
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toMatch(/id="f-from-fault"/)
  expect(wrong.body).toContain('value="ngày rằm"')
})

test('a long log comes in pages, each line once', async () => {
  for (let n = 0; n < 120; n += 1) await note('item.merged', { unitId: '00082' })
  let path: string | undefined = '/console/audit?action=item.merged'
  let total = 0
  let pages = 0
  while (path !== undefined) {
    const { body } = await front.get(path)
    total += rowsOf(body)
    pages += 1
    path = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
  }
  expect([total, pages]).toEqual([120, 3])
})

test('nothing on the page leads to a resident', async () => {
  const resident = newId()
  await note('resident.voter-checked', { unitId: '00082', subject: { kind: 'resident', id: resident } })
  await note('opinion.reunited', { unitId: '00082', actor: { kind: 'resident', residentId: resident, chatId: '7' } })
  const { body } = await admin.get('/console/audit')
  expect(body).toContain('Một người dân')
  expect(body).not.toContain(resident)
})

test('the head of the chain stands on the page', async () => {
  await chainAudit(here.house.database)
  const { body } = await admin.get('/console/audit')
  expect(body.replaceAll(' ', '')).toMatch(/<codeclass="spaced">[0-9a-f]{64}/)
})

test('each act that the house writes down has words of its own', async () => {
  const { readdir, readFile } = await import('node:fs/promises')
  const { phraseKeys } = await import('../../../src/phrases/index.ts')
  const known = new Set(phraseKeys('audit'))
  const files = (await readdir('src', { recursive: true })).filter((path) => path.endsWith('.ts'))
  const missing = new Set<string>()
  for (const file of files) {
    const text = await readFile(`src/${file}`, 'utf8')
    for (const [, action = ''] of text.matchAll(/action: '([\w-]+\.[\w-]+)'/g)) {
      if (!known.has(`action.${action}`)) missing.add(action)
    }
  }
  expect([...missing]).toEqual([])
})
