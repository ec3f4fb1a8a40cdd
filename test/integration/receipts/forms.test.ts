import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeForm, findForm, mixArrivals, takeWordsIn, type Form } from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import {
  adoptEarlier,
  checkReceipt,
  closeDueLogs,
  makeReceipt,
  standingOf,
  verifyLogs,
} from '../../../src/receipts/index.ts'
import { openForms, type FormsHouse } from '../forms/forms-house.ts'

const job = systemActor('forms')
let forms: FormsHouse
let form: Form
const codes: string[] = []
const verify = async () => await verifyLogs(forms.house.database, forms.house.keyring)

beforeAll(async () => {
  forms = await openForms()
  form = await forms.open()
  for (const [at, one] of (await forms.villagers(20)).entries()) {
    const { code } = await forms.answer(one, form, {
      content: { choice: 'no' },
      change: { choices: [at % 2 === 0 ? 'hours' : 'days'] },
      words: at < 3 ? { text: `Lời thứ ${at}` } : null,
      sex: null,
    })
    codes.push(code)
  }
}, 60_000)
afterAll(async () => await forms.close())

const standing = async () => await standingOf(forms.house.database, forms.house.keyring, { answerCode: codes[0] ?? '' })

test('an answer waits until its anonymous form is closed, then it is fixed and its author can prove it', async () => {
  expect(await standing()).toEqual({ state: 'waiting' })
  expect(await forms.as(job, mixArrivals)).toBe(20)
  forms.house.clock.advance(86_400_000)
  expect(await closeDueLogs(forms.house)).toBe(0)
  expect(await verify()).toMatchObject({ ok: true, leaves: 0, waiting: 23 })
  const { version } = (await findForm(forms.house.database, form.id)) ?? form
  await forms.as(forms.front, async (scope) => await closeForm(scope, { id: form.id, version }))
  expect(await closeDueLogs(forms.house)).toBe(23)
  expect(await standing()).toMatchObject({ state: 'fixed', leaves: 23 })
  const receipt = await makeReceipt(forms.house.database, forms.house.keyring, { answerCode: codes[0] ?? '' })
  expect(checkReceipt(receipt)).toMatchObject({ ok: true, code: codes[0] })
  expect(JSON.stringify(receipt)).not.toContain('Lời thứ')
})

test('words of a form that become opinions are the same leaf: none comes twice, and none is changed unnoticed', async () => {
  expect(await forms.as(job, takeWordsIn)).toBe(3)
  forms.house.clock.advance(86_400_000)
  expect(await closeDueLogs(forms.house)).toBe(0)
  expect(await verify()).toMatchObject({ ok: true, leaves: 23, waiting: 0 })
  const [row] = await forms.sql<{ id: string; opinion: string }[]>`
    select id, opinion_id as opinion from form_words where opinion_id is not null limit 1`
  const own = { opinionId: row?.opinion ?? '', code: null }
  expect(checkReceipt(await makeReceipt(forms.house.database, forms.house.keyring, own))).toMatchObject({
    ok: true,
    leaves: [{ kind: 'form_words', words: expect.stringContaining('Lời thứ') }],
  })
  const sealed = forms.house.keyring.seal('opinion', 'Lời khác', `opinion_wordings.text:${row?.opinion}:1`)
  const [kept] = await forms.sql<{ text: Buffer }[]>`
    select text from opinion_wordings where opinion_id = ${row?.opinion ?? ''}`
  await forms.sql`update opinion_wordings set text = ${sealed} where opinion_id = ${row?.opinion ?? ''}`
  expect((await verify()).faults).toEqual([
    { what: 'text-changed', subject: { kind: 'opinion', id: row?.opinion }, wording: 1 },
  ])
  await forms.sql`update opinion_wordings set text = ${kept?.text ?? sealed} where opinion_id = ${row?.opinion ?? ''}`
})

test('an answer that was changed in the database, and one that was taken out, are named', async () => {
  const [row] = await forms.sql<{ id: string; answers: object }[]>`select id, answers from form_answers limit 1`
  await forms.sql`update form_answers set answers = ${JSON.stringify({ content: { choice: 'yes' } })}::text::jsonb where id = ${row?.id ?? ''}`
  const { faults } = await verify()
  expect(faults).toEqual([
    { what: 'text-changed', subject: { kind: 'form_answer', id: row?.id } },
    { what: 'words-gone', log: expect.any(String), position: expect.any(Number) },
  ])
  await forms.sql`update form_answers set answers = ${JSON.stringify(row?.answers)}::text::jsonb where id = ${row?.id ?? ''}`
  expect(await verify()).toMatchObject({ ok: true })
  await forms.sql`delete from form_answers where id = ${row?.id ?? ''}`
  expect((await verify()).faults.map(({ what }) => what)).toEqual(['words-gone'])
})

test('an installation that kept no receipts before gets its leaves once, and never for what was put in later', async () => {
  await forms.sql`truncate receipt_logs, receipt_waiting, receipt_leaves, receipt_nodes, receipt_closings, receipt_salts`
  await forms.sql`update form_words set salt = null`
  expect(await forms.as(job, adoptEarlier)).toBe(19)
  expect(await forms.as(job, adoptEarlier)).toBe(0)
  await forms.sql`delete from audit_entries where action = 'receipts.closed'`
  expect(await closeDueLogs(forms.house)).toBe(19)
  expect(await verify()).toMatchObject({ ok: true, leaves: 19 })
})
