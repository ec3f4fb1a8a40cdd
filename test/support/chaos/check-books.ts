import { openCode, openWords } from '../../../src/questions/sealed-columns.ts'
import { parseWebhookBody } from 'zalo-oa-sdk'
import { storeEvent } from '../../../bots/zalo/parse-event.ts'
import { readEnvelope } from '../../../bots/telegram/read-envelope.ts'
import { readFields } from '../../../bots/telegram/update-fields.ts'
import type { RawUpdate } from '../../../src/channels/port.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import type { Keyring } from '../../../src/kernel/keyring.ts'
import type { Stage } from './open-stage.ts'

export type Books = {
  /** What the promise does not allow; empty when it was kept. */
  readonly broken: readonly string[]
  readonly updates: number
  readonly turns: number
  readonly opinions: number
  readonly messages: number
  /** Copies on phones beyond the first. */
  readonly repeats: number
  /** Messages that the service itself calls uncertain. */
  readonly uncertain: number
  readonly saidAgain: number
}

type Fault = (text: string) => void

const readUpdate = (stage: Stage, path: string, body: Buffer): RawUpdate | undefined => {
  if (path.startsWith('/webhooks/zalo')) {
    const event = parseWebhookBody(body)
    return event === null ? undefined : storeEvent(`zalo:${stage.oaId}`, body, event)
  }
  const fields = readFields(body)
  return fields && readEnvelope('telegram:default', fields, body, systemClock)
}

/** Every update that a platform got its 200 for was stored once and had one turn. */
const checkTurns = async (stage: Stage, keyring: Keyring, broken: Fault) => {
  const { sql } = stage
  const accepted = new Map<string, string>()
  for (const { path, body } of stage.balancer.acknowledged) {
    const update = readUpdate(stage, path, body)
    if (!update) continue
    const key = keyring.blindIndex('inbox', `${update.accountId}\n${update.key}`)
    accepted.set(key, keyring.blindIndex('chat', `${update.accountId}\n${update.conversation}`))
  }
  const seen = new Set((await sql<{ key: string }[]>`select key from inbox_seen`).map(({ key }) => key))
  const lost = [...accepted.keys()].filter((key) => !seen.has(key)).length
  if (lost > 0) broken(`${lost} updates were answered with 200 and are not there`)
  if (seen.size !== accepted.size) broken(`${accepted.size} updates were accepted, ${seen.size} were stored`)

  const rows = await sql<{ chat: string; turns: string }[]>`
    select chat_lookup as chat, count(*) as turns from inbox_history group by chat_lookup`
  const turns = new Map(rows.map((row) => [row.chat, Number(row.turns)]))
  const expected = new Map([...Map.groupBy(accepted.values(), (chat) => chat)].map(([chat, all]) => [chat, all.length]))
  for (const [chat, count] of expected) {
    if (turns.get(chat) !== count) broken(`a chat with ${count} updates had ${turns.get(chat) ?? 0} turns`)
  }
  const [left] = await sql<{ taken: string; parked: string }[]>`
    select count(*) filter (where taken_by is not null) as taken, count(*) filter (where state = 'parked') as parked from inbox`
  if (left?.taken !== '0') broken(`${left?.taken} updates are still taken`)
  if (left?.parked !== '0') broken(`${left?.parked} updates were parked`)
  return { updates: accepted.size, turns: [...turns.values()].reduce((sum, count) => sum + count, 0) }
}

type Sent = { chat: string; lookup: string | null; outcome: string; uncertain: boolean; attempts: number }

