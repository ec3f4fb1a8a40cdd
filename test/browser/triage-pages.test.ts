import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { systemActor } from '../../src/kernel/actor.ts'
import { handInOpinion, type HandIn } from '../../src/questions/index.ts'
import { meetResident } from '../../src/residents/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

let chats = 0
const handIn = async (text: string, given: Partial<HandIn> = {}): Promise<void> => {
  chats += 1
  const chatId = chats
  const consents = [{ purpose: 'relay', version: 'test', act: 'chosen' }] as const
  const residentId = await here.as(
    systemActor('test'),
    async (scope) => await meetResident(scope, { chatId, accountId: 'web:chat', language: 'vi', consents }),
  )
  here.house.clock.advance(1_000)
  await here.as(
    { kind: 'resident', residentId, chatId: String(chatId) },
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        opinionClass: 'livelihood',
        naming: 'sealed',
        text,
        attachmentIds: [],
        channel: 'zalo',
        language: 'vi',
        ...given,
      }),
  )
}

const texts = [
  'Đề nghị phường cho dọn rác ở ngõ 12, hơn 30 hộ chịu mùi hôi đã một tuần',
  'Cột điện đầu ngõ 45 nghiêng sắp đổ, rất nguy hiểm cho trẻ em đi học',
  'den duong ngo 3 hong ca thang nay, toi den khong dam di',
  'Ngã tư Hàng Bài ngập sâu mỗi khi mưa to, xe chết máy hàng loạt',
  'Mưa là ngã tư Hàng Bài ngập, xe máy chết máy, đề nghị làm lại cống',
  'Bao giờ TDP số 5 có nhà văn hóa mới?',
  'Chi bộ nên sinh hoạt buổi tối để đảng viên đi làm dự được',
  'Thủ tục làm CCCD ở một cửa quá lâu, thái độ cán bộ chưa tốt',
  'GPMB đường vành đai đền bù thấp so với giá thị trường',
  'Vỉa hè phố Cửa Nam bị lấn chiếm để bán hàng',
]
const twenty = (): string[] => Array.from({ length: 20 }, (_, n) => `${texts[n % texts.length] ?? ''} (lần ${n + 1})`)

const openedId = async (page: Page): Promise<string> => (await page.getAttribute('#triage', 'data-opinion')) ?? ''
/** Whoever has only just been shown one cannot have read it: the page takes no Enter for a moment. */
const settle = async (page: Page): Promise<void> => void (await page.waitForSelector('#triage[data-ready]'))
const nextAfter = async (page: Page, before: string): Promise<void> => {
  await page.waitForSelector(`#triage:not([data-opinion="${before}"])`)
  await settle(page)
}
const press = async (page: Page, key: string): Promise<void> => await page.keyboard.press(key)
const keepByEnter = async (page: Page): Promise<void> => {
  const before = await openedId(page)
  await settle(page)
  await press(page, 'Enter')
  await nextAfter(page, before)
}
const signInAgain = async (page: Page): Promise<void> => {
  await page.goto(`${here.url}/console/sign-in`)
  await page.fill('[name=login]', 'hoa')
  await page.fill('[name=password]', 'cầu Long Biên mùa thu')
  await page.click('main form button[type=submit]')
  await page.waitForURL('**/console')
}
const states = async (): Promise<Record<string, number>> => {
  const rows = await here.house.database.$client<{ triage: string; n: number }[]>`
    select triage, count(*)::int as n from opinions group by triage`
  return Object.fromEntries(rows.map((row) => [row.triage, row.n]))
}

