import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { act, connect, disconnect } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Keyring } from '../../src/kernel/keyring.ts'
import { recountTallies } from '../../src/overview/index.ts'
import { asVector, lexemesOf } from '../../src/search/lexemes.ts'
import { importUnits, readDataset } from '../../src/units/index.ts'
import type { BenchHouse } from './bench-house.ts'
import { rareWords, wordsOf } from './bench-words.ts'

export type BigCountry = {
  readonly opinions: number
  readonly residents: number
  readonly communes: number
  readonly cityId: string
  readonly wardId: string
  /** The session that collects in the busy ward. */
  readonly dialogueId: string
}

type Sizes = { readonly opinions: number; readonly residents: number }

const classes = ['livelihood', 'livelihood', 'livelihood', 'question', 'idea', 'government_building', 'party_building']
const dayMs = 86_400_000

/** The same syllables come a million times: each is hashed once. */
const remembering = (keyring: Keyring): Keyring => {
  const known = new Map<string, string>()
  return {
    ...keyring,
    blindIndex(purpose, value) {
      if (purpose !== 'search') return keyring.blindIndex(purpose, value)
      const found = known.get(value)
      if (found !== undefined) return found
      const made = keyring.blindIndex(purpose, value)
      known.set(value, made)
      return made
    },
  }
}

type Commune = { readonly id: string; readonly path: readonly string[]; dialogueIds: string[] }

/** Rows of COPY in its text form; the caller escapes nothing, for nothing here holds a tab or a backslash but bytes. */
const copyInto = async (house: BenchHouse['house'], table: string, columns: string, rows: Iterable<string>) => {
  const stream = await house.database.$client.unsafe(`copy ${table} (${columns}) from stdin`).writable()
  let held: string[] = []
  const flush = async (): Promise<void> => {
    if (held.length > 0 && !stream.write(held.join(''))) await once(stream, 'drain')
    held = []
  }
  for (const row of rows) {
    held.push(`${row}\n`)
    if (held.length === 2_000) await flush()
  }
  await flush()
  stream.end()
  await finished(stream)
}

const hex = (bytes: Uint8Array): string => `\\\\x${Buffer.from(bytes).toString('hex')}`

const callSessions = async (house: BenchHouse['house'], communes: readonly Commune[], now: Date): Promise<void> => {
  const officer = newId()
  const rows: string[] = []
  const audiences: string[] = []
  for (const [at, commune] of communes.entries()) {
    for (const held of [true, false]) {
      const id = newId()
      commune.dialogueIds.push(id)
      const starts = new Date(now.getTime() + (held ? -60 : 10) * dayMs).toISOString()
      const opens = new Date(now.getTime() - (held ? 90 : 10) * dayMs).toISOString()
      const closes = new Date(now.getTime() + (held ? -62 : 8) * dayMs).toISOString()
      const code = String(at * 2 + (held ? 0 : 1)).padStart(6, '0')
      rows.push(
        [
          id,
          commune.id,
          `Đối thoại ${held ? 'quý III' : 'quý IV'}`,
          'dialogue',
          held ? 'periodic' : 'ad_hoc',
          'in_person',
          'bench',
          'bench',
          'Nhà văn hóa',
          starts,
          opens,
          closes,
          '024 0000 0000',
          held ? 'held' : 'announced',
          code,
          officer,
          opens,
          opens,
        ].join('\t'),
      )
      audiences.push([id, commune.id].join('\t'))
    }
  }
  await copyInto(
    house,
    'dialogues',
    'id, unit_id, title, type, rhythm, mode, legal_basis, purpose, place, starts_at, collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at',
    rows,
  )
  await copyInto(house, 'dialogue_audience', 'dialogue_id, unit_id', audiences)
}

/**
 * The whole country at work: every commune with two sessions, residents, and opinions with their words, sealed and
 * findable as the service would have written them. One commune in Hanoi has 20,000 of the opinions, 667 of these in the
 * session that collects, where an officer has joined what asks the same into 60 matters.
 */
export const settleCountry = async (bench: BenchHouse, sizes: Sizes): Promise<BigCountry> => {
  // A million rows take longer than a statement of the service may.
  const database = connect({ url: bench.url, max: 2, statementTimeoutMs: 0 })
  try {
    return await fillCountry({ ...bench.house, database }, sizes)
  } finally {
    await disconnect(database)
  }
}

