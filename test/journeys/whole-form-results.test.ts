import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveBroadcast, draftLetter } from '../../src/broadcasts/index.ts'
import { resultsLetter } from '../../src/console/form-results/results-letter.ts'
import { act } from '../../src/database/index.ts'
import { closeForm, findForm, type Form, type FormContent } from '../../src/forms/index.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { announceSession, wardOfficer } from '../support/ward-officers.ts'
import { openFormsStage } from './forms-stage.ts'

const channels = ['zalo', 'telegram', 'web'] as const
type Channel = (typeof channels)[number]

let stage: Awaited<ReturnType<typeof openFormsStage>>
let form: Form
let dialogueId = ''
const people = {} as Record<Channel | 'silent', Person>

/** Who is content skips what the others are asked. */
const content: FormContent = {
  title: { vi: 'Xin ý kiến về giờ thu gom rác' },
  intro: { vi: 'Kết quả được báo lại cho ông/bà.' },
  inEnglish: false,
  isNoDecision: false,
  sections: [
    {
      id: 's1',
      title: { vi: 'Thu gom rác' },
      items: [
        {
          kind: 'single',
          id: 'content',
          text: { vi: 'Ông/bà có hài lòng với giờ thu gom rác không?' },
          required: true,
          choices: [
            { id: 'yes', text: { vi: 'Hài lòng' } },
            { id: 'no', text: { vi: 'Chưa hài lòng' } },
          ],
          skips: [{ when: 'yes', to: 'years' }],
        },
        {
          kind: 'single',
          id: 'hour',
          text: { vi: 'Giờ nào hợp hơn?' },
          required: true,
          choices: [
            { id: 'early', text: { vi: 'Sáu giờ sáng' } },
            { id: 'late', text: { vi: 'Tám giờ tối' } },
          ],
        },
        {
          kind: 'number',
          id: 'years',
          text: { vi: 'Ông/bà ở đây bao nhiêu năm?' },
          required: true,
          least: 0,
          most: 99,
        },
      ],
    },
  ],
}

beforeAll(async () => {
  stage = await openFormsStage()
  const { place } = stage
  people.zalo = zaloPerson(place, 'Bà Tư')
  people.telegram = telegramPerson(place, 'Nam')
  people.web = webPerson(place)
  people.silent = zaloPerson(place, 'Ông Vắng')
  for (const person of Object.values(people)) {
    await moveIn(person)
    await person.say('TIEPTUC')
  }
  const writer = await wardOfficer(place, 'Lê Thị Hạnh', ['front_officer'])
  const second = await wardOfficer(place, 'Phạm Văn Khải', ['approver'])
  dialogueId = (await announceSession(writer, second)).dialogue.id
  await settled(place)
  form = await stage.open(content, { naming: 'named', dialogueId })
}, 120_000)
afterAll(async () => await stage.place.close())

const heard = async (person: Person, ...texts: readonly string[]): Promise<string> => {
  let last = ''
  for (const text of texts) last = (await person.say(text)).join('\n---\n')
  return last
}

test.each(channels)('%s: the form is answered with its branch, and its receipt is given', async (channel) => {
  const person = people[channel]
  const shown = await heard(person, 'PHIEU')
  expect(shown).toContain('giờ thu gom rác')
  // Who is content is not asked which hour; the others are.
  if (channel === 'web') await person.choose('Hài lòng')
  else expect((await person.choose('Chưa hài lòng')).join('\n')).toContain('Giờ nào hợp hơn?')
  const asked = channel === 'web' ? (await person.read()).at(-1) : (await person.choose('Sáu giờ sáng')).join('\n')
  expect(asked).toContain('bao nhiêu năm')
  await person.say('12')
  const last = (await person.choose('Gửi')).join('\n')
  expect(last).toMatch(/\d{4} \d{4} \d{4}/)
})

test('closed and approved by a second person, the results reach each of the three in their own chat, and nobody else', async () => {
  const { house } = stage.place.installation
  const open = await findForm(house.database, form.id)
  await act(house, stage.front, async (scope) => await closeForm(scope, { id: form.id, version: open?.version ?? 0 }))
  const fields = await resultsLetter(house.database, stage.front, { formId: form.id, dialogueId })
  expect(fields['circle']).toBe('answered')
  const vi = String(fields['vi'])
  expect(vi).toContain('3')
  const before = await Promise.all(Object.values(people).map(async (person) => (await person.read()).length))
  const id = await act(
    house,
    stage.front,
    async (scope) =>
      await draftLetter(scope, {
        dialogueId,
        kind: 'message',
        bodies: { vi },
        circle: { of: ['answered'], organisations: [] },
      }),
  )
  await settled(stage.place)
  expect(await Promise.all(Object.values(people).map(async (person) => (await person.read()).length))).toEqual(before)
  const approver = { ...stage.front, officerId: (await wardOfficer(stage.place, 'Vũ Thị Mai', ['approver'])).officerId }
  const grants = stage.front.grants.map((grant) => ({ ...grant, role: 'approver' as const }))
  await act(house, { ...approver, grants }, async (scope) => {
    await approveBroadcast(scope, { id, version: 1 })
  })
  await settled(stage.place)
  const news = await Promise.all(
    Object.values(people).map(async (person, at) => (await person.read()).slice(before[at]).join('\n')),
  )
  const [zalo = '', telegram = '', web = '', silent = ''] = news
  for (const told of [zalo, telegram, web]) {
    expect(told).toContain(vi.split('\n')[0] ?? '')
    expect(told).not.toMatch(/Bà Tư|Nam:/u)
  }
  expect(silent).toBe('')
}, 60_000)
