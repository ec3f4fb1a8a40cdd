import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveAnswer, answersOfItem, rateAnswer } from '../../src/answers/index.ts'
import type { OfficerActor, Role } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { handInOpinion, keepOpinion } from '../../src/questions/index.ts'
import { meetResident } from '../../src/residents/index.ts'
import { paths, system } from '../integration/officers/officers-house.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const officer = (role: Role): OfficerActor => ({
  kind: 'officer',
  officerId: newId(),
  grants: [{ role, unitId: '00082', unitPath: paths.ward }],
})

/** Five people ask for light in a lane; each is a matter of its own. */
const asked = async (): Promise<
  { readonly itemId: string; readonly residentId: string; readonly chatId: string }[]
> => {
  const all = []
  for (let chatId = 1; chatId <= 5; chatId += 1) {
    const consents = [{ purpose: 'relay', version: 'test', act: 'chosen' }] as const
    const residentId = await here.as(
      system,
      async (scope) => await meetResident(scope, { chatId, accountId: 'web:chat', language: 'vi', consents }),
    )
    const author = { kind: 'resident', residentId, chatId: String(chatId) } as const
    const { opinionId } = await here.as(
      author,
      async (scope) =>
        await handInOpinion(scope, {
          unitId: '00082',
          opinionClass: 'livelihood',
          naming: 'sealed',
          text: `Ngõ ${20 + chatId} tối, đèn hỏng từ tháng trước`,
          attachmentIds: [],
          channel: 'web',
          language: 'vi',
        }),
    )
    const title = `Đèn chiếu sáng ở ngõ ${20 + chatId}`
    const { itemId } = await here.as(
      officer('front_officer'),
      async (scope) => await keepOpinion(scope, { ...plainHead, opinionId, title }),
    )
    all.push({ itemId, residentId, chatId: String(chatId) })
  }
  return all
}

test('an answer is written: marked while typing, refused while vague, completed, shown as phones will, approved', async () => {
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  const all = await asked()
  await page.goto(`${here.url}/console/answers`)
  expect(await page.locator('.row').count()).toBe(5)
  await look(page, 'answers-waiting')

  const first = all[0]?.itemId ?? ''
  await page.goto(`${here.url}/console/items/${first}`)
  await page.click('#answer a')
  await page.waitForURL(`**/console/answers/${first}`)
  await page.check('[name=decision][value=explained]')
  await page.fill('[name=words]', '')
  await page
    .locator('[name=words]')
    .pressSequentially('UBND phường đã ghi nhận. Ban QLDA đang giải ngân trên địa bàn, sẽ xem xét trong thời gian tới.')
  const marks = page.locator('.plain-marks')
  await marks.getByText('giải ngân').waitFor()
  const marked = await marks.textContent()
  for (const words of ['QLDA', 'chi tiền', 'trên địa bàn']) expect(marked).toContain(words)
  await page.fill('[name=basis]', 'Theo quy định')
  await page.fill('[name=post]', 'Chủ tịch')
  await page.click('form.panel .button.primary')
  await page.waitForURL(/done=saved/)
  expect(await page.locator('#gate').textContent()).toContain('Còn thiếu')
  await look(page, 'answer-vague')

  const words = 'Công ty Chiếu sáng đô thị đã thay 06 bóng đèn ở ngõ 21. Tổ 5 đã kiểm tra buổi tối, đèn sáng đủ cả ngõ.'
  await page.check('[name=decision][value=resolved]')
  await page.fill('[name=words]', words)
  await page.fill('[name=basis]', 'Biên bản nghiệm thu số 31/BB')
  await page.fill('[name=doneOn]', '01/01/2026')
  await page.click('form.panel .button.primary')
  await page.waitForURL(/done=saved/)
  expect(await page.locator('#gate').textContent()).toContain('Câu trả lời đủ')
  expect(await page.locator('.phone').count()).toBe(3)
  await look(page, 'answer-whole')
  await page.click('form[action$="/ask"] button')
  await page.waitForURL(/done=saved/)
  await look(page, 'answer-asked')

  const { database, keyring } = here.house
  const [answer] = await answersOfItem(database, keyring, first)
  const known = { answerId: answer?.id ?? '', version: answer?.version ?? 0 }
  await here.as(officer('approver'), async (scope) => await approveAnswer(scope, known))
  await here.as(
    { kind: 'resident', residentId: all[0]?.residentId ?? '', chatId: '1' },
    async (scope) => await rateAnswer(scope, { answerId: known.answerId, score: 'not', reason: 'general' }),
  )
  await page.goto(`${here.url}/console/answers?standing=answered`)
  expect(await page.locator('table').textContent()).toContain('dưới 5')
  await look(page, 'answers-told')
  await page.goto(`${here.url}/console/answers/${first}`)
  await look(page, 'answer-told')
  expect(complaints).toEqual([])
}, 120_000)

test('without JavaScript the marks of plain language come with the saved page', async () => {
  const all = await here.house.database.$client<{ id: string }[]>`select id from items order by number desc limit 1`
  const { page } = await here.visitor({ withoutScript: true })
  await page.goto(`${here.url}/console/sign-in`)
  await page.fill('[name=login]', 'hoa')
  await page.fill('[name=password]', 'cầu Long Biên mùa thu')
  await page.click('main form button[type=submit]')
  await page.goto(`${here.url}/console/answers/${all[0]?.id ?? ''}`)
  await page.check('[name=decision][value=explained]')
  await page.fill('[name=words]', 'Phường đang giải ngân cho việc thay đèn ở ngõ này.')
  await page.fill('[name=post]', 'Chủ tịch')
  await page.click('form.panel .button.primary')
  expect(await page.locator('.plain-marks').textContent()).toContain('chi tiền')
}, 60_000)
