import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
let complaints: string[]
beforeAll(async () => {
  here = await openConsoleInBrowser()
  ;({ page, complaints } = await here.visitor())
  await signInFirst(here, page)
}, 60_000)
afterAll(async () => await here.close())

const save = 'main form.panel .button.primary'

const addLine = async (line: Readonly<Record<string, string>>): Promise<void> => {
  await page.click('a[href$="/lines/new"]')
  for (const name of ['month', 'level', 'type']) {
    if (line[name] !== undefined) await page.selectOption(`[name=${name}]`, line[name])
  }
  for (const name of ['topic', 'host', 'place', 'cost']) await page.fill(`[name=${name}]`, line[name] ?? '')
  await page.click(save)
}

test('a plan is begun for a year, filled line by line, and what is typed wrong is said beside the field', async () => {
  await page.goto(`${here.url}/console/plans`)
  await page.fill('[name=year]', '27')
  await page.click(save)
  expect(await page.textContent('.fault')).toContain('Xin ghi năm từ')
  await page.fill('[name=year]', '2027')
  await look(page, 'plans-list')
  await page.click(save)
  await page.waitForURL('**?done=saved')
  await addLine({
    month: '3',
    topic: 'Thu gom rác, vệ sinh ngõ phố',
    host: 'Bí thư Đảng ủy phường',
    cost: 'mười triệu',
  })
  expect(await page.textContent('.fault')).toContain('Xin ghi số tiền bằng đồng')
  expect(await page.inputValue('[name=topic]')).toBe('Thu gom rác, vệ sinh ngõ phố')
  await page.fill('[name=cost]', '12.500.000')
  await look(page, 'plans-line')
  await page.click(save)
  await page.waitForURL('**?done=saved')
  await addLine({
    month: '9',
    type: 'voter_contact',
    topic: 'Tiếp xúc cử tri trước kỳ họp cuối năm',
    host: 'Chủ tịch Ủy ban MTTQ Việt Nam phường',
    place: 'Hội trường Ủy ban nhân dân phường',
  })
  await page.waitForURL('**?done=saved')
  expect(await page.textContent('main')).toContain('12.500.000 đồng')
})

test('the words are written in a family of documents, and a signature of another family is refused', async () => {
  await page.click('a[href$="/head"]')
  await page.fill(
    '[name=purpose]',
    'Lắng nghe ý kiến, kiến nghị của Nhân dân; giải quyết kịp thời việc dân sinh bức xúc.',
  )
  await page.fill('[name=number]', '12/KH-UBND')
  await page.fill('[name=authority]', 'T/M ỦY BAN NHÂN DÂN')
  await page.fill('[name=signer]', 'Trần Văn Bình')
  await page.click(save)
  expect(await page.textContent('.fault')).toContain('ghi TM., TL. hoặc KT.')
  await look(page, 'plans-head')
  await page.fill('[name=authority]', 'TM. ỦY BAN NHÂN DÂN')
  await page.fill('[name=dated]', '15/12/2026')
  await page.click(save)
  await page.waitForURL('**?done=saved')
})

test('approval is asked for; the page says who waits for whom, and the paper can be printed', async () => {
  await look(page, 'plans-one')
  await page.click('form[action$="/approval-request"] button')
  await page.waitForURL('**?done=saved')
  expect(await page.textContent('main')).toContain('đang chờ một người khác duyệt')
  await page.click('a[href$="/print"]')
  expect(await page.textContent('main')).toContain('Hội trường Ủy ban nhân dân phường')
  expect(await page.textContent('main')).toContain('ngày 15 tháng 12 năm 2026')
  await look(page, 'plans-paper')
  expect(complaints).toEqual([])
})
