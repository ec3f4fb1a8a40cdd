import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAccount } from '../../src/channels/index.ts'
import { systemActor, type Actor, type OfficerActor } from '../../src/kernel/actor.ts'
import { formatShortDateVi } from '../../src/kernel/calendar/format-date.ts'
import { addDays, vietnamDate } from '../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../src/kernel/ids.ts'
import { askForDialogue, usualLetterWords, writeLetter } from '../../src/requests/index.ts'
import { chooseUnit, formatLinkCode, makeLinkCode, meetResident } from '../../src/residents/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
let complaints: string[]
let resident: Actor
const ward = '00082'

/** Somebody with a chat on Telegram who lives in the ward. */
const meetSomebody = async (): Promise<Actor> => {
  const { database, clock } = here.house
  const account = {
    id: 'telegram:1',
    platform: 'telegram',
    externalId: '1',
    name: 'Telegram',
    lane: 'telegram',
  } as const
  await saveAccount(database, { ...account, credentials: null, capabilities: {} }, clock.now())
  const at = clock.now().toISOString()
  const [row] = await database.execute<{ id: string }>(sql`
    insert into chats (lookup, account_id, address, created_at, last_inbound_at)
    values (gen_random_uuid(), 'telegram:1', '\\x00', ${at}::timestamptz, ${at}::timestamptz) returning id`)
  const chatId = Number(row?.id)
  const consents = (['relay', 'notices'] as const).map(
    (purpose) => ({ purpose, version: 'test', act: 'chosen' }) as const,
  )
  const residentId = await here.as(
    systemActor('test'),
    async (scope) => await meetResident(scope, { chatId, accountId: 'telegram:1', language: 'vi', consents }),
  )
  const actor = { kind: 'resident', residentId, chatId: String(chatId) } as const
  await here.as(actor, async (scope) => await chooseUnit(scope, { unitId: ward }))
  return actor
}

beforeAll(async () => {
  here = await openConsoleInBrowser()
  ;({ page, complaints } = await here.visitor())
  await signInFirst(here, page)
  resident = await meetSomebody()
  const words = 'Đối thoại về rác ùn ứ ở ngõ 12 phố Cửa Nam, ba ngày chưa ai thu, mùi hôi ảnh hưởng trường mầm non'
  await here.as(resident, async (scope) => await askForDialogue(scope, { words, channel: 'telegram' }))
}, 60_000)
afterAll(async () => await here.close())

const list = (): string => `${here.url}/console/dialogue-requests`
const primary = 'main form.panel .button.primary'

test('the number of voters is stated with its source, or the page says that no share can be computed', async () => {
  await page.goto(list())
  expect(await page.textContent('main')).toContain('chưa tính được tỷ lệ')
  await page.click('a[href*="/voters"]')
  await page.fill('[name=unitVoters]', '24.5')
  await page.fill('[name=source]', '')
  await page.click(primary)
  expect(await page.textContent('main')).toContain('Xin điền ô này')
  expect(await page.inputValue('[name=unitVoters]')).toBe('24.5')
  await page.fill('[name=unitVoters]', '30')
  await page.fill('[name=source]', 'Danh sách cử tri bầu cử ngày 15/3/2026, UBND phường')
  await page.fill('[name=asOf]', '15/3/2026')
  await look(page, 'requests-voters')
  await page.click(primary)
  await page.waitForURL('**/dialogue-requests?done=saved')
  expect(await page.textContent('main')).toContain('từ 10% cử tri trở lên, tức 3 cử tri')
})

test('a request that came by chat is checked and opened with a title', async () => {
  await page.click('.rows a')
  expect(await page.textContent('blockquote')).toContain('mùi hôi ảnh hưởng trường mầm non')
  await look(page, 'requests-check')
  await page.click('form[action$="/open"] button')
  expect(await page.textContent('.fault')).toContain('Xin điền ô này')
  await page.fill('[name=title]', 'Thu gom rác ở ngõ 12 phố Cửa Nam')
  await page.click('form[action$="/open"] button')
  await page.waitForURL('**?done=saved')
  expect(await page.textContent('main')).toContain('Còn thiếu 3 cử tri')
})

test('a voter is verified with the keyboard alone, and the page is ready for the next', async () => {
  const { digits } = await here.as(resident, async (scope) => await makeLinkCode(scope))
  await page.goto(`${list()}/verify`)
  await page.keyboard.type('1234 5678')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.fault')
  await page.fill('[name=code]', formatLinkCode(digits))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/verify?verified=1')
  expect(await page.evaluate<string>('document.activeElement.name')).toBe('code')
  await look(page, 'requests-verify')
})

