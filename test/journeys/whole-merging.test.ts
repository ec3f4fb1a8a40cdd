import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellMerged } from '../../src/conversation/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor, type OfficerActor } from '../../src/kernel/actor.ts'
import { keepOpinion, listPlaceItems, listQuestions } from '../../src/questions/index.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { cuaNam, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

/** The time of this journey: it goes on by itself, because sending is paced by it, and leaps where it is told to. */
let ahead = 0
const clock = { now: () => new Date(performance.timeOrigin + performance.now() + ahead) }
const minutes = (count: number): void => void (ahead += count * 60_000)

let place: TestApp
let front: WardOfficer
const people: Record<string, Person> = {}
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/
const codes: Record<string, string> = {}

const personOf = (name: string): Person => {
  const person = people[name]
  if (!person) throw new Error(`nobody is called ${name}`)
  return person
}
const actor = (): OfficerActor => ({
  kind: 'officer',
  officerId: front.officerId,
  grants: [{ role: 'front_officer', unitId: cuaNam, unitPath: ['vn', '01', cuaNam] }],
})

const heardBy = async (doing: () => Promise<unknown>): Promise<Record<string, string>> => {
  await settled(place)
  const before: Record<string, number> = {}
  for (const [name, person] of Object.entries(people)) before[name] = (await person.read()).length
  await doing()
  await settled(place)
  const heard: Record<string, string> = {}
  for (const [name, person] of Object.entries(people)) {
    heard[name] = (await person.read()).slice(before[name]).join('\n---\n')
  }
  return heard
}

const tell = async (): Promise<number> => await act(place.installation.house, systemActor('tell-merged'), tellMerged)

/** A form of the console, as the officer's browser sends it; gives the address that it leads to. */
const post = async (path: string, form: Record<string, string | readonly string[]>): Promise<string> => {
  const page = await front.page('/console/account')
  const token = /name="_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const body = new URLSearchParams({ _token: token })
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  const response = await fetch(`${place.url}${path}`, {
    method: 'POST',
    headers: { cookie: front.cookie, origin: place.url },
    body,
    redirect: 'manual',
  })
  return response.headers.get('location') ?? `${response.status}`
}

const items = async () =>
  (await listPlaceItems(place.installation.house.database, { ongoingOf: cuaNam })).items.toSorted(
    (one, other) => one.number - other.number,
  )

/** Sends an opinion to the Front of the ward, and an officer keeps it. */
const ask = async (name: string, words: string, title?: string): Promise<void> => {
  const shown = (await personOf(name).say(words)).join('\n')
  // The title of the first is like the second's words.
  if (shown.includes('Đã có')) await personOf(name).choose('Vẫn gửi câu của tôi')
  const done = (await personOf(name).choose('Gửi')).join('\n')
  codes[name] = receipt.exec(done)?.[0] ?? ''
  const { house } = place.installation
  const page = { unitPath: ['vn', '01', cuaNam], reader: actor(), limit: 1 }
  const [latest] = (await listQuestions(house.database, house.keyring, page)).items
  if (!latest) throw new Error('nothing came')
  await act(house, actor(), async (scope) => {
    await keepOpinion(scope, { ...plainHead, opinionId: latest.id, ...(title === undefined ? {} : { title }) })
  })
}

beforeAll(async () => {
  place = await startTestApp({ clock })
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  people['tu'] = zaloPerson(place, 'Bà Tư')
  people['nam'] = telegramPerson(place, 'Nam')
  for (const person of Object.values(people)) await moveIn(person)
  await ask('tu', 'Ngõ 12 phố Cửa Nam ba ngày nay không ai thu gom rác', 'Thu gom rác ở ngõ 12')
  await ask('nam', 'Rác ở ngõ 12 Cửa Nam để ba ngày không ai thu, mùi hôi lắm')
}, 120_000)
afterAll(async () => await place.close())

const mergeBoth = async (): Promise<string> => {
  const open = await items()
  return await post('/console/items/merge', { item: open.map((item) => `${item.id}:${item.version}`), back: '' })
}

test('a merging that is undone within ten minutes is told to nobody', async () => {
  const list = await front.page(`/console/items?of=unit:${cuaNam}`)
  expect(list.text).toContain('Thu gom rác ở ngõ 12')
  expect(list.text).toContain('Có thể trùng với số')
  const went = await mergeBoth()
  expect(went).toMatch(/^\/console\/items\/[0-9a-f-]+\?done=merged$/)
  const page = await front.page(went)
  const batch = /name="batch" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const address = went.split('?')[0] ?? ''
  expect(await post(`${address}/undo`, { batch })).toBe(`${address}?done=unmerged`)
  const heard = await heardBy(async () => {
    minutes(11)
    expect(await tell()).toBe(0)
  })
  expect(heard).toEqual({ tu: '', nam: '' })
  expect(await items()).toHaveLength(2)
})

test('both authors hear of a merging after ten minutes, each in their own chat, once', async () => {
  await mergeBoth()
  const early = await heardBy(async () => expect(await tell()).toBe(0))
  expect(early).toEqual({ tu: '', nam: '' })
  const heard = await heardBy(async () => {
    minutes(11)
    expect(await tell()).toBe(2)
    expect(await tell()).toBe(0)
  })
  for (const name of ['tu', 'nam']) {
    expect(heard[name]).toContain(
      `Ý kiến mã ${codes[name]} của ông/bà đã được gộp với 1 ý kiến cùng nội dung: «Thu gom rác ở ngõ 12».`,
    )
    expect(heard[name]).toContain('xin trả lời 1 để tách riêng')
    expect(heard[name]).not.toContain('mùi hôi')
  }
})

test('one objects with 1: theirs stands for itself again, and the officer sees it and cannot merge it unawares', async () => {
  const answer = (await personOf('nam').say('1')).join('\n')
  expect(answer).toContain('Đã tách ý kiến của ông/bà thành việc riêng')
  const open = await items()
  expect(open.map((item) => item.opinionCount)).toEqual([1, 1])
  const list = await front.page(`/console/items?of=unit:${cuaNam}`)
  expect(list.text).toContain('Tác giả không đồng ý gộp')
  expect(await mergeBoth()).toBe('409')
  expect(await items()).toHaveLength(2)
})

test('the other finds the matter by the code: its number and its title', async () => {
  const shown = (await personOf('tu').say(`TRACUU ${codes['tu']}`)).join('\n')
  expect(shown).toContain('Việc số 1 trong danh sách của Mặt trận.')
  expect(shown).toContain('Nội dung việc: «Thu gom rác ở ngõ 12»')
  expect(shown).not.toContain('Đã gộp')
})
