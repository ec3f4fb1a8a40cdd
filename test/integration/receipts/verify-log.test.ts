import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { eraseOpinionsOf } from '../../../src/questions/index.ts'
import { askForDialogue } from '../../../src/requests/index.ts'
import { checkReceipt, closeDueLogs, makeReceipt, verifyLogs } from '../../../src/receipts/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import type { HandedIn } from '../../../src/questions/index.ts'
import { openQuestionHouse, type Person, type QuestionHouse } from '../questions/question-house.ts'

let rooms: QuestionHouse | undefined
let people: Person[] = []
let made: HandedIn[] = []
const home = (): QuestionHouse => {
  if (!rooms) throw new Error('no house')
  return rooms
}

const run = async (text: string): Promise<void> => void (await home().house.database.execute(sql.raw(text)))
const verify = async () => await verifyLogs(home().house.database, home().house.keyring)
const faults = async () => (await verify()).faults
const closeAll = async (): Promise<void> => {
  home().house.clock.advance(86_400_000)
  await closeDueLogs(home().house)
}

beforeEach(async () => {
  await rooms?.close()
  rooms = await openQuestionHouse()
  people = []
  made = []
  for (let at = 0; at < 9; at += 1) {
    const person = await rooms.meet()
    people.push(person)
    made.push(
      await rooms.handIn(person, { text: `Ý kiến thứ ${at + 1}`, naming: at % 2 === 0 ? 'sealed' : 'anonymous' }),
    )
    if (at === 4) await closeAll()
  }
  await run(`update residents set unit_id = '00001'`)
  await rooms.as(people[0]?.actor ?? systemActor('test'), async (scope) => {
    await askForDialogue(scope, { words: 'Xin đối thoại về rác thải', channel: 'web' })
  })
  await closeAll()
})
afterAll(async () => await rooms?.close())

