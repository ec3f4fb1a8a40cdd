import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgetShownOnPages } from '../../src/app/open-jobs.ts'
import { act } from '../../src/database/index.ts'
import { manualClock } from '../../src/kernel/clock.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, webPerson, type WebPerson } from '../support/people.ts'

const words = 'Hoa sữa ở ngõ Tĩnh Mịch nồng nặc suốt đêm'
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/

let place: TestApp
let lan: WebPerson
let code: string

beforeAll(async () => {
  place = await startTestApp()
  const author = webPerson(place)
  await moveIn(author)
  await author.say(words)
  await author.choose('Đổi cách nêu tên')
  await author.choose('Ẩn danh')
  code = receipt.exec((await author.choose('Gửi')).join('\n'))?.[0] ?? ''
  lan = webPerson(place)
  await moveIn(lan)
}, 120_000)
afterAll(async () => await place.close())

/** All that the page of the web chat shows when it is opened anew. */
const page = async (): Promise<string> =>
  (await fetch(`${place.url}/chat`, { headers: { cookie: lan.driver.cookie } })).text()

const forgetLater = async (ms: number): Promise<number> => {
  const { house } = place.installation
  const clock = manualClock(new Date(house.clock.now().getTime() + ms))
  return await act({ ...house, clock }, systemActor('test'), forgetShownOnPages)
}

it('an anonymous opinion that was looked up is on the page until the person goes on to something else', async () => {
  expect((await lan.say(`TRACUU ${code}`)).join('\n')).toContain(words)
  expect(await page()).toContain(words)
  const said = await lan.say('LICH')
  expect(said.join('\n')).not.toBe('')
  const after = await page()
  expect(after).not.toContain(words)
  expect(after).not.toContain(code)
  expect(after).toContain('LICH')
  expect(after).toContain('Nơi ở')
})

it('its entries do not cost the page its copy, going back to the list does', async () => {
  await lan.say(`TRACUU ${code}`)
  await lan.choose('Bổ sung, đính chính')
  expect(await page()).toContain(words)
  await lan.choose('Thôi, không bổ sung')
  expect(await page()).not.toContain(words)
})

it('and if nothing more is said it is gone after an hour, and nothing else with it', async () => {
  await lan.say(`TRACUU ${code}`)
  expect(await forgetLater(3_000_000)).toBe(0)
  expect(await page()).toContain(words)
  expect(await forgetLater(3_700_000)).toBe(1)
  const after = await page()
  expect(after).not.toContain(words)
  expect(after).not.toContain(code)
  expect(after).toContain('Nơi ở')
  expect(await forgetLater(3_700_000)).toBe(0)
})