test('twenty opinions are sorted by the keyboard alone: classes, topic, refusal, later, undo; nothing typed is lost', async () => {
  const { page, complaints, context } = await here.visitor()
  await signInFirst(here, page)
  for (const text of twenty()) await handIn(text)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${here.url}/console/triage`)
  await settle(page)
  expect(await page.locator('.triage-words').textContent()).toContain('nguy hiểm')
  await look(page, 'triage')

  await press(page, '5')
  await press(page, 'k')
  await press(page, 't')
  await page.keyboard.type('an ninh')
  await press(page, 'Enter')
  await press(page, 'e')
  await page.keyboard.type('Cột điện nghiêng ngõ 45')
  // A tab that dies takes nothing with it.
  await page.reload()
  expect(await page.inputValue('[name=title]')).toBe('Cột điện nghiêng ngõ 45')
  expect(await page.isChecked('[name=opinionClass][value=question]')).toBe(true)
  expect(await page.locator('#f-topicId option:checked').textContent()).toContain('An ninh trật tự')
  const first = await openedId(page)
  await settle(page)
  await keepByEnter(page)
  expect(await page.locator('.triage-last').textContent()).toContain('Đã nhận thành việc số 1')

  // Undone with one key, and kept again.
  await press(page, 'z')
  await page.waitForSelector(`#triage[data-opinion="${first}"]`)
  expect(await states()).toEqual({ waiting: 20 })
  await keepByEnter(page)

  // Put off, then refused with a reason.
  const later = await openedId(page)
  await press(page, 's')
  await nextAfter(page, later)
  const refused = await openedId(page)
  await press(page, 'r')
  await press(page, 'ArrowDown')
  await page.fill('#f-words', 'Việc này thuộc cơ quan khác')
  await page.click('#triage-refuse button[type=submit]')
  await nextAfter(page, refused)
  expect(await states()).toEqual({ kept: 1, refused: 1, waiting: 18 })

  // The rest: those alike joined with d, the others as suggested.
  for (let n = 0; n < 17; n += 1) {
    const id = await openedId(page)
    if ((await page.locator('[data-same]').count()) > 0 && n % 3 === 0) {
      await press(page, 'd')
      await press(page, 'Enter')
      await nextAfter(page, id)
    } else await keepByEnter(page)
  }
  expect(await page.locator('main').textContent()).toContain('để sau')
  expect(await states()).toEqual({ kept: 18, refused: 1, waiting: 1 })
  const [joined] = await here.house.database.$client<{ n: number }[]>`
    select count(*)::int as n from items where state = 'merged'`
  expect(joined?.n).toBeGreaterThan(0)
  await page.click('text=Xem lại các ý kiến đã để sau')
  await page.waitForSelector('.triage-words')
  await settle(page)
  await keepByEnter(page)
  expect(await page.locator('main').textContent()).toContain('Không còn ý kiến nào đang chờ')
  await look(page, 'triage-done')
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)

test('without a script it is a plain form, and topics and contests are pages like the others', async () => {
  await handIn('Mưa là ngã tư Hàng Bài ngập sâu, xe chết máy')
  const { page, context } = await here.visitor({ withoutScript: true })
  await signInAgain(page)
  await page.goto(`${here.url}/console/triage`)
  await page.fill('[name=title]', 'Ngập ngã tư Hàng Bài')
  await page.fill('[name=households]', 'ba chục')
  await page.click('[data-keep-button]')
  expect(await page.inputValue('[name=title]')).toBe('Ngập ngã tư Hàng Bài')
  expect(await page.locator('#f-households-fault').count()).toBe(1)
  await page.fill('[name=households]', '30')
  await page.click('[data-keep-button]')
  expect(await page.locator('main').textContent()).toContain('Đã nhận thành việc số')
  await context.close()
}, 60_000)

test('axe finds nothing on the pages of topics and contests', async () => {
  const { page, context } = await here.visitor()
  await signInAgain(page)
  for (const [path, name] of [
    ['/console/topics', 'topics'],
    ['/console/topics/new', 'topic-new'],
    ['/console/triage/contests', 'contests'],
  ] as const) {
    await page.goto(`${here.url}${path}`)
    await look(page, name)
  }
  await context.close()
}, 60_000)
