import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { closeForm, findForm, type Form, type FormContent } from '../../src/forms/index.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { announceSession, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'
import { openFormsStage } from './forms-stage.ts'

const channels = ['zalo', 'telegram', 'web'] as const
const notRegistered = 'Phiếu này dành cho những ai đã gửi ý kiến hoặc báo tham dự buổi này.'

let stage: Awaited<ReturnType<typeof openFormsStage>>
let dialogueId = ''
let officer: WardOfficer
const people = {} as Record<(typeof channels)[number] | 'comes' | 'asks' | 'declines' | 'nobody', Person>

const content: FormContent = {
  title: { vi: 'Xin ý kiến về giờ họp', en: 'About the hour of the meeting' },
  intro: { vi: 'Kết quả được báo tại buổi đối thoại.', en: 'The results are told at the session.' },
  inEnglish: true,
  isNoDecision: false,
  sections: [
    {
      id: 's1',
      title: { vi: 'Giờ họp', en: 'The hour' },
      items: [
        {
          kind: 'single',
          id: 'hour',
          text: { vi: 'Giờ nào hợp với ông/bà?', en: 'Which hour suits you?' },
          why: { vi: 'Để nhiều người dự được.', en: 'So that many can come.' },
          required: true,
          choices: [
            { id: 'morning', text: { vi: 'Buổi sáng', en: 'In the morning' } },
            { id: 'evening', text: { vi: 'Buổi tối', en: 'In the evening' } },
          ],
        },
        {
          kind: 'scale',
          id: 'far',
          text: { vi: 'Nơi họp xa đến mức nào?', en: 'How far away is the place?' },
          required: true,
          from: 1,
          to: 3,
          low: { vi: 'Gần', en: 'Near' },
          high: { vi: 'Xa', en: 'Far' },
        },
        {
          kind: 'short_text',
          id: 'else',
          text: { vi: 'Ông/bà cần gì thêm?', en: 'What else do you need?' },
          required: false,
        },
      ],
    },
  ],
}

beforeAll(async () => {
  stage = await openFormsStage()
  const { place } = stage
  people.zalo = zaloPerson(place, 'Anna')
  people.telegram = telegramPerson(place, 'Ben')
  people.web = webPerson(place)
  people.comes = zaloPerson(place, 'Bà Tư')
  people.asks = telegramPerson(place, 'Nam')
  people.declines = zaloPerson(place, 'Ông Năm')
  people.nobody = zaloPerson(place, 'Ông Vắng')
  for (const person of Object.values(people)) await moveIn(person)
  const writer = await wardOfficer(place, 'Lê Thị Hạnh', ['front_officer'])
  officer = writer
  const second = await wardOfficer(place, 'Phạm Văn Khải', ['approver'])
  dialogueId = (await announceSession(writer, second)).dialogue.id
  await settled(place)
}, 120_000)
afterAll(async () => await stage.place.close())

const say = async (person: Person, ...texts: readonly string[]): Promise<string> => {
  let last = ''
  for (const text of texts) last = (await person.say(text)).join('\n---\n')
  return last
}
const close = async (form: Form): Promise<void> => {
  const { house } = stage.place.installation
  const open = await findForm(house.database, form.id)
  await act(house, stage.front, async (scope) => await closeForm(scope, { id: form.id, version: open?.version ?? 0 }))
}
/** Vietnamese letters: none of them stands in English words. */
const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu

test.each(channels)('%s: a form is answered in English from the first word to the receipt', async (name) => {
  const form = await stage.open(content)
  const person = people[name]
  await person.say('NGONNGU')
  await person.choose('English')
  const told: string[] = []
  const hear = async (doing: Promise<string[]>): Promise<string> => {
    const heard = await doing
    told.push(...heard)
    return heard.join('\n')
  }
  expect(await hear(person.say('PHIEU'))).toContain('About the hour of the meeting')
  expect(told.join('\n')).toContain('Which hour suits you?')
  expect(await hear(person.say('why'))).toContain('So that many can come.')
  expect(await hear(person.say('9'))).not.toContain('How far')
  expect(await hear(person.choose('In the morning'))).toContain('How far away is the place?')
  expect(await hear(person.say('2'))).toContain('What else do you need?')
  expect(await hear(person.say('a seat for my mother'))).toContain('a seat for my mother')
  expect(await hear(person.choose('Send'))).toMatch(/\d{4} \d{4} \d{4}/)
  for (const line of told.join('\n').split('\n')) expect(line).not.toMatch(vietnamese)
  const [spent] = await stage.sql`select count(*)::int as n from form_spent where form_id = ${form.id}`
  expect(spent?.['n']).toBe(1)
  await close(form)
})

test('a form for those who asked or said that they come takes their answers, and tells all others why not', async () => {
  const form = await stage.open(content, { audience: 'registered', dialogueId, naming: 'named' })
  await people.comes.say('THAMGIA')
  await people.comes.choose('Tôi sẽ đến')
  await people.declines.say('THAMGIA')
  await people.declines.choose('Tôi không đến được')
  await people.asks.say('LICH')
  await people.asks.choose('Gửi câu hỏi cho buổi này')
  await people.asks.say('Bao giờ có ghế cho người già?')
  await people.asks.choose('Gửi')
  for (const person of [people.declines, people.nobody]) {
    expect(await say(person, 'PHIEU')).toContain('Hiện không có phiếu xin ý kiến nào đang mở.')
    expect(await say(person, `PHIEU ${form.code}`)).toContain(notRegistered)
  }
  for (const person of [people.comes, people.asks]) {
    expect(await say(person, `PHIEU ${form.code}`)).toContain('Giờ nào hợp với ông/bà?')
    await person.choose('Buổi tối')
    await say(person, '3', 'BOQUA')
    expect((await person.choose('Gửi')).join('\n')).toMatch(/\d{4} \d{4} \d{4}/)
  }
  // The page behind the QR knows nobody, so it sends people to the chat.
  const page = await (await fetch(`${stage.place.url}/phieu/${form.code}`)).text()
  expect(page).not.toContain('name="hour"')
  expect(page).toContain('PHIEU')
  await stage.place.app.jobs.runNow('forms')
  const [spent] = await stage.sql`select count(*)::int as n from form_spent where form_id = ${form.id}`
  expect(spent?.['n']).toBe(2)
})

test('a poll in the hall is answered from phones on three channels: the wall shows how many, and what only at the end', async () => {
  const { place } = stage
  const poll: FormContent = { ...content, title: { vi: 'Chọn giờ họp', en: 'Choose the hour' } }
  const form = await stage.open(poll, { dialogueId, isLive: true, smallestCell: 1 })
  const wall = async (): Promise<string> => {
    const { text } = await officer.page(`/console/dialogues/${dialogueId}/board/phieu/${form.id}`)
    return (text.split('<main')[1] ?? '').replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ')
  }
  expect(await wall()).toContain('Đã có 0 phiếu trả lời')
  for (const name of channels) {
    expect(await say(people[name], `PHIEU ${form.code}`)).toContain('Which hour suits you?')
    await people[name].choose('In the evening')
    await say(people[name], '2', 'skip')
    await people[name].choose('Send')
  }
  const during = await wall()
  expect(during).toContain('Đã có 3 phiếu trả lời')
  expect(during).not.toMatch(/Buổi tối|100%/u)
  await place.app.jobs.runNow('forms')
  await close(form)
  const after = await wall()
  expect(after).toContain('Buổi tối')
  expect(after).toContain('3')
})