describe('the check of the receipts’ logs', () => {
  test('finds nothing wrong where nothing was touched, nor in what still waits', async () => {
    await home().handIn(await home().meet())
    expect(await verify()).toEqual({ ok: true, logs: 2, leaves: 10, waiting: 1, wrong: 0, faults: [] })
  })

  test('an erasure leaves the log whole, and a receipt that was kept goes on proving', async () => {
    const { database, keyring } = home().house
    const [one] = made
    const own = { opinionId: one?.opinionId ?? '', code: one?.code ?? '' }
    const before = await makeReceipt(database, keyring, own)
    await home().as(systemActor('erasure'), async (scope) => {
      await eraseOpinionsOf(scope, home().storage, people[0]?.residentId ?? '')
    })
    expect((await database.execute(sql`select 1 from receipt_salts where salt is null`)).length).toBe(1)
    expect(await makeReceipt(database, keyring, own)).toBeUndefined()
    expect(await verify()).toMatchObject({ ok: true, leaves: 10 })
    await home().handIn(await home().meet())
    await closeAll()
    expect(checkReceipt(before)).toMatchObject({ ok: true })
    expect(await verify()).toMatchObject({ ok: true, leaves: 11 })
  })

  test('a request for a session is proved to its author like an opinion, and named when it was changed', async () => {
    const { database, keyring } = home().house
    const [row] = await database.execute<{ id: string }>(sql`select id from dialogue_requests`)
    const id = row?.id ?? ''
    expect(checkReceipt(await makeReceipt(database, keyring, { requestId: id }))).toMatchObject({
      ok: true,
      code: null,
      leaves: [{ kind: 'request', words: 'Xin đối thoại về rác thải', log: 'Đề nghị đối thoại năm 2026' }],
    })
    const other = keyring.seal('opinion', 'Thôi, không cần', `dialogue_requests.words:${id}`)
    await run(`update dialogue_requests set words = '\\x${other.toString('hex')}'`)
    expect(await faults()).toEqual([{ what: 'text-changed', subject: { kind: 'request', id } }])
    await run(`update dialogue_requests set words = null`)
    expect(await faults()).toEqual([{ what: 'words-gone', subject: { kind: 'request', id } }])
  })

  test('names an opinion whose sealed words were exchanged for another’s', async () => {
    const [one, , third] = made
    await run(`update opinion_wordings set text = (
      select text from opinion_wordings where opinion_id = '${third?.opinionId}') where opinion_id = '${one?.opinionId}'`)
    expect(await faults()).toEqual([
      { what: 'text-changed', subject: { kind: 'opinion', id: one?.opinionId }, wording: 1 },
    ])
  })

  test('names an opinion whose words were changed by somebody who has the key', async () => {
    const id = made[1]?.opinionId ?? ''
    const other = home().house.keyring.seal('opinion', 'Tôi rất hài lòng', `opinion_wordings.text:${id}:1`)
    await run(`update opinion_wordings set text = '\\x${other.toString('hex')}' where opinion_id = '${id}'`)
    expect(await faults()).toEqual([{ what: 'text-changed', subject: { kind: 'opinion', id }, wording: 1 }])
  })

  test('names an opinion that was put in behind the log’s back, and one that was taken out', async () => {
    const [one, two] = made
    await run(`delete from receipt_salts where subject_id = '${one?.opinionId}'`)
    await run(`delete from opinions where id = '${two?.opinionId}'`)
    const found = await faults()
    expect(found.map(({ what }) => what).toSorted()).toEqual(['no-leaf', 'words-gone', 'words-gone'])
    expect(found).toContainEqual({ what: 'no-leaf', subject: { kind: 'opinion', id: one?.opinionId } })
    expect(found).toContainEqual({
      what: 'words-gone',
      subject: { kind: 'opinion', id: two?.opinionId },
      wording: 1,
    })
  })

  test('names a leaf that was removed, with the opinion that it stood for', async () => {
    const id = made[4]?.opinionId ?? ''
    const [row] = await home().house.database.execute<{ log: string; position: string }>(sql`
      delete from receipt_leaves where hash = (select hash from receipt_salts where subject_id = ${id}::uuid)
      returning log_id as log, position`)
    expect(await faults()).toEqual([
      { what: 'leaf-removed', subject: { kind: 'opinion', id }, wording: 1 },
      { what: 'leaf-removed', log: row?.log, position: Number(row?.position) },
    ])
  })

  test('names leaves that changed places', async () => {
    const [log] = await home().house.database.execute<{ id: string }>(
      sql`select id from receipt_logs where kind = 'unit'`,
    )
    await run(`update receipt_leaves set position = position + 100 where log_id = '${log?.id}' and position in (1, 2)`)
    await run(`update receipt_leaves set position = 103 - position where log_id = '${log?.id}' and position > 100`)
    const what = (await faults()).map((one) => one.what)
    expect(new Set(what)).toEqual(new Set(['reordered', 'node-wrong']))
  })

  test('names a wrong node and a wrong root by their places', async () => {
    const [log] = await home().house.database.execute<{ id: string }>(
      sql`select id from receipt_logs where kind = 'unit'`,
    )
    await run(`update receipt_nodes set hash = sha256('x') where log_id = '${log?.id}' and level = 1 and index = 3`)
    await run(`update receipt_closings set root = sha256('y') where log_id = '${log?.id}' and seq = 1`)
    expect(await faults()).toEqual([
      { what: 'root-wrong', log: log?.id, closing: 1 },
      { what: 'root-not-as-audited', log: log?.id, closing: 1 },
      { what: 'node-wrong', log: log?.id, node: { level: 1, index: 3 } },
      { what: 'node-wrong', log: log?.id, node: { level: 2, index: 1 } },
    ])
  })

  test('names a whole closing that was cut off with its leaves', async () => {
    const [log] = await home().house.database.execute<{ id: string }>(
      sql`select id from receipt_logs where kind = 'unit'`,
    )
    await run(`delete from receipt_leaves where log_id = '${log?.id}' and position >= 5`)
    await run(`delete from receipt_nodes where log_id = '${log?.id}' and (index + 1) * (1 << level) > 5`)
    await run(`delete from receipt_closings where log_id = '${log?.id}' and seq = 2`)
    const found = await faults()
    expect(found.filter(({ what }) => what === 'leaf-removed')).toHaveLength(4)
    expect(found).toContainEqual({ what: 'root-wrong', log: log?.id, closing: 2 })
  })
})