/** Every message arrived, and came again only where the books call it uncertain, with the very same content. */
const checkPhones = async (stage: Stage, keyring: Keyring, broken: Fault) => {
  const { sql } = stage
  const history = await sql<Sent[]>`
    select c.lookup as chat, h.message_lookup as lookup, h.outcome, h.uncertain, h.attempts
    from outbox_history h join chats c on c.id = h.chat_id`
  for (const { outcome } of history) {
    if (outcome !== 'sent' && outcome !== 'replaced') broken(`a message ended as ${outcome}`)
  }
  const [left] = await sql<{ count: string }[]>`select count(*) as count from outbox`
  if (left?.count !== '0') broken(`${left?.count} messages are still in line`)

  let messages = 0
  let repeats = 0
  for (const { phone, name } of stage.residents) {
    const chat = keyring.blindIndex('chat', `${phone.accountId}\n${phone.address}`)
    const noted = new Map(
      history.filter((row) => row.chat === chat && row.outcome === 'sent').map((row) => [row.lookup, row]),
    )
    const heard = phone.heard().map((one) => ({
      ...one,
      row: noted.get(keyring.blindIndex('message-id', `${phone.accountId}\n${one.id}`)),
    }))
    messages += noted.size
    const arrived = heard.filter(({ row }) => row !== undefined).length
    if (arrived !== noted.size) broken(`${name}: ${noted.size} messages are noted as sent, ${arrived} of them arrived`)
    // A prompt that was taken in silence, answered by the person, and so replaced before it could go again.
    let silent = history
      .filter((row) => row.chat === chat && row.outcome === 'replaced' && row.uncertain)
      .reduce((sum, row) => sum + row.attempts, 0)
    for (const copies of Map.groupBy(heard, ({ shown }) => shown).values()) {
      const extra = copies.filter(({ row }) => row === undefined).length
      const marked = copies.reduce((sum, { row }) => sum + (row?.uncertain ? row.attempts - 1 : 0), 0)
      repeats += extra === copies.length ? Math.max(0, extra - 1) : extra
      silent -= Math.max(0, extra - marked)
    }
    if (silent < 0) broken(`${name}: ${-silent} messages came that are neither noted as sent nor called uncertain`)
  }
  return { messages, repeats, uncertain: history.filter((row) => row.uncertain).length }
}

type Stored = { id: string; seq: number; text: Buffer; code: Buffer | null }

/** Every opinion is there once, in its words, and its author holds its code. */
const checkOpinions = async (stage: Stage, keyring: Keyring, broken: Fault): Promise<number> => {
  const { sql, residents } = stage
  const rows = await sql<Stored[]>`
    select o.id, w.seq, w.text, o.code from opinions o join opinion_wordings w on w.opinion_id = o.id`
  const stored = rows.map(({ id, seq, text, code }) => ({
    words: openWords(keyring, id, seq, text),
    code: openCode(keyring, id, code),
  }))
  let told = 0
  let isExact = true
  for (const { filed, gaveUp, name, saidAgain } of residents) {
    for (const what of gaveUp) broken(`${name} never got an answer to: ${what}`)
    for (const { text, code } of filed) {
      told += 1
      const same = stored.filter(({ words }) => words.includes(text))
      if (saidAgain > 0) {
        // Who has said something twice may have joined it to something else; lost it must not be.
        isExact = false
        if (same.length === 0) broken(`${name}: an opinion is lost`)
      } else if (same.length !== 1 || same[0]?.words !== text) broken(`${name}: an opinion exists ${same.length} times`)
      else if (same[0].code !== code) broken(`${name}: the code on the phone is not the one of the opinion`)
    }
  }
  if (isExact && stored.length !== told) broken(`${told} opinions were sent, ${stored.length} are there`)
  return stored.length
}

/** Compares what the platforms were told, what the phones show and what the database holds, after everything rests. */
export const checkBooks = async (stage: Stage): Promise<Books> => {
  const broken: string[] = []
  const fault: Fault = (text) => void broken.push(text)
  const keyring = await stage.openKeyring()
  const { updates, turns } = await checkTurns(stage, keyring, fault)
  const phones = await checkPhones(stage, keyring, fault)
  const opinions = await checkOpinions(stage, keyring, fault)
  const saidAgain = stage.residents.reduce((sum, resident) => sum + resident.saidAgain, 0)
  return { broken, updates, turns, opinions, ...phones, saidAgain }
}