test('a paper list is entered by its numbers; those that were there before are named beside the field', async () => {
  await page.goto(list())
  await page.click('.rows a')
  await page.click('a[href$="/sheet"]')
  await page.fill('[name=label]', 'Tờ 1, tổ dân phố số 5')
  await page.fill('[name=slips]', '101-102')
  await page.check('[name=isChecked]')
  await page.click(primary)
  await page.waitForURL('**/sheet?entered=2')
  await page.fill('[name=label]', 'Tờ 2, tổ dân phố số 6')
  await page.fill('[name=slips]', '102-110')
  await page.check('[name=isChecked]')
  await page.click(primary)
  expect(await page.textContent('.fault')).toContain('(tờ “Tờ 1, tổ dân phố số 5”): 102')
  expect(await page.inputValue('[name=slips]')).toBe('102-110')
  await look(page, 'requests-sheet')
  await page.click('a[href$="/sheet/print"]')
  expect(await page.textContent('tbody th')).toBe('103')
  await look(page, 'requests-paper')
})

test('at the threshold the letter is written, printed and saved as a file', async () => {
  await page.goto(list())
  await look(page, 'requests-list')
  await page.click('.rows a')
  expect(await page.textContent('main')).toContain('3/30 cử tri, bằng 10%')
  await look(page, 'requests-one')
  await page.click('a[href$="/letter"]')
  await page.fill('[name=number]', '27/MTTQ-BTT')
  await page.click(primary)
  expect(await page.textContent('.fault')).toContain('Xin điền ô này')
  await page.fill('[name=signer]', 'Nguyễn Thị Hoa')
  await page.click(primary)
  await page.waitForURL('**/letter?done=saved')
  await look(page, 'requests-letter')
  const base = page.url().split('?')[0] ?? ''
  await page.click('a[href$="/letter/print"]')
  await look(page, 'requests-letter-print')
  expect(await page.textContent('article')).toContain('Kính gửi: Ủy ban nhân dân phường Cửa Nam')
  const file = await page.request.get(`${base}.docx`)
  expect(file.headers()['content-type']).toContain('wordprocessingml')
  expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
})

test('who wrote it does not approve it; in another’s words it is handed over and a session drawn up', async () => {
  await page.goto(list())
  await page.click('.rows a')
  const base = page.url()
  const requestId = base.split('/').at(-1) ?? ''
  await page.click('a[href$="/letter"]')
  expect(await page.textContent('main')).toContain('đang chờ người khác có quyền duyệt')
  expect(await page.locator('form[action$="/hand-over"]').count()).toBe(0)
  const other: OfficerActor = {
    kind: 'officer',
    officerId: newId(),
    grants: [{ role: 'front_officer', unitId: ward, unitPath: ['vn', '01', ward] }],
  }
  const facts = { number: '27/MTTQ-BTT', dated: vietnamDate(here.house.clock.now()), signer: 'Nguyễn Thị Hoa' }
  const words = { addressee: 'Ủy ban nhân dân phường Cửa Nam', words: usualLetterWords }
  await here.as(other, async (scope) => await writeLetter(scope, { requestId, version: 1, ...facts, ...words }))
  await page.goto(`${base}/letter`)
  await page.click('form[action$="/hand-over"] button')
  await page.waitForURL('**?done=saved')
  await look(page, 'requests-handed-over')
  await page.fill('[name=startsAt_date]', formatShortDateVi(addDays(vietnamDate(here.house.clock.now()), 25)))
  await page.fill('[name=startsAt_time]', '8h30')
  await page.fill('[name=place]', 'Nhà văn hóa số 5 phố Cửa Nam')
  await page.fill('[name=hotline]', '024 3825 1234')
  await page.click('form[action$="/session"] button')
  await page.waitForURL('**/console/dialogues/*')
  expect(await page.textContent('h1')).toContain('Thu gom rác ở ngõ 12 phố Cửa Nam')
  await page.goto(base)
  expect(await page.textContent('main')).toContain('Đã mở buổi đối thoại')
  expect(await page.locator(`a[href^="/console/dialogues/"]`).count()).toBeGreaterThan(0)
})

test('what is said at the desk is entered; what the guard stops at asks for the officer’s word', async () => {
  await page.goto(`${list()}/new`)
  await page.fill('[name=words]', 'Chúng tôi tố cáo ông chủ tịch phường nhận hối lộ')
  await page.click(primary)
  expect(await page.textContent('.fault')).toContain('tố cáo')
  await look(page, 'requests-new')
  await page.fill('[name=words]', 'Đối thoại về chỗ gửi xe ở chợ')
  await page.click(primary)
  await page.waitForURL('**?done=entered')
  expect(complaints).toEqual([])
})
