import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, disconnect, makeBackup, restoreBackup } from '../../../src/database/index.ts'
import { closeDueForms, mixArrivals, type Form } from '../../../src/forms/index.ts'
import { openFormKey, openFormWords, spentKey } from '../../../src/forms/sealed-columns.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { erasureMap } from '../../../src/residents/index.ts'
import { dumpDatabase, foundIn } from '../../support/dump.ts'
import { createEmptyDatabase } from '../../support/postgres.ts'
import { answerContent, type AnswerLeaf } from '../../../src/receipts/give-form-leaves.ts'
import { closeDueLogs } from '../../../src/receipts/index.ts'
import { openForms, type FormsHouse, type Villager } from './forms-house.ts'

const job = systemActor('forms')
const secretKey = createHash('sha256').update('a test house').digest()
const count = 64

let forms: FormsHouse
let form: Form
let people: readonly Villager[]
const codes: string[] = []
const logged: string[] = []
let folder = ''
let backup = ''

const said = (at: number): string => `Lời riêng của người thứ ${at + 1}`

/** Between -1 and 1: how far two orders agree. */
const agreement = (order: readonly number[]): number => {
  const n = order.length
  const squares = order.reduce((sum, rank, at) => sum + (rank - at) ** 2, 0)
  return 1 - (6 * squares) / (n * (n * n - 1))
}

/** The order in which the words of people one after the other lie in a table. */
const orderOf = (texts: readonly string[]): readonly number[] =>
  texts.map((text) => Number(/(\d+)$/.exec(text)?.[1]) - 1)

beforeAll(async () => {
  forms = await openForms()
  const listen = (fields: object, text?: string): void => void logged.push(`${text} ${JSON.stringify(fields)}`)
  Object.assign(forms.house, { log: { ...forms.house.log, debug: listen, info: listen, warn: listen, error: listen } })
  form = await forms.open()
  people = await forms.villagers(count)
  folder = await mkdtemp(join(tmpdir(), 'phieu-'))
  for (const [at, one] of people.entries()) {
    forms.house.clock.advance(60_000)
    const words = { text: said(at) }
    const { code } = await forms.answer(one, form, {
      content: { choice: at % 3 === 0 ? 'yes' : 'no' },
      change: { choices: ['hours'] },
      words,
      sex: { choice: 'female' },
    })
    codes.push(code)
    if (at === 15 || at === 31) await forms.as(job, mixArrivals)
  }
  backup = join(folder, 'before.backup')
  await makeBackup({ url: forms.url, secretKey, file: backup, now: forms.house.clock.now() })
  await forms.sql`update forms set closes_at = ${forms.house.clock.now().toISOString()}::timestamptz where id = ${form.id}`
  while ((await forms.as(job, closeDueForms)) > 0);
}, 60_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await forms.close()
})

const wordsIn = async (
  sql: FormsHouse['sql'],
  order: 'ctid' | 'id' | 'none' = 'ctid',
): Promise<readonly { id: string; text: string }[]> => {
  const by = order === 'none' ? sql`` : sql`order by ${sql(order)}`
  const rows = await sql<{ id: string; words: Buffer | null }[]>`
    select id, words from form_words where form_id = ${form.id} and words is not null ${by}`
  return rows.map(({ id, words }) => ({
    id,
    text: openFormWords(forms.house.keyring, 'form_words.words', id, words ?? Buffer.alloc(0)),
  }))
}

test('after the closing a dump with every key of the house holds no row in which a person and an answer meet', async () => {
  const dump = await dumpDatabase(forms.house.database)
  const ofForms = dump.filter((row) => row.table.startsWith('form_'))
  expect(ofForms.length).toBeGreaterThan(count)
  for (const { residentId } of people) expect(foundIn(ofForms, residentId)).toEqual([])
  // Words are readable by whoever holds the key, so they are looked for after they were opened.
  expect((await wordsIn(forms.sql)).length).toBe(people.filter((_one, at) => at % 3 !== 0).length)
  for (const code of codes) expect(foundIn(dump, code)).toEqual(['form_answers'])
  expect(foundIn(dump, form.id).filter((table) => !table.startsWith('form_'))).toEqual([
    'audit_entries',
    'forms',
    'receipt_logs',
    // The form by its own title, as everybody may look for it.
    'search_entries',
  ])
})

test('where answers and words lie in their tables does not follow the order in which people came', async () => {
  const byPlace = await forms.sql<{ code: string }[]>`
    select code from form_answers where form_id = ${form.id} order by ctid`
  expect(Math.abs(agreement(byPlace.map(({ code }) => codes.indexOf(code))))).toBeLessThan(0.6)
  const words = orderOf((await wordsIn(forms.sql)).map((one) => one.text))
  const ranks = words.map((who) => words.filter((other) => other < who).length)
  expect(Math.abs(agreement(ranks))).toBeLessThan(0.6)
  const ids = await forms.sql<{ id: string }[]>`select id from form_answers union all select id from form_words`
  expect(ids.filter(({ id }) => id[14] !== '4')).toEqual([])
  const times = await forms.sql`
    select table_name, column_name from information_schema.columns
    where table_name in ('form_answers', 'form_words', 'form_arrivals', 'form_spent') and data_type like 'timestamp%'`
  expect(times).toEqual([])
})

