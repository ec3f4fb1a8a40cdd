import { afterAll, beforeAll, expect, test } from 'vitest'
import { callDialogue, markTold } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { requestAnswer, saveParticipant } from '../../src/preparation/index.ts'
import { handInOpinion, keepOpinion } from '../../src/questions/index.ts'
import { signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const day = 86_400_000
const long = 'đề nghị phường sớm giải quyết dứt điểm tình trạng lấn chiếm vỉa hè, lòng đường, để xe trái phép '.repeat(
  6,
)
const answer = 'Ủy ban nhân dân phường đã kiểm tra thực địa, lập biên bản và giao đơn vị phụ trách xử lý trong tháng. '

const callSession = async (actor: OfficerActor): Promise<string> => {
  const now = here.house.clock.now().getTime()
  const { id } = await here.as(
    actor,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00082',
        title: 'Đối thoại định kỳ về vệ sinh môi trường, trật tự đô thị và thoát nước',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'consult',
        topic: 'Trật tự đô thị',
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt: new Date(now + 14 * day),
        endsAt: new Date(now + 14 * day + 10_800_000),
        collectionOpensAt: new Date(now - day),
        collectionClosesAt: new Date(now + 12 * day),
        hotline: '024 3825 1234',
      }),
  )
  await here.as(actor, async (scope) => await markTold(scope, { id, version: 1, kind: 'announcement' }))
  return id
}

const keep = async (actor: OfficerActor, dialogueId: string, topicId: string, nth: number): Promise<void> => {
  const resident = { kind: 'resident' as const, residentId: newId(), chatId: String(nth) }
  const { opinionId } = await here.as(
    resident,
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        dialogueId,
        opinionClass: 'livelihood',
        naming: 'sealed',
        text: `Ý kiến thứ ${nth}: ${long}`,
        attachmentIds: [],
        channel: 'web',
        language: 'vi',
      }),
  )
  await here.as(
    actor,
    async (scope) =>
      await keepOpinion(scope, {
        opinionId,
        title: `Việc thứ ${nth}: ${long}`.slice(0, 110),
        opinionClass: 'livelihood',
        kind: 'petition',
        topicId,
        competence: 'province',
        competentBody: `Sở Xây dựng thành phố Hà Nội, phòng số ${nth}`,
        reach: 'group',
        households: 40,
        isRisk: true,
        isHotSpot: true,
      }),
  )
}

/** Eight topics of three matters, those who come, and drafts of agencies: as full as a session gets. */
const fillSession = async (actor: OfficerActor, dialogueId: string): Promise<void> => {
  const { $client: db } = here.house.database
  const topics = await db<{ id: string }[]>`select id from topics order by position limit 8`
  for (const [at, { id }] of topics.entries()) {
    for (let n = 1; n <= 3; n += 1) await keep(actor, dialogueId, id, at * 3 + n)
  }
  for (let n = 0; n < 12; n += 1) {
    const title = 'Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị'
    const who = { role: 'agency', name: `Đại biểu thứ ${n}`, title, body: 'Ủy ban nhân dân phường', areaUnits: [] }
    await here.as(actor, async (scope) => void (await saveParticipant(scope, { dialogueId, ...who, attends: 'yes' })))
    const asked = { dialogueId, body: 'Phòng Kinh tế, Hạ tầng và Đô thị', about: `Việc ${n}`, question: long }
    await here.as(actor, async (scope) => void (await requestAnswer(scope, asked)))
  }
  await db`
    update answer_requests set state = 'answered', answer = ${answer.repeat(8)}, answered_at = now()
    where dialogue_id = ${dialogueId}`
}

/** Chromium writes one object for each page, uncompressed. */
const pagesIn = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0

test('the brief of a full session is printed on two pages, says who should attend, and counts what it left out', async () => {
  const { page } = await here.visitor()
  await signInFirst(here, page)
  const [officer] = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
  const grants = [{ role: 'admin' as const, unitId: 'vn', unitPath: ['vn'] }]
  const actor = { kind: 'officer' as const, officerId: officer?.id ?? '', grants }
  const id = await callSession(actor)
  await fillSession(actor, id)
  await page.goto(`${here.url}/console/dialogues/${id}/brief`)
  const brief = (await page.textContent('.brief')) ?? ''
  expect(await page.locator('.brief h3').count()).toBeGreaterThan(4)
  expect(brief).toContain('Ai cần dự, ai trả lời')
  expect(brief).toContain('Sở Xây dựng thành phố Hà Nội')
  expect(brief).toMatch(/và \d+ người, cơ quan khác/u)
  const pdf = await page.pdf({ format: 'A4', ...(process.env['KEEP_BRIEFS'] && { path: process.env['KEEP_BRIEFS'] }) })
  expect(pagesIn(pdf)).toBeGreaterThan(1)
  expect(pagesIn(pdf)).toBeLessThanOrEqual(2)
}, 120_000)
