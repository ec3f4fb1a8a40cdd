import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { closeDueWindows } from '../../src/sealed/index.ts'
import { startBalancer, type Balancer } from '../support/chaos/balancer.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person, type WebPerson } from '../support/people.ts'
import { openSealedWindow } from '../support/sealed-window.ts'

const day = 86_400_000
let ahead = 0
let place: TestApp
let balancer: Balancer
const links = new Set<string>()
let window: Awaited<ReturnType<typeof openSealedWindow>>
let web: WebPerson
const people: Record<'zalo' | 'telegram' | 'web', Person> = {} as never
let elsewhere: Person
const channels = ['zalo', 'telegram', 'web'] as const
const none = 'Hiện nơi ông/bà ở không có đợt góp ý kín nào.'
const label = 'Góp ý kín theo văn bản'
beforeAll(async () => {
  // Telegram and people reach the service by one address.
  balancer = await startBalancer()
  place = await startTestApp({
    env: { PUBLIC_URL: balancer.url },
    clock: { now: () => new Date(performance.timeOrigin + performance.now() + ahead) },
  })
  balancer.targets = [place.url]
  people.zalo = zaloPerson(place, 'Bà Tư')
  people.telegram = telegramPerson(place, 'Nam')
  web = webPerson(place)
  people.web = web
  elsewhere = zaloPerson(place, 'Chị Sáu')
  for (const person of Object.values(people)) await moveIn(person)
  await moveIn(elsewhere, 'Phường Hà Đông')
  const { house } = place.installation
  window = await openSealedWindow(house, { unitId: '00082', unitPath: ['vn', '01', '00082'], opensInDays: 1 })
}, 120_000)
afterAll(async () => {
  await place.close()
  await balancer.close()
})

/** Answers a list by its number, as somebody does who sees no buttons. */
const choose = async (person: Person, wanted: string): Promise<string> => {
  const shown = (await person.say('0')).join('\n')
  const number = new RegExp(`^(\\d+)\\. ${wanted}$`, 'mu').exec(shown)?.[1]
  if (number === undefined) throw new Error(`"${wanted}" is not offered: ${shown}`)
  return (await person.say(number)).join('\n')
}
const menuOf = async (person: Person): Promise<string> => (await person.say('0')).join('\n')

/** The link wherever the channel shows it: in the words, or behind the words on the page. */
const linkIn = async (name: (typeof channels)[number], shown: string): Promise<string> => {
  const seen = name === 'web' ? (await web.driver.request('/chat')).body : shown
  return seen.match(/\/gop-y-kin\/\d{6}#[\w-]+/gu)?.at(-1) ?? ''
}

test('until the window opens nobody is offered it', async () => {
  for (const name of channels) expect(await menuOf(people[name])).not.toContain(label)
})

test.each(channels)(
  'while it is open a resident of the ward gets one link of their own on %s, and it serves once',
  async (name) => {
    ahead = day + 60_000
    if (name === 'web') await web.driver.open()
    const person = people[name]
    const shown = await choose(person, label)
    expect(shown).toContain('theo văn bản số 15/CV-HĐND')
    expect(shown).toContain('không viết trong cuộc trò chuyện này')
    expect(shown).toContain('hai người cùng mở, mới đọc được')
    // Neutral: no word of trust, votes or anybody's name.
    expect(shown).not.toMatch(/tín nhiệm|phiếu|ủng hộ|đồng chí|Người đọc (?:một|hai|ba)/u)
    const link = await linkIn(name, shown)
    expect(await linkIn(name, await choose(person, label))).toBe(link)
    links.add(link)
    const code = await window.seal(link, `Góp ý của ${name}`)
    await expect(window.seal(link, 'Lần thứ hai')).rejects.toMatchObject({ phrase: 'sealed:cannot.link' })
    expect((await person.say(`TRACUU ${code}`)).join('\n')).toMatch(/góp ý kín/iu)
  },
)

test('links are of persons: no two share one, and in another ward nothing is offered', async () => {
  expect(links.size).toBe(channels.length)
  expect([...links].every((link) => link.length > 30)).toBe(true)
  expect(await menuOf(elsewhere)).not.toContain(label)
})

test('who chooses it from an old list after the end is told that there is none, and nobody is offered it any more', async () => {
  const old = await menuOf(people.zalo)
  const number = new RegExp(`^(\\d+)\\. ${label}$`, 'mu').exec(old)?.[1] ?? ''
  ahead = 7 * day
  const { house } = place.installation
  while ((await act(house, systemActor('close-sealed'), closeDueWindows)) > 0);
  expect((await people.zalo.say(number)).join('\n')).toContain(none)
  await web.driver.open()
  for (const name of channels) expect(await menuOf(people[name])).not.toContain(label)
})

test.each([
  ['poll', 'Lấy phiếu tín nhiệm'],
  ['vote', 'Bỏ phiếu tín nhiệm'],
  ['yearly', 'Góp ý hằng năm với cán bộ cơ sở'],
] as const)(
  'the page of a window for "%s" says what it is for, by which document, until when and who reads',
  async (occasion, title) => {
    const { house } = place.installation
    const one = await openSealedWindow(house, { unitId: '00070', unitPath: ['vn', '01', '00070'], occasion })
    const response = await fetch(`${place.url}/gop-y-kin/${one.code}`)
    expect(response.status).toBe(200)
    const page = await response.text()
    for (const said of [title, '15/CV-HĐND', 'Tổng hợp gửi kỳ họp Hội đồng nhân dân phường.', 'Người đọc hai']) {
      expect(page).toContain(said)
    }
    expect(page).toMatch(/không vận động cho ai/iu)
  },
)

test('no log line holds a link or a word of what was sealed', () => {
  const logged = place.logged.join('\n')
  expect(logged).not.toMatch(/Góp ý của/u)
  for (const link of links) expect(logged).not.toContain(link.split('#')[1] ?? link)
})