test('the log of receipts is fixed once, with the form, and its places follow no order either', async () => {
  const fixed = await forms.sql`select c.seq from receipt_closings c join receipt_logs l on l.id = c.log_id
    where l.form_id = ${form.id}`
  expect(fixed).toEqual([])
  expect(await closeDueLogs(forms.house)).toBe(count + (await wordsIn(forms.sql)).length)
  const answers = await forms.sql<AnswerLeaf[]>`
    select version, answers, code, salt from form_answers where form_id = ${form.id}`
  const whose = new Map(answers.map((one) => [answerContent(one).hash.toString('hex'), codes.indexOf(one.code)]))
  const leaves = await forms.sql<{ position: string; hash: Buffer }[]>`
    select position, hash from receipt_leaves where kind = 'form_answer' order by ctid`
  const order = leaves.map(({ hash }) => whose.get(hash.toString('hex')) ?? -1)
  expect(order.toSorted((one, other) => one - other)).toEqual(Array.from({ length: count }, (_none, at) => at))
  expect(Math.abs(agreement(order))).toBeLessThan(0.6)
  expect(leaves.map(({ position }) => Number(position)).toSorted((one, other) => one - other)).toEqual(
    leaves.map(({ position }) => Number(position)),
  )
  expect(await closeDueLogs(forms.house)).toBe(0)
})

test('no answer was written in the same transaction as a row that leads to a person', async () => {
  const transactions = await forms.sql<{ xmin: string }[]>`
    select distinct xmin::text from (
      select xmin from form_answers where form_id = ${form.id}
      union all select xmin from form_words where form_id = ${form.id}) a`
  const ours = new Set(transactions.map((row) => row.xmin))
  const tables = new Set(Object.keys(erasureMap).map((column) => column.split('.')[0] ?? ''))
  for (const table of tables) {
    if (table.startsWith('form_')) continue
    const rows = await forms.sql<{ xmin: string }[]>`select distinct xmin::text from ${forms.sql(table)}`
    expect([table, rows.filter((row) => ours.has(row.xmin))]).toEqual([table, []])
  }
})

test('a backup from before the closing says with all keys who has answered, and of nobody what', async () => {
  const { url, drop } = await createEmptyDatabase()
  await restoreBackup({ url, file: backup, secretKey })
  const restored = connect({ url, max: 1 })
  try {
    const sql = restored.$client
    const [row] = await sql<{ key: Buffer }[]>`select key from forms where id = ${form.id}`
    const key = openFormKey(forms.house.keyring, form.id, row?.key ?? Buffer.alloc(0))
    const spent = await sql<{ key: string }[]>`select key::text from form_spent where form_id = ${form.id}`
    const order = spent.map((one) => people.findIndex((who) => spentKey(key, 'person', who.residentId) === one.key))
    // This much a backup can tell, and the documents say so.
    expect(new Set(order)).toEqual(new Set(people.keys()))
    const waiting = await sql<{ code: string }[]>`select code from form_arrivals where form_id = ${form.id}`
    expect(waiting.length).toBe(32)
    const late = order.filter((who) => who >= 32)
    const same = waiting.filter(({ code }, at) => codes.indexOf(code) === late[at])
    expect(same.length).toBeLessThan(10)
    const spentText = JSON.stringify(spent)
    for (const table of ['form_arrivals', 'form_answers', 'form_words']) {
      const rows = await sql`select * from ${sql(table)}`
      const values = rows.flatMap((one) => Object.values(one).map(String))
      expect(values.filter((value) => value.length >= 32 && spentText.includes(value))).toEqual([])
      for (const { residentId } of people) expect(values.filter((value) => value.includes(residentId))).toEqual([])
    }
  } finally {
    await disconnect(restored)
    await drop()
  }
})

test('logs and the audit name neither the answer nor, beside the form, whoever gave it', async () => {
  const audit = await forms.sql`select action, actor_id, details from audit_entries where subject_id = ${form.id}`
  const all = `${logged.join('\n')}\n${JSON.stringify(audit)}`
  for (const [at, { residentId }] of people.entries()) {
    expect(all).not.toContain(residentId)
    expect(all).not.toContain(codes[at])
    expect(all).not.toContain(said(at))
  }
  expect(audit.map((row) => row['action'])).toEqual([
    'form.drafted',
    'form.approval_asked',
    'form.approved',
    'form.closed',
  ])
})
