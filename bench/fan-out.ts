import { advance } from '../src/broadcasts/broadcast-store.ts'
import { fanOutStep, readAhead, refOf } from '../src/broadcasts/index.ts'
import { insertRecipients } from '../src/broadcasts/recipient-store.ts'
import { saveAccount } from '../src/channels/index.ts'
import { inTransaction } from '../src/database/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { audiencePage } from '../src/residents/index.ts'
import { openBenchHouse, type BenchHouse } from './support/bench-house.ts'
import { record } from './support/report.ts'

const people = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000)
const city = 'bench-city'
const wards = 126
let codes = 204_812
const tenth = Math.max(1, Math.round(people / 50_000))

/** A city of 126 wards in which everybody has one Zalo chat; a third wrote lately, a third this week, a third long ago. */
const settleCity = async ({ house }: BenchHouse): Promise<void> => {
  const { $client: sql } = house.database
  await saveAccount(
    house.database,
    {
      id: 'zalo:bench',
      platform: 'zalo',
      externalId: 'bench',
      name: 'bench',
      lane: 'bench',
      credentials: null,
      capabilities: {},
    },
    house.clock.now(),
  )
  await sql`insert into units (id, path, level, type, name, full_name, folded, valid_from)
    values ('vn', array['vn'], 'country', 'country', 'Việt Nam', 'Việt Nam', 'viet nam', '2025-07-01')`
  await sql`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from)
    values (${city}, 'vn', array['vn', ${city}], 'province', 'city', 'Bench', 'Thành phố Bench', 'bench', '2025-07-01')`
  await sql`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from)
    select 'bench-' || n, ${city}, array['vn', ${city}, 'bench-' || n], 'commune', 'ward', 'Phường ' || n, 'Phường ' || n, 'phuong', '2025-07-01'
    from generate_series(1, ${wards}) n`
  await sql.unsafe(`
    create temp table made on commit drop as select n, gen_random_uuid() as resident from generate_series(1, ${people}) n;
    insert into chats (lookup, account_id, address, created_at, window_opened_at, last_inbound_at)
      select gen_random_uuid(), 'zalo:bench', '\\x00', now() - interval '30 days', at, at
      from (select n, now() - (array[interval '1 hour', interval '4 days', interval '20 days'])[1 + n % 3] as at from made) w order by n;
    insert into residents (id, unit_id, created_at, updated_at)
      select resident, 'bench-' || (1 + n % ${wards}), now() - interval '30 days', now() from made;
    insert into consents (id, resident_id, purpose, version, state, act, at)
      select gen_random_uuid(), resident, 'notices', '1', 'given', 'bench', now() - interval '30 days' from made;
    insert into contacts (chat_id, resident_id, account_id, linked_at)
      select n, resident, 'zalo:bench', now() - interval '30 days' from made;`)
  await sql`vacuum analyze`
}

const call = async ({ house }: BenchHouse): Promise<string> => {
  const { $client: sql } = house.database
  const [dialogueId, id] = [newId(), newId()]
  await sql`
    insert into dialogues (id, unit_id, title, type, rhythm, mode, legal_basis, purpose, place, starts_at,
      collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at)
    values (${dialogueId}, ${city}, 'Đối thoại quý IV', 'dialogue', 'periodic', 'in_person', 'bench', 'bench', 'Nhà văn hóa',
      now() + interval '14 days', now() - interval '1 day', now() + interval '7 days', '024 0000 0000', 'announced',
      ${String(codes++)}, 'bench', now(), now())`
  const facts = {
    title: 'Đối thoại quý IV',
    startsAt: new Date(Date.now() + 14 * 86_400_000).toISOString(),
    place: 'Nhà văn hóa',
    hotline: '024 0000 0000',
  }
  await sql`
    insert into broadcasts (id, kind, dialogue_id, unit_id, state, audience_units, dialogue_version, facts, created_by,
      created_at, approved_at, audience_bound, started_at, updated_at)
    values (${id}, 'announcement', ${dialogueId}, ${city}, 'running', ${JSON.stringify([city])}::text::jsonb, 1,
      ${JSON.stringify(facts)}::text::jsonb, 'bench', now(), now(), now(), now(), now())`
  await sql`
    insert into broadcast_contents (broadcast_id, language, version, text, fingerprint, written_by, created_at)
    select ${id}::uuid, language, 1, repeat('Kính mời ông/bà dự buổi đối thoại. ', 20), 'bench', 'bench', now()
    from unnest(array['vi', 'en']) language`
  return id
}

