import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveBroadcast, draftAnnouncement, refOf } from '../../src/broadcasts/index.ts'
import { callDialogue } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { addUnit, agreeNetwork } from '../../src/units/index.ts'
import { look } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
let complaints: string[]
let groups: string[]
beforeAll(async () => {
  here = await openConsoleInBrowser()
  const visitor = await here.visitor()
  page = visitor.page
  complaints = visitor.complaints
  await page.goto(await here.setUpLink())
  await page.fill('[name=name]', 'Nguyễn Thị Hoa')
  await page.fill('[name=login]', 'hoa')
  await page.fill('[name=password]', 'cầu Long Biên mùa thu')
  await page.locator('[name=unit]').pressSequentially('cua nam')
  await page.locator('.picks input').first().check()
  await page.click('main form button[type=submit]:not([formaction])')
  await page.waitForURL('**/console')
  const front = await actor()
  groups = await here.as(front, async (scope) => {
    const ids: string[] = []
    for (const number of [5, 6]) {
      ids.push(await addUnit(scope, { communeId: '00082', fullName: `Tổ dân phố số ${number}`, voters: 640 + number }))
    }
    const agreed = { kind: 'zalo_group', name: 'Tổ 5 thông báo', minutesNumber: '04/BB' } as const
    const [unitId = ''] = ids
    await agreeNetwork(scope, { unitId, ...agreed, since: '2026-11-01', minutesDate: '2026-11-01' })
    return ids
  })
}, 60_000)
afterAll(async () => await here.close())

/** The officer who set the house up, or a second one who approves. */
const actor = async (isSecond = false): Promise<OfficerActor> => {
  const { $client: sql } = here.house.database
  const grants = (['admin', 'front_officer', 'approver'] as const).map((role) => ({
    role,
    unitId: 'vn',
    unitPath: ['vn'],
  }))
  const [first] = await sql<{ id: string }[]>`select id from officers where login = 'hoa'`
  if (!isSecond) return { kind: 'officer', officerId: first?.id ?? '', grants }
  const officerId = newId()
  const at = here.house.clock.now().toISOString()
  await sql`insert into officers (id, login, name, title, created_at, updated_at)
    values (${officerId}, 'binh', 'Trần Văn Bình', 'Phó Chủ tịch Ủy ban Mặt trận Tổ quốc phường', ${at}, ${at})`
  return { kind: 'officer', officerId, grants }
}

/** A session that was announced to people of both groups: four were reached, one was refused. */
const announced = async (): Promise<string> => {
  const { clock, database } = here.house
  const sql = database.$client
  const now = clock.now().getTime()
  const front = await actor()
  const session = await here.as(front, async (scope) =>
    callDialogue(scope, {
      unitId: '00082',
      title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'online',
      legalBasis: 'communal_dialogue',
      purpose: 'consult',
      hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
      place: '',
      joinUrl: 'https://hop.example.vn/cua-nam',
      startsAt: new Date(now + 14 * 86_400_000),
      collectionClosesAt: new Date(now + 12 * 86_400_000),
      hotline: '024 3825 1234',
    }),
  )
  const { broadcast } = await here.as(front, async (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
  const second = await actor(true)
  await here.as(second, async (scope) => approveBroadcast(scope, { id: broadcast.id, version: 1 }))
  const at = clock.now().toISOString()
  for (const [index, [unitId, way, outcome]] of (
    [
      [groups[0], 'zalo-free', 'sent'],
      [groups[0], 'zns', 'sent'],
      [groups[1], 'zalo-free', 'sent'],
      [groups[1], 'web', 'sent'],
      [groups[1], 'zalo-free', 'refused'],
    ] as const
  ).entries()) {
    const [resident, chatId] = [newId(), 1000 + index]
    await sql`insert into residents (id, language, unit_id, group_unit_id, created_at, updated_at)
      values (${resident}, 'vi', '00082', ${unitId ?? null}, ${at}, ${at})`
    await sql`insert into contacts (chat_id, resident_id, account_id, linked_at)
      values (${chatId}, ${resident}, 'zalo:oa', ${at})`
    await sql`insert into broadcast_recipients (broadcast_id, position, chat_id, language, way)
      values (${broadcast.id}, ${index + 1}, ${chatId}, 'vi', ${way})`
    await sql`insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at, delivered_at)
      values (${chatId}, 'x', 'zalo:oa', ${chatId}, 3, ${outcome}, 1, false, ${refOf(broadcast.id)}, ${at}, ${at}, ${way === 'zns' ? at : null})`
  }
  return session.id
}

test('the proof says for each group what was agreed and who was reached, and stands on a phone and on a desk', async () => {
  const id = await announced()
  await page.goto(`${here.url}/console/artefacts/${id}/proof`)
  const text = (await page.locator('article.proof').textContent())?.replaceAll(/\s+/g, ' ') ?? ''
  expect(text).toContain('Trần Văn Bình, Phó Chủ tịch Ủy ban Mặt trận Tổ quốc phường')
  expect(text).toContain('nhóm Zalo, Tổ 5 thông báo, biên bản số 04/BB, ngày 01/11/2026')
  expect(text).toContain('chưa ghi biên bản nào')
  expect(text).toContain('trực tuyến')
  expect(text).not.toMatch(/, (?:,|Đơn vị)/)
  const rows = await page.locator('tr', { hasText: /Tổ dân phố số [56]/ }).allTextContents()
  // Persons, counted, only by another way, not reached.
  expect(rows.map((row) => row.trim().slice(-4))).toEqual(['2200', '3111'])
  await look(page, 'proof-groups')
}, 60_000)

test("the ward's page tells the year, the group's page takes minutes, and the figures say what they decide", async () => {
  await page.goto(`${here.url}/console/units/00082`)
  expect(await page.locator('#clock').textContent()).toContain('Đối thoại theo luật trong năm')
  await look(page, 'unit-clock')
  await page.goto(`${here.url}/console/units/${groups[0] ?? ''}`)
  await page.click('summary:has-text("Đính kèm biên bản")')
  await look(page, 'unit-minutes')
  await page.goto(`${here.url}/console/rules/channels`)
  await look(page, 'channel-rules')
}, 60_000)

test('the days that are left stand in the form as soon as the day is typed, and without script after a button', async () => {
  await page.goto(`${here.url}/console/dialogues/new`)
  await page.fill('[name=startsAt_date]', '20/12/2030')
  await page.locator('[name=startsAt_date]').press('Tab')
  await page.locator('#notice-clock .banner').waitFor()
  expect(await page.locator('#notice-clock').textContent()).toContain('chậm nhất ngày 13/12/2030')
  await page.locator('#notice-clock').scrollIntoViewIfNeeded()
  await look(page, 'form-clock')
  expect(complaints).toEqual([])
}, 60_000)
