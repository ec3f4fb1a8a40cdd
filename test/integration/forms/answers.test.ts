import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDueForms, mixArrivals, type Form, type Values } from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { otherWard } from '../broadcasts/ward.ts'
import { openForms, type FormsHouse } from './forms-house.ts'

let forms: FormsHouse
beforeAll(async () => {
  forms = await openForms()
})
afterAll(async () => await forms.close())

const happy: Values = { content: { choice: 'yes' }, sex: { choice: 'female' } }
const unhappy: Values = {
  content: { choice: 'no' },
  change: { choices: ['hours', 'days'] },
  words: { text: 'Xe rác đến lúc năm giờ sáng' },
  sex: null,
}
const job = systemActor('forms')

const total = async (form: Form, question = '*', value = '*'): Promise<object> => {
  const [row] = await forms.sql`
    select coalesce(sum(persons), 0)::int as persons, coalesce(sum(households), 0)::int as households,
      coalesce(sum(aside), 0)::int as aside
    from form_tallies where form_id = ${form.id} and dimension = 'all' and question = ${question} and value = ${value}`
  return { ...row }
}
const waiting = async (form: Form): Promise<number> =>
  Number((await forms.sql`select count(*) as n from form_arrivals where form_id = ${form.id}`)[0]?.['n'])

const closing = async (form: Form): Promise<void> => {
  await forms.sql`update forms set closes_at = ${forms.house.clock.now().toISOString()}::timestamptz, opens_at = opens_at - interval '1 day' where id = ${form.id}`
  while ((await forms.as(job, closeDueForms)) > 0);
}

test('two answers of one person at the same moment count once, and the second is told so in one sentence', async () => {
  const form = await forms.open()
  const [one] = await forms.villagers(1)
  if (!one) throw new Error('nobody lives here')
  const both = await Promise.allSettled([forms.answer(one, form, happy), forms.answer(one, form, unhappy)])
  expect(both.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find((outcome) => outcome.status === 'rejected')
  expect(refused?.reason).toMatchObject({ phrase: 'forms:cannot.answered' })
  await closing(form)
  expect(await total(form)).toEqual({ persons: 1, households: 0, aside: 0 })
})

test('what lies beside the way that somebody took is not counted, and a refused answer changes nothing', async () => {
  const form = await forms.open()
  const [one, two] = await forms.villagers(2)
  if (!one || !two) throw new Error('nobody lives here')
  await forms.answer(one, form, { ...happy, change: { choices: ['hours'] } })
  await expect(forms.answer(two, form, { content: { choice: 'maybe' }, sex: null })).rejects.toMatchObject({
    phrase: 'forms:answer.noSuchChoice',
  })
  await expect(forms.answer(two, form, { content: { choice: 'no' } })).rejects.toMatchObject({
    phrase: 'forms:answer.needed',
    field: 'change',
  })
  await expect(
    forms.answer(two, form, { ...unhappy, change: { choices: ['hours', 'days', 'place'] } }),
  ).rejects.toMatchObject({ phrase: 'forms:answer.tooMany' })
  await forms.answer(two, form, unhappy)
  await closing(form)
  expect(await total(form)).toEqual({ persons: 2, households: 0, aside: 0 })
  expect(await total(form, 'change', 'hours')).toEqual({ persons: 1, households: 0, aside: 0 })
  expect(await total(form, 'change', '*')).toEqual({ persons: 1, households: 0, aside: 0 })
  expect(await total(form, 'sex', '-')).toEqual({ persons: 1, households: 0, aside: 0 })
})

test('who lives elsewhere, comes too early or too late is told which of it, and nothing is taken', async () => {
  const form = await forms.open()
  const later = await forms.open({ opensAt: new Date('2026-11-25T00:00:00Z') })
  const [here] = await forms.villagers(1)
  const [elsewhere] = await forms.villagers(1, otherWard)
  if (!here || !elsewhere) throw new Error('nobody lives here')
  await expect(forms.answer(elsewhere, form, happy)).rejects.toMatchObject({ phrase: 'forms:cannot.notHere' })
  await expect(forms.answer(here, later, happy)).rejects.toMatchObject({ phrase: 'forms:cannot.notYet' })
  await closing(form)
  await expect(forms.answer(here, form, happy)).rejects.toMatchObject({ phrase: 'forms:cannot.closed' })
  expect([await waiting(form), await waiting(later)]).toEqual([0, 0])
})

test('a household counts once, by whoever comes first; the second answer is kept aside', async () => {
  const form = await forms.open({ counts: 'households' })
  const people = await forms.villagers(3)
  const written = ['Số nhà 12, ngõ 5 phố Cửa Nam', '12 ngo 5 cua nam', 'số 14 ngõ 5 Cửa Nam']
  const asides: boolean[] = []
  for (const [at, one] of people.entries()) {
    const household = written[at] ?? ''
    asides.push((await forms.answer(one, form, happy, { household })).isAside)
  }
  expect(asides).toEqual([false, true, false])
  await closing(form)
  expect(await total(form)).toEqual({ persons: 0, households: 2, aside: 1 })
})

test('anonymous answers wait for each other before they are counted; those by name do not', async () => {
  const anonymous = await forms.open()
  const named = await forms.open({ naming: 'named' })
  const people = await forms.villagers(16)
  for (const one of people.slice(0, 15)) await forms.answer(one, anonymous, happy)
  const [first, , last] = [people[0], people[1], people[15]]
  if (!first || !last) throw new Error('nobody lives here')
  await forms.answer(first, named, happy)
  await forms.as(job, mixArrivals)
  expect([await waiting(anonymous), await waiting(named)]).toEqual([15, 0])
  await forms.answer(last, anonymous, unhappy)
  await forms.as(job, mixArrivals)
  expect(await waiting(anonymous)).toBe(0)
  expect(await total(anonymous)).toEqual({ persons: 16, households: 0, aside: 0 })
})

test('after the closing nothing in the database says who answered what, and the key of the form is gone', async () => {
  const form = await forms.open()
  const people = await forms.villagers(7)
  for (const [at, one] of people.entries()) {
    const words = `Lời của người thứ ${at}`
    await forms.answer(one, form, { ...unhappy, words: { text: words } })
  }
  await closing(form)
  const [row] = await forms.sql`select key, state from forms where id = ${form.id}`
  expect(row).toEqual({ key: null, state: 'closed' })
  const dump = await forms.sql<{ table_name: string }[]>`
    select table_name from information_schema.tables where table_schema = 'public' and table_name like 'form%'`
  for (const { table_name } of dump) {
    const rows = await forms.sql`select * from ${forms.sql(table_name)}`
    const text = JSON.stringify(rows.map((one) => Object.values(one).map(String)))
    for (const { residentId } of people) expect(text).not.toContain(residentId)
  }
  const [left] = await forms.sql`
    select (select count(*)::int from form_spent where form_id = ${form.id}) as spent,
      (select count(*)::int from form_arrivals where form_id = ${form.id}) as waiting,
      (select count(*)::int from form_answers where form_id = ${form.id}) as answers,
      (select count(*)::int from form_words where form_id = ${form.id} and answer_id is null) as words`
  expect(left).toEqual({ spent: 0, waiting: 0, answers: 7, words: 7 })
})