/**
 * The same people, pages and rows with the cursor in the same transaction, and no choice: everybody at their first chat
 * by one way. What is left of the time is what the planner's choice costs.
 */
const benchWithoutChoice = async ({ house }: BenchHouse, id: string): Promise<number> => {
  const bound = house.clock.now()
  const audience = readAhead(audiencePage, house.database)
  const started = performance.now()
  for (let after: number | null = 0; after !== null;) {
    const from: number = after
    after = await inTransaction(house.database, async (tx) => {
      const page = await audience(tx, { unitIds: [city], bound, after: from, limit: 5000 })
      const recipients = page.persons.flatMap(({ anchor, language, reaches: [first] }) =>
        first
          ? [{ position: anchor, chatId: first.chatId, accountId: first.accountId, language, way: 'held' as const }]
          : [],
      )
      const added = await insertRecipients(tx, id, recipients)
      await advance(tx, id, page.cursor ?? Number.MAX_SAFE_INTEGER, added, bound)
      return page.cursor
    })
  }
  return (performance.now() - started) / 1000
}

/** Everybody of a city into the recipients, each by the way that is theirs, while the outbox takes what it has room for. */
export const benchFanOut = async (): Promise<void> => {
  const bench = await openBenchHouse()
  try {
    await settleCity(bench)
    const id = await call(bench)
    const { $client: sql } = bench.house.database
    const options = { house: bench.house, audience: readAhead(audiencePage, bench.house.database) }
    let memoryBefore = 0
    let memoryMost = 0
    let steps = 0
    let firstMs = 0
    const started = performance.now()
    let outcome = await fanOutStep(options, id)
    while (outcome === 'more') {
      if (firstMs === 0 && (await sql`select 1 from outbox where ref = ${refOf(id)} limit 1`).length > 0)
        firstMs = performance.now() - started
      steps += 1
      // Flat means: no more for a million than for the first tenth of them.
      if (steps === tenth) memoryBefore = process.memoryUsage().rss
      if (steps > tenth) memoryMost = Math.max(memoryMost, process.memoryUsage().rss)
      outcome = await fanOutStep(options, id)
    }
    const seconds = (performance.now() - started) / 1000
    const rows = await sql<{ way: string; count: string }[]>`
      select way, count(*) as count from broadcast_recipients where broadcast_id = ${id} group by way order by way`
    const all = rows.reduce((sum, row) => sum + Number(row.count), 0)
    if (all !== people) throw new Error(`${all} of ${people} people are in`)
    const setup = `${people.toLocaleString('en')} people, each by their way`
    const ways = rows.map((row) => `${row.way} ${row.count}`).join(', ')
    record({ bench: 'fan-out', setup, value: seconds, unit: 's', aim: '< 30 s', holds: seconds < 30, note: ways })
    record({
      bench: 'fan-out',
      setup: 'first message in line after',
      value: firstMs / 1000,
      unit: 's',
      aim: '< 2 s',
      holds: firstMs < 2000,
    })
    const growth = (memoryMost - memoryBefore) / 1024 / 1024
    record({
      bench: 'fan-out',
      setup: 'growth of memory after the first tenth',
      value: growth,
      unit: 'MB',
      aim: '< 64 MB',
      holds: growth < 64,
    })
    // No worker runs here, so that only the pages are measured.
    const plain = await call(bench)
    const plainSeconds = await benchWithoutChoice(bench, plain)
    const [counted] = await sql<{ count: string }[]>`
      select count(*) as count from broadcast_recipients where broadcast_id = ${plain}`
    if (Number(counted?.count) !== people)
      throw new Error(`${counted?.count} of ${people} people are in without a choice`)
    record({
      bench: 'fan-out',
      setup: `${people.toLocaleString('en')} people, without the choice of a way`,
      value: plainSeconds,
      unit: 's',
      aim: '< 15 s',
      holds: plainSeconds < 15,
    })
  } finally {
    await bench.close()
  }
}