const fillCountry = async (house: BenchHouse['house'], sizes: Sizes): Promise<BigCountry> => {
  const { $client: sql } = house.database
  const now = new Date()
  const dataset = await readDataset()
  await act(house, systemActor('bench'), async (scope) => await importUnits(scope, dataset))
  const communes = (
    await sql<{ id: string; path: string[] }[]>`select id, path from units where level = 'commune' order by id`
  ).map((row): Commune => ({ ...row, dialogueIds: [] }))
  const busy = communes.find((one) => one.path.includes('01')) ?? communes[0]
  if (!busy) throw new Error('there are no communes')
  await callSessions(house, communes, now)
  await sql`
    insert into residents (id, unit_id, created_at, updated_at)
    select gen_random_uuid(), (${communes.map(({ id }) => id)}::text[])[1 + n % ${communes.length}], now() - interval '90 days', now()
    from generate_series(1, ${sizes.residents}) n`
  const people = (await sql<{ id: string }[]>`select id from residents`).map(({ id }) => id)

  const keyring = remembering(house.keyring)
  const made = Array.from({ length: sizes.opinions }, (_, n) => {
    const commune = n % 50 === 0 ? busy : (communes[n % communes.length] ?? busy)
    const age = n % 1_500 === 0 ? ((n / 1_500) % 5) * dayMs : 11 * dayMs + (n % 1_000) * 0.3 * dayMs
    return { n, id: newId(), commune, at: new Date(now.getTime() - age - (n % 86_400) * 1_000) }
  })
  const topicIds = (await sql<{ id: string }[]>`select id from topics order by position`).map(({ id }) => id)
  const itemOf = new Map<number, string>()
  const joined = new Map<number, string>()
  const isNew = (one: (typeof made)[number]): boolean => now.getTime() - one.at.getTime() < 10 * dayMs
  const isKept = (one: (typeof made)[number]): boolean => one.n % 7 > 2
  await copyInto(
    house,
    'items',
    'id, unit_id, dialogue_id, number, title, topic_id, opinion_class, kind, opinion_count, weight, created_by, created_at, updated_at',
    (function* () {
      for (const one of made) {
        if (!isKept(one)) continue
        const alike = isNew(one) ? joined.get((one.n / 1_500) % 60) : undefined
        const id = alike ?? newId()
        itemOf.set(one.n, id)
        if (alike) continue
        if (isNew(one)) joined.set((one.n / 1_500) % 60, id)
        const { dialogueIds } = one.commune
        yield [
          id,
          one.commune.id,
          isNew(one) ? dialogueIds[1] : dialogueIds[0],
          one.n + 1,
          wordsOf(one.n).slice(16, 90),
          topicIds[one.n % topicIds.length],
          classes[one.n % classes.length],
          'petition',
          1,
          one.n % 200,
          people[0],
          one.at.toISOString(),
          one.at.toISOString(),
        ].join('\t')
      }
    })(),
  )
  await copyInto(
    house,
    'opinions',
    'id, code_hash, unit_id, dialogue_id, opinion_class, naming, state, channel, language, received_at, triage, item_id, kind',
    made.values().map((one) => {
      const dialogueId = isNew(one) ? one.commune.dialogueIds[1] : one.commune.dialogueIds[0]
      const kept = isKept(one)
      return [
        one.id,
        randomUUID(),
        one.commune.id,
        dialogueId,
        classes[one.n % classes.length],
        'sealed',
        one.n % 40 === 1 ? 'withdrawn' : 'received',
        'zalo',
        'vi',
        one.at.toISOString(),
        kept ? 'kept' : 'waiting',
        itemOf.get(one.n) ?? '\\N',
        kept ? 'petition' : '\\N',
      ].join('\t')
    }),
  )
  await copyInto(
    house,
    'opinion_wordings',
    'opinion_id, seq, source, text, at',
    made.values().map((one) => {
      const words = one.n % 1_000 === 7 ? `${wordsOf(one.n)} ${rareWords}` : wordsOf(one.n)
      const sealed = house.keyring.seal('opinion', words, `opinion_wordings.text:${one.id}:1`)
      return [one.id, '1', 'author', hex(sealed), one.at.toISOString()].join('\t')
    }),
  )
  await copyInto(
    house,
    'opinion_authors',
    'opinion_id, resident_id',
    made.values().map((one) => [one.id, people[one.n % people.length]].join('\t')),
  )
  await copyInto(
    house,
    'search_entries',
    'id, kind, at, words',
    made.values().map((one) => {
      const words = one.n % 1_000 === 7 ? `${wordsOf(one.n)} ${rareWords}` : wordsOf(one.n)
      const dialogueId = isNew(one) ? one.commune.dialogueIds[1] : one.commune.dialogueIds[0]
      const lexemes = ['k:opinion', ...one.commune.path.map((id) => `u:${id}`), `d:${dialogueId}`]
      return [one.id, 'opinion', one.at.toISOString(), asVector([...lexemes, ...lexemesOf(keyring, words)])].join('\t')
    }),
  )
  await sql`update items i set opinion_count = c.n from (
    select item_id, count(*) as n from opinions where item_id is not null and state = 'received' group by item_id having count(*) > 1
  ) c where c.item_id = i.id`
  await act(house, systemActor('bench'), recountTallies)
  await sql`vacuum analyze`
  return {
    opinions: sizes.opinions,
    residents: sizes.residents,
    communes: communes.length,
    cityId: '01',
    wardId: busy.id,
    dialogueId: busy.dialogueIds[1] ?? '',
  }
}
