import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabaseStorage } from '../../../src/attachments/index.ts'
import { checkPaper, eraseFormsOf, mixArrivals, submitAnswer, type Form } from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { checkReceipt, closeDueLogs, makeReceipt, verifyLogs } from '../../../src/receipts/index.ts'
import { openForms, type FormsHouse, type Villager } from '../forms/forms-house.ts'

const job = systemActor('forms')
let forms: FormsHouse
let form: Form
let people: readonly Villager[] = []
let code = ''
const verify = async () => await verifyLogs(forms.house.database, forms.house.keyring)
const nextDay = async (): Promise<number> => {
  await forms.as(job, mixArrivals)
  forms.house.clock.advance(86_400_000)
  return await closeDueLogs(forms.house)
}
const said = (words: string) => ({
  content: { choice: 'no' },
  change: { choices: ['hours'] },
  words: { text: words },
  sex: null,
})

beforeAll(async () => {
  forms = await openForms()
  form = await forms.open({ naming: 'named' })
  people = await forms.villagers(4)
  for (const [at, one] of people.entries()) {
    const made = await forms.answer(one, form, said(`Lời thứ ${at}`))
    if (at === 0) code = made.code
  }
}, 60_000)
afterAll(async () => await forms.close())

test('the log of a form by name is closed each night, choices and words as leaves apart', async () => {
  expect(await nextDay()).toBe(8)
  expect(await verify()).toMatchObject({ ok: true, leaves: 8 })
  const receipt = await makeReceipt(forms.house.database, forms.house.keyring, { answerCode: code })
  expect(checkReceipt(receipt)).toMatchObject({ ok: true, leaves: [{ kind: 'form_answer' }] })
})

test('who is erased takes words and salt along: the log stays whole, fixed leaves and those that wait', async () => {
  const [one, two] = people
  const storage = createDatabaseStorage(forms.house.keyring)
  const erase = async (who: Villager | undefined): Promise<void> =>
    await forms.as(systemActor('erasure'), async (scope) => {
      await eraseFormsOf(scope, storage, { residentId: who?.residentId ?? null, chatIds: [] })
    })
  await erase(one)
  const [late] = await forms.villagers(1)
  if (late) await forms.answer(late, form, said('Lời gửi muộn'))
  await forms.as(job, mixArrivals)
  await erase(late)
  expect(await verify()).toMatchObject({ ok: true, leaves: 8, waiting: 2 })
  expect(await nextDay()).toBe(2)
  await erase(two)
  expect(await verify()).toMatchObject({ ok: true, leaves: 10 })
  const [row] = await forms.sql<{ words: string; salts: string }[]>`
    select count(words) as words, count(salt) as salts from form_words`
  expect(row).toMatchObject({ words: '2', salts: '2' })
})

test('a paper that was put right gets a leaf anew, and the first one is released, not lost', async () => {
  const entry = { content: { choice: 'yes' }, sex: null }
  await forms.as(forms.front, async (scope) => {
    await submitAnswer(scope, { formId: form.id, version: 1, values: entry, source: 'paper', paperNumber: '1' })
  })
  expect(await nextDay()).toBe(1)
  const [paper] = await forms.sql<{ id: string }[]>`select id from form_answers where source = 'paper'`
  const values = { content: { choice: 'no' }, change: { choices: ['days'] }, sex: null }
  await forms.as(forms.approver, async (scope) => {
    await checkPaper(scope, { id: form.id, answerId: paper?.id ?? '', values })
  })
  expect(await verify()).toMatchObject({ ok: true, waiting: 1 })
  expect(await nextDay()).toBe(1)
  expect(await verify()).toMatchObject({ ok: true, leaves: 12, waiting: 0 })
})
