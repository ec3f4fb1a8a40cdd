import { newId } from '../../../src/kernel/ids.ts'
import type { Ward } from '../broadcasts/ward.ts'

type Voices = {
  readonly unitId: string
  readonly n: number
  readonly opinionClass?: string
  readonly receivedAt?: string
  /** Each by another person, unless nobody knows who. */
  readonly isUnknown?: boolean
  /** All joined in one matter, which this body answered; empty: joined, and not answered. */
  readonly answeredBy?: string
  readonly households?: number
}

/** Opinions of a unit as they stand after a year: received, joined in a matter where it says so. */
export const addVoices = async ({ sql }: Pick<Ward, 'sql'>, voices: Voices): Promise<void> => {
  const { unitId, n, opinionClass = 'livelihood', receivedAt = '2026-05-04T02:00:00Z', answeredBy, households } = voices
  const itemId = answeredBy === undefined ? null : newId()
  if (itemId !== null) {
    await sql`insert into items (id, unit_id, number, title, opinion_class, kind, opinion_count, households, created_by, created_at, updated_at)
      values (${itemId}, ${unitId}, (select count(*) + 1 from items), 'Đèn ngõ hỏng', ${opinionClass}, 'petition', ${n}, ${households ?? null}, ${newId()}, ${receivedAt}, ${receivedAt})`
  }
  await sql`
    with made as (
      insert into opinions (id, code_hash, unit_id, opinion_class, naming, channel, language, received_at, triage, kind, item_id)
      select gen_random_uuid(), gen_random_uuid(), ${unitId}, ${opinionClass}, 'sealed', 'web', 'vi', ${receivedAt}::timestamptz,
        ${itemId === null ? 'waiting' : 'kept'}, ${itemId === null ? null : 'petition'}, ${itemId}::uuid
      from generate_series(1, ${n}::int) returning id
    ), people as (
      insert into residents (id, language, unit_id, created_at, updated_at)
      select gen_random_uuid(), 'vi', ${unitId}, ${receivedAt}::timestamptz, ${receivedAt}::timestamptz from made where ${voices.isUnknown !== true} returning id
    )
    insert into opinion_authors (opinion_id, resident_id)
    select m.id, p.id from (select id, row_number() over () as at from made) m
    join (select id, row_number() over () as at from people) p on p.at = m.at`
  if (itemId === null || answeredBy === '') return
  await sql`insert into item_answers (id, item_id, unit_id, seq, state, decision, words, basis, answering_body, post, answered_on,
      written_by, written_at, approved_by, approved_at)
    values (${newId()}, ${itemId}, ${unitId}, 1, 'approved', 'resolved', '', '', ${answeredBy ?? ''}, 'Chủ tịch', ${receivedAt}::date,
      ${newId()}, ${receivedAt}, ${newId()}, ${receivedAt})`
}

/** A session that was held. */
export const addHeld = async (
  { sql }: Pick<Ward, 'sql'>,
  held: {
    readonly unitId: string
    readonly startsAt: string
    readonly type?: 'dialogue' | 'voter_contact'
    readonly rhythm?: 'periodic' | 'ad_hoc' | 'regular'
    readonly isThematic?: boolean
    readonly state?: string
    readonly title?: string
  },
): Promise<string> => {
  const id = newId()
  const { unitId, startsAt, type = 'dialogue', rhythm = 'periodic', isThematic = false, state = 'held' } = held
  const code = String(Number.parseInt(id.slice(-8), 16) % 1_000_000).padStart(6, '0')
  await sql`insert into dialogues (id, unit_id, title, type, rhythm, is_thematic, mode, legal_basis, purpose, place, starts_at,
      collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at)
    values (${id}, ${unitId}, ${held.title ?? 'Đối thoại về thu gom rác'}, ${type}, ${rhythm}, ${isThematic}, 'in_person', 'other', 'consult',
      'Nhà văn hóa', ${startsAt}, ${startsAt}, ${startsAt}, '024 3825 1234', ${state}, ${code}, ${newId()}, ${startsAt}, ${startsAt})`
  return id
}

/** A unit right below another. */
export const addPlace = async (
  { sql }: Pick<Ward, 'sql'>,
  place: { readonly id: string; readonly path: readonly string[]; readonly fullName: string },
): Promise<void> => {
  const { id, path, fullName } = place
  const isProvince = path.length === 2
  await sql`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from)
    values (${id}, ${path.at(-2) ?? null}, ${[...path]}, ${isProvince ? 'province' : 'commune'}, ${isProvince ? 'province' : 'ward'},
      ${fullName}, ${fullName}, ${fullName}, '2025-07-01')`
}
