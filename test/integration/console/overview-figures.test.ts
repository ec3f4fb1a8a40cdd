import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftAnnouncement } from '../../../src/broadcasts/index.ts'
import { callDialogue, type DialogueInput } from '../../../src/dialogues/index.ts'
import { foldTallies } from '../../../src/overview/index.ts'
import { systemActor, type OfficerActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { requestAnswer } from '../../../src/preparation/index.ts'
import { enterOpinionFor, keepOpinion, opinionClasses, refuseOpinion } from '../../../src/questions/index.ts'
import { plainHead } from '../questions/items/item-stage.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

const path = ['vn', '01', '00082']
const day = 86_400_000
const front: OfficerActor = {
  kind: 'officer',
  officerId: newId(),
  grants: [{ role: 'front_officer', unitId: '00082', unitPath: path }],
}

let place: OpenConsole
let ward: Browser
let city: Browser

const enter = async (opinionClass: (typeof opinionClasses)[number]): Promise<string> => {
  const text = `Ý kiến ${opinionClass} ${newId()}`
  const given = { unitPath: path, opinionClass, naming: 'sealed', text, channel: 'desk', language: 'vi' } as const
  return (await place.as(front, async (scope) => await enterOpinionFor(scope, given))).opinionId
}

const session = async (given: Partial<DialogueInput>, state: string): Promise<string> => {
  const now = place.house.clock.now().getTime()
  const { id } = await place.as(
    front,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00082',
        title: 'Đối thoại về thu gom rác',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'resolve',
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt: new Date(now + 10 * day),
        collectionClosesAt: new Date(now + 9 * day),
        hotline: '024 3825 1234',
        ...given,
      }),
  )
  await place.house.database.$client`update dialogues set state = ${state} where id = ${id}`
  return id
}

beforeAll(async () => {
  place = await openConsole()
  ward = await place.browser('lan.ward', [{ role: 'front_officer', unitId: '00082' }])
  city = await place.browser('hoa.city', [{ role: 'supervisor', unitId: '01' }])
  for (const [at, opinionClass] of opinionClasses.entries()) {
    for (let n = 0; n <= at; n += 1) await enter(opinionClass)
  }
  for (let n = 0; n < 3; n += 1) {
    const opinionId = await enter('question')
    await place.as(front, async (scope) => void (await keepOpinion(scope, { ...plainHead, opinionId })))
  }
  const refused = await enter('livelihood')
  const why = { opinionId: refused, version: 1, why: 'insult', words: '' } as const
  await place.as(front, async (scope) => await refuseOpinion(scope, why))
  for (let n = 0; n < 2; n += 1) await session({}, 'held')
  await session(
    {
      type: 'voter_contact',
      legalBasis: 'voter_contact_council',
      councilSession: 'Kỳ họp cuối năm',
      deputies: ['Ông Lê Văn A'],
    },
    'concluded',
  )
  await session({ rhythm: 'ad_hoc' }, 'cancelled')
  const coming = await session({}, 'announced')
  const drafted = await session({ isThematic: true, topic: 'Vỉa hè' }, 'draft')
  await place.as(front, async (scope) => void (await draftAnnouncement(scope, { dialogueId: drafted })))
  const asked = { dialogueId: coming, body: 'Công an phường', about: 'Đỗ xe', question: 'Bao giờ kẻ vạch?' }
  for (let n = 0; n < 2; n += 1) await place.as(front, async (scope) => void (await requestAnswer(scope, asked)))
  await place.house.database.$client`
    update answer_requests set due_on = '2026-01-05'
    where id = (select id from answer_requests order by id limit 1)`
  while ((await place.as(systemActor('test'), foldTallies)) > 0);
}, 60_000)
afterAll(async () => await place.close())

const plain = (markup: string): string => markup.replaceAll('&amp;', '&')

/** Every figure on the page that leads somewhere: its number and its address. */
const figuresOn = (body: string): [count: number, address: string][] =>
  [...(body.split('<main')[1] ?? '').matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>\s*(?:<strong>)?\s*([\d.]+)/gu)].map(
    ([, address = '', count = '']) => [Number(count.replaceAll('.', '')), plain(address)],
  )

/** How many things a list shows, whichever list it is. */
const listed = (body: string): number => {
  const main = body.split('<main')[1] ?? ''
  const left = /class="triage-left"[^>]*>\D*([\d.]+)/u.exec(main)?.[1]
  if (left !== undefined) return Number(left)
  if (main.includes('class="question"')) return main.split('class="question"').length - 1
  if (main.includes('class="row"')) return main.split('class="row"').length - 1
  return main.split('<tr>').length - 2
}

test.each(['ward', 'city'] as const)(
  'every figure of the overview of a %s opens the list behind it, with just as many in it',
  async (who) => {
    const browser = who === 'ward' ? ward : city
    const page = await browser.get(`/console/overview?unit=${who === 'ward' ? '00082' : '01'}`)
    const figures = figuresOn(page.body)
    const wrong: string[] = []
    for (const [count, address] of figures) {
      const list = await browser.get(address)
      const found = list.statusCode === 200 ? listed(list.body) : `status ${list.statusCode}`
      if (found !== count) wrong.push(`${address}: ${count} on the page, ${found} behind it`)
    }
    expect(wrong).toEqual([])
    expect(figures.length).toBeGreaterThan(14)
    // No figure stands there without its list.
    const bare = (page.body.split('<main')[1] ?? '').match(/<td class="number">\s*[1-9][\d.]*/gu)
    expect(bare).toBeNull()
  },
)
