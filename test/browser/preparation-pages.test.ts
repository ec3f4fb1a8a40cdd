import { afterAll, beforeAll, expect, test } from 'vitest'
import { callDialogue, markTold, type Dialogue } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { handInOpinion, keepOpinion, type OpinionClass } from '../../src/questions/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { keepPicture } from './support/look-at-page.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const day = 86_400_000

type Said = { readonly text: string; readonly title: string; readonly topic: string; readonly of?: OpinionClass }

const said: readonly Said[] = [
  { text: 'Xe rác đến muộn, rác để ngoài ngõ bốc mùi cả buổi tối', title: 'Xe thu gom rác đến muộn', topic: 'Vệ sinh' },
  {
    text: 'Buổi tối xe rác toàn đến muộn, hỏi chị Nguyễn Thị Hạnh 0912345678 thì rõ',
    title: 'Rác tồn buổi tối',
    topic: 'Vệ sinh',
  },
  { text: 'Ngõ 12 ngập mỗi khi mưa to, đề nghị sửa cống thoát nước', title: 'Ngập ngõ 12', topic: 'Giao thông' },
  { text: 'Đèn chiếu sáng trong ngõ hỏng đã hai tháng chưa sửa', title: 'Đèn ngõ hỏng', topic: 'Giao thông' },
  {
    text: 'Nên mở lớp dạy nghề cho thanh niên của phường vào buổi tối',
    title: 'Lớp dạy nghề buổi tối',
    topic: 'Kinh tế',
    of: 'idea',
  },
]

const head = { reach: 'group', households: 40, isRisk: false, isHotSpot: true, competence: 'commune' } as const

const keep = async (actor: OfficerActor, dialogueId: string, one: Said, chatId: number): Promise<void> => {
  const opinionClass = one.of ?? 'livelihood'
  const resident = { kind: 'resident' as const, residentId: newId(), chatId: String(chatId) }
  const { opinionId } = await here.as(
    resident,
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        dialogueId,
        opinionClass,
        naming: 'sealed',
        text: one.text,
        attachmentIds: [],
        channel: 'web',
        language: 'vi',
      }),
  )
  const [topic] = await here.house.database.$client<{ id: string }[]>`
    select id from topics where name_vi ilike ${`%${one.topic}%`} order by position limit 1`
  const fields = { ...head, opinionClass, kind: 'petition', topicId: topic?.id ?? null, competentBody: null } as const
  await here.as(actor, async (scope) => await keepOpinion(scope, { ...fields, opinionId, title: one.title }))
}

const prepare = async (): Promise<Dialogue> => {
  const [officer] = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
  const grants = [{ role: 'admin' as const, unitId: 'vn', unitPath: ['vn'] }]
  const actor = { kind: 'officer' as const, officerId: officer?.id ?? '', grants }
  const now = here.house.clock.now().getTime()
  const made = await here.as(
    actor,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00082',
        title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'consult',
        topic: 'Thu gom rác thải sinh hoạt',
        plannedShares: { livelihood: 60, idea: 40 },
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt: new Date(now + 14 * day),
        endsAt: new Date(now + 14 * day + 7_200_000),
        collectionOpensAt: new Date(now - day),
        collectionClosesAt: new Date(now + 12 * day),
        hotline: '024 3825 1234',
      }),
  )
  await here.as(actor, async (scope) => await markTold(scope, { id: made.id, version: 1, kind: 'announcement' }))
  for (const [index, one] of said.entries()) await keep(actor, made.id, one, index + 1)
  return made
}

test('a session is prepared from the plan to the brief, on a phone and at a desk', async () => {
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  const { id } = await prepare()
  const base = `${here.url}/console/dialogues/${id}`

  await page.goto(base)
  await look(page, 'preparation-session')
  await page.click('[aria-labelledby=preparation] a[href$="/preparation"]')
  await look(page, 'preparation-checklist')
  await page.click('form:has([value=place]) button')
  await page.waitForURL('**/preparation?done=saved')

  await page.goto(`${base}/plan`)
  await page.fill('[name=floorMinutes]', '500')
  await page.click('main form.panel .button.primary')
  expect(await page.textContent('.fault')).toContain('số nguyên từ 0 đến 240')
  expect(await page.inputValue('[name=floorMinutes]')).toBe('500')
  await look(page, 'preparation-plan')
  await page.fill('[name=floorMinutes]', '30')
  await page.click('main form.panel .button.primary')
  await page.waitForURL('**/plan?done=saved')

  await page.goto(`${base}/agenda`)
  await page.click('form[action$="/draft"] button')
  await page.waitForURL('**/agenda?done=saved')
  await page.fill('[name=addTitle]', 'Thông tin quy hoạch phường')
  await page.click('[name=act][value=share]:visible')
  await page.waitForURL('**/agenda?done=saved')
  expect(await page.locator('.agenda > li').count()).toBe(6)
  await page.click('[value="up.1"]')
  await page.waitForURL('**/agenda?done=saved')
  await look(page, 'preparation-agenda')

  await page.goto(`${base}/participants/new`)
  await page.fill('[name=name]', 'Lê Thị Lan')
  await page.fill('[name=title]', 'Chủ tịch Ủy ban nhân dân phường')
  await look(page, 'preparation-participant')
  await page.click('[name=act][value=save]')
  await page.waitForURL('**/participants?done=saved')
  await look(page, 'preparation-participants')

  await page.goto(`${base}/requests`)
  await page.fill('[name=body]', 'Phòng Kinh tế, Hạ tầng và Đô thị')
  await page.selectOption('[name=itemId]', { index: 1 })
  await page.fill('[name=dueOn]', '30/11/2026')
  await page.click('main form .button.primary')
  expect(await page.textContent('.fault')).toContain('Xin nhập ô này')
  await page.fill('[name=question]', 'Vì sao xe đến muộn, bao giờ khắc phục?')
  await page.click('main form .button.primary')
  await page.waitForURL('**/requests?done=saved')
  await look(page, 'preparation-requests')
  await page.click('.rows a')
  await page.fill('[name=answer]', 'Từ 01/12 thêm một chuyến lúc 20 giờ. Đội môi trường làm.')
  await page.click('main form.panel .button.primary')
  await page.waitForURL('**/requests/*?done=saved')
  await look(page, 'preparation-request')

  await page.goto(`${base}/script`)
  await page.click('form[action$="/draft"] button')
  await page.waitForURL('**/script?done=saved')
  expect(await page.inputValue('[name="text.0"]')).toContain('Lê Thị Lan')
  await look(page, 'preparation-script')

  await page.goto(`${base}/brief`)
  const brief = (await page.textContent('.brief')) ?? ''
  expect(brief).toContain('Xe thu gom rác đến muộn')
  expect(brief).toContain('Từ 01/12 thêm một chuyến')
  expect(brief).not.toContain('0912345678')
  expect(brief).not.toContain('Hạnh')
  await look(page, 'preparation-brief')
  await page.setViewportSize({ width: 820, height: 1180 })
  await keepPicture(page, 'preparation-brief-820')
  for (const part of ['brief', 'script']) {
    const answer = await page.request.get(`${base}/${part}.docx`)
    expect(answer.headers()['content-type']).toContain('wordprocessingml')
    expect((await answer.body()).subarray(0, 2).toString()).toBe('PK')
  }
  await page.goto(`${here.url}/console`)
  expect(complaints).toEqual([])
}, 240_000)
