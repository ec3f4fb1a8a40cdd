import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVerify } from '../../src/api/index.ts'
import { createServer } from '../../src/http/index.ts'
import { enterOpinionFor } from '../../src/questions/index.ts'
import { checkReceipt, closeDueLogs, receiptPath } from '../../src/receipts/index.ts'
import { look } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let open: { readonly url: string; close(): Promise<void> }
let code = ''
let link = ''
let waiting = ''

beforeAll(async () => {
  here = await openConsoleInBrowser()
  const app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  await app.register(createVerify({ house: here.house, checksPerMinute: 1000 }))
  open = { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: async () => await app.close() }
  const path = ['vn', '01', '00082']
  const actor = {
    kind: 'officer' as const,
    officerId: '0198c0de-0000-7000-8000-00000000aaaa',
    grants: [{ role: 'front_officer' as const, unitId: '00082', unitPath: path }],
  }
  const enter = async (text: string) =>
    await here.as(
      actor,
      async (scope) =>
        await enterOpinionFor(scope, {
          unitPath: path,
          opinionClass: 'livelihood',
          naming: 'sealed',
          text,
          channel: 'desk',
          language: 'vi',
        }),
    )
  const made = await enter('Ngõ 12 ngập từ tháng trước')
  await enter('Đèn ngõ 14 hỏng')
  here.house.clock.advance(86_400_000)
  await closeDueLogs(here.house)
  code = made.code.replaceAll(' ', '')
  link = receiptPath(here.house.keyring, { opinionId: made.opinionId, code }, here.house.clock.now())
  waiting = (await enter('Cống tắc ở ngõ 16')).code.replaceAll(' ', '')
}, 60_000)
afterAll(async () => {
  await open.close()
  await here.close()
})

test('from a code to the log and from a link to the file: nothing stands in anybody’s way', async () => {
  const { page, complaints, context } = await here.visitor()
  await page.goto(`${open.url}/verify/${waiting}`)
  await look(page, 'receipt-waiting')
  await page.goto(`${open.url}/verify/${code}`)
  expect(await page.innerText('main')).toContain('Khi ấy sổ có 2 dòng')
  await look(page, 'receipt-fixed')
  await page.click('a[href^="/so-bien-nhan/"]')
  expect(await page.innerText('h1')).toMatch(/^Ý kiến thường xuyên năm \d{4}$/)
  expect(await page.innerText('main')).toContain('2 ý kiến')
  await look(page, 'receipt-log')
  await page.goto(`${open.url}/so-bien-nhan`)
  await look(page, 'receipt-logs')
  await page.goto(`${open.url}${link}`)
  expect(await page.innerText('main')).not.toContain('ngập')
  await look(page, 'receipt-own')
  const file = await (await context.request.get(`${open.url}${link}/bien-nhan.json`)).json()
  expect(checkReceipt(file)).toMatchObject({ ok: true, leaves: [{ words: 'Ngõ 12 ngập từ tháng trước' }] })
  await page.goto(`${open.url}${link.slice(0, -3)}AAA`)
  await look(page, 'receipt-gone')
  expect(complaints).toEqual([])
  await context.close()
})
