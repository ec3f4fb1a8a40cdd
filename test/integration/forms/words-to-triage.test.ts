import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDatabaseStorage, eraseAttachment } from '../../../src/attachments/index.ts'
import { closeForm, mixArrivals, questionOfOpinion, takeWordsIn, type Form } from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { balanceOf, keepOpinion, readQuestion } from '../../../src/questions/index.ts'
import { openForms, rubbishForm, type FormsHouse } from './forms-house.ts'

let forms: FormsHouse
beforeEach(async () => {
  forms = await openForms()
})
afterEach(async () => {
  await forms.close()
})

const job = systemActor('forms')
const crash = new Error('the process died')

type Row = {
  id: string
  naming: string
  channel: string
  triage: string
  dialogue_id: string | null
  received_at: string
  guard_mark: string | null
  held_why: string | null
  author: string | null
}

const opinions = async (): Promise<Row[]> =>
  await forms.sql<Row[]>`
  select o.id, o.naming, o.channel, o.triage, o.dialogue_id, to_char(o.received_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI:SS.MS') as received_at, o.guard_mark, o.held_why, a.resident_id as author
  from opinions o left join opinion_authors a on a.opinion_id = o.id order by o.id`

const saying = (text: string) =>
  ({
    content: { choice: 'no' },
    change: { choices: ['hours'] },
    words: { text },
    sex: { choice: 'female' },
  }) as const

const answerAll = async (form: Form, texts: readonly string[]) => {
  const people = await forms.villagers(texts.length)
  for (const [at, text] of texts.entries()) {
    const who = people[at]
    if (who) await forms.answer(who, form, saying(text))
  }
  return people
}

const close = async (form: Form): Promise<Form> => {
  await forms.as(job, mixArrivals)
  return await forms.as(forms.front, async (scope) => await closeForm(scope, form))
}

const takeAll = async (): Promise<number> => {
  let all = 0
  for (;;) {
    const taken = await forms.as(job, takeWordsIn)
    if (taken === 0) return all
    all += taken
  }
}

it('takes nothing while the form is open, and each word once when it has closed', async () => {
  const { id: dialogueId } = await forms.call(forms.front)
  const form = await forms.open({ dialogueId })
  await answerAll(
    form,
    Array.from({ length: 20 }, (_, at) => `Xin thu gom rác ở ngõ ${at + 1} sớm hơn.`),
  )
  await forms.as(job, mixArrivals)
  expect(await takeAll()).toBe(0)
  await close(form)
  expect(await takeAll()).toBe(20)
  expect(await takeAll()).toBe(0)
  const rows = await opinions()
  expect(rows).toHaveLength(20)
  expect(new Set(rows.map((row) => `${row.channel} ${row.triage} ${row.dialogue_id}`))).toEqual(
    new Set([`form waiting ${dialogueId}`]),
  )
  expect(await balanceOf(forms.house.database, dialogueId)).toMatchObject({ received: 20, pending: 20, addsUp: true })
})

it('takes nothing twice and loses nothing when the process dies between and within batches', async () => {
  const { id: dialogueId } = await forms.call(forms.front)
  const form = await forms.open({ dialogueId })
  await answerAll(
    form,
    Array.from({ length: 130 }, (_, at) => `Đề nghị đặt thêm thùng rác ở ngõ ${at + 1}.`),
  )
  await close(form)
  expect(await forms.as(job, takeWordsIn)).toBe(100)
  await expect(
    forms.as(job, async (scope) => {
      await takeWordsIn(scope)
      throw crash
    }),
  ).rejects.toThrow(crash)
  expect(await opinions()).toHaveLength(100)
  const both = await Promise.all([forms.as(job, takeWordsIn), forms.as(job, takeWordsIn)])
  expect(both.reduce((all, taken) => all + taken, 0)).toBe(30)
  expect(await opinions()).toHaveLength(130)
  const [words] = await forms.sql<{ all: number; taken: number }[]>`
    select count(*)::int as all, count(distinct opinion_id)::int as taken from form_words`
  expect(words).toEqual({ all: 130, taken: 130 })
  expect(await balanceOf(forms.house.database, dialogueId)).toMatchObject({ received: 130, addsUp: true })
})

it('gives an anonymous word no author, no exact time, and an id that tells none', async () => {
  const form = await forms.open()
  await answerAll(form, ['Đường ngõ ngập khi mưa.'])
  await close(form)
  await takeAll()
  const [row] = await opinions()
  expect(row).toMatchObject({ naming: 'anonymous', author: null, dialogue_id: null })
  expect(row?.id[14]).toBe('4')
  expect(row?.received_at).toBe('2026-11-21 00:00:00.000')
  const [wording] = await forms.sql<{ same: boolean }[]>`
    select w.at = o.received_at as same from opinion_wordings w join opinions o on o.id = w.opinion_id`
  expect(wording?.same).toBe(true)
})

it('gives what was said on a form by name its author, and shows a name only of those who chose to be named', async () => {
  const form = await forms.open({ naming: 'named' })
  const [who] = await answerAll(form, ['Đường ngõ ngập khi mưa.'])
  await close(form)
  await takeAll()
  const [row] = await opinions()
  expect(row).toMatchObject({ naming: 'sealed', author: who?.residentId, received_at: '2026-11-21 09:00:00.000' })
})

it('marks what looks like a matter for another door, and holds what a rule holds', async () => {
  const form = await forms.open()
  await answerAll(form, [
    'Tôi làm đơn tố cáo cán bộ phường nhận hối lộ của ông Nguyễn Văn A.',
    'Xem tại https://example.com/qua-tang nhé.',
    'Đèn đường ngõ 5 hỏng.',
  ])
  await close(form)
  await takeAll()
  const rows = await opinions()
  expect(rows.filter((row) => row.guard_mark === 'denunciation')).toHaveLength(1)
  expect(rows.filter((row) => row.held_why === 'review')).toHaveLength(1)
})

it('is masked and decided on as every other opinion', async () => {
  const { id: dialogueId } = await forms.call(forms.front)
  const form = await forms.open({ dialogueId })
  await answerAll(form, ['Cống trước nhà hỏng, gọi tôi số 0912 345 678.'])
  await close(form)
  await takeAll()
  const [row] = await opinions()
  if (!row) throw new Error('nothing was taken')
  const reader = await forms.officer(['leader'])
  const question = await readQuestion(forms.house.database, forms.house.keyring, { id: row.id, reader })
  expect(question?.channel).toBe('form')
  expect(question?.wordings?.[0]?.text).toContain('Cống trước nhà hỏng')
  expect(question?.wordings?.[0]?.text).not.toContain('0912 345 678')
  await forms.as(forms.front, async (scope) => {
    await keepOpinion(scope, {
      opinionId: row.id,
      opinionClass: 'livelihood',
      kind: 'petition',
      title: 'Cống trước nhà hỏng',
      topicId: null,
      competence: 'commune',
      competentBody: null,
      reach: 'households',
      households: null,
      isRisk: false,
      isHotSpot: false,
    })
  })
  expect(await balanceOf(forms.house.database, dialogueId)).toMatchObject({ received: 1, alone: 1, addsUp: true })
})

it('leaves a session alone whose report is out', async () => {
  const { id: dialogueId } = await forms.call(forms.front)
  const form = await forms.open({ dialogueId, purpose: 'satisfaction' })
  await answerAll(form, ['Buổi đối thoại nên tổ chức vào buổi tối.'])
  await close(form)
  await forms.sql`update dialogues set state = 'concluded' where id = ${dialogueId}`
  await takeAll()
  expect(await opinions()).toMatchObject([{ dialogue_id: null, triage: 'waiting' }])
})

it('takes a photo in with its file, which from then on goes with the opinion', async () => {
  const photo = { kind: 'photo', id: 'photo', text: { vi: 'Xin gửi ảnh điểm tập kết.' }, required: false } as const
  const content = { ...rubbishForm, sections: [{ id: 's1', title: { vi: 'Ảnh' }, items: [photo] }] }
  const form = await forms.open({}, content)
  const [one, other] = await forms.villagers(2)
  if (!one || !other) throw new Error('nobody is there')
  const [kept, gone] = [await forms.upload(one.actor), await forms.upload(other.actor)]
  await forms.answer(one, form, { photo: { files: [kept] } })
  await forms.answer(other, form, { photo: { files: [gone] } })
  await close(form)
  await forms.as(job, async (scope) => {
    await eraseAttachment(scope, createDatabaseStorage(forms.house.keyring), gone)
  })
  expect(await takeAll()).toBe(2)
  const files = await forms.sql<{ attachment_id: string; opinion_id: string; holder: string }[]>`
    select f.attachment_id, f.opinion_id, a.holder from opinion_attachments f join attachments a on a.id = f.attachment_id`
  expect(files).toHaveLength(1)
  expect(files[0]).toMatchObject({ attachment_id: kept, holder: `opinion:${files[0]?.opinion_id}` })
})

it('tells an officer what was asked', async () => {
  const form = await forms.open()
  await answerAll(form, ['Sớm hơn.'])
  await close(form)
  await takeAll()
  const [row] = await opinions()
  expect(await questionOfOpinion(forms.house.database, row?.id ?? '')).toEqual({
    formId: form.id,
    title: { vi: 'Xin ý kiến về thu gom rác' },
    question: { vi: 'Ông/bà muốn nói thêm điều gì?' },
  })
})
