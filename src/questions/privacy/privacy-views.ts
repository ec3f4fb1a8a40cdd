import { and, desc, eq, gt } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { opinionAsks, opinionAttachments, opinionAuthors, opinions } from '../../database/tables/questions.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { TriageState } from '../opinion.ts'
import { findOpinionUnitPath, mayReadWords } from '../question-views.ts'
import { asksOf, isOpenAsk } from './ask-store.ts'
import { disclosuresOf, readersOf, type DisclosureState } from './disclosure-views.ts'
import type { MaskSpan } from './mask-span.ts'
import { maskText } from './mask-text.ts'
import { mayReadOriginal } from './may-read-original.ts'
import { openPrivate } from './sealed-privacy.ts'

export type Ask = {
  readonly id: string
  readonly question: string
  readonly askedAt: Date
  readonly isTold: boolean
  readonly state: 'open' | 'answered' | 'declined'
  /** Masked for readers beside the Front, as a wording is. */
  readonly answer: { readonly text: string; readonly marks: readonly MaskSpan[] } | null
  readonly answeredAt: Date | null
  readonly files: readonly string[]
}

export type Disclosure = {
  readonly id: string
  readonly purpose: string
  readonly readers: readonly { readonly id: string; readonly name: string }[]
  readonly until: PlainDate
  readonly state: DisclosureState
  readonly askedAt: Date
  readonly answeredAt: Date | null
}

export type OpinionPrivacy = {
  readonly asks: readonly Ask[]
  /** Never with the identity: `seeIdentity` opens it, for those who are named. */
  readonly disclosures: readonly Disclosure[]
  /** Somebody whom the bot can reach. */
  readonly hasAuthor: boolean
  readonly triage: TriageState
  readonly triagedAt: Date | null
  readonly itemId: string | null
}

const asShown = (text: string, isMasked: boolean): Ask['answer'] => {
  const masked = maskText(text)
  return isMasked ? { text: masked.text, marks: [] } : { text: masked.original, marks: masked.spans }
}

/** What the Front asked about an opinion, and what came of it; nothing for who may not read the unit's words. */
export const readPrivacy = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly id: string; readonly reader: Actor },
): Promise<OpinionPrivacy | undefined> => {
  const path = await findOpinionUnitPath(database, input.id)
  if (!path || !mayReadWords(input.reader, path)) return undefined
  const isMasked = !mayReadOriginal(input.reader, path)
  const asks = await asksOf(database, input.id)
  const files = await database.select().from(opinionAttachments).where(eq(opinionAttachments.opinionId, input.id))
  const rows = await disclosuresOf(database, input.id)
  const readers = await readersOf(
    database,
    rows.map(({ id }) => id),
  )
  const [author] = await database
    .select({ id: opinionAuthors.opinionId })
    .from(opinionAuthors)
    .where(eq(opinionAuthors.opinionId, input.id))
  const [opinion] = await database
    .select({ triage: opinions.triage, triagedAt: opinions.triagedAt, itemId: opinions.itemId })
    .from(opinions)
    .where(eq(opinions.id, input.id))
  return {
    hasAuthor: author !== undefined,
    triage: (opinion?.triage ?? 'waiting') as TriageState,
    triagedAt: opinion?.triagedAt ?? null,
    itemId: opinion?.itemId ?? null,
    asks: asks.map((one) => ({
      id: one.id,
      question: openPrivate(keyring, 'opinion_asks.question', one.id, one.question),
      askedAt: one.askedAt,
      isTold: one.toldAt !== null,
      state: isOpenAsk(one) ? 'open' : one.answeredAt ? 'answered' : 'declined',
      answer: one.answer ? asShown(openPrivate(keyring, 'opinion_asks.answer', one.id, one.answer), isMasked) : null,
      answeredAt: one.answeredAt ?? one.declinedAt,
      files: files.filter(({ askId }) => askId === one.id).map(({ attachmentId }) => attachmentId),
    })),
    disclosures: rows.map((one) => ({
      id: one.id,
      purpose: openPrivate(keyring, 'disclosures.purpose', one.id, one.purpose),
      readers: readers.get(one.id) ?? [],
      until: one.until as PlainDate,
      state: one.state as DisclosureState,
      askedAt: one.askedAt,
      answeredAt: one.answeredAt,
    })),
  }
}

/** What waits for the author of an opinion; whoever calls has made sure that it is theirs. */
export type OwnPrivacy = {
  readonly ask: { readonly id: string; readonly question: string } | null
  readonly disclosure:
    | (Omit<Disclosure, 'readers' | 'answeredAt' | 'askedAt'> & { readonly readers: readonly string[] })
    | null
}

export const ownPrivacy = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly opinionId: string; readonly today: string },
): Promise<OwnPrivacy> => {
  const [opinion] = await database
    .select({ state: opinions.state })
    .from(opinions)
    .where(eq(opinions.id, input.opinionId))
  if (opinion?.state !== 'received') return { ask: null, disclosure: null }
  const ask = (await asksOf(database, input.opinionId)).findLast(isOpenAsk)
  const live = (await disclosuresOf(database, input.opinionId)).findLast(
    (one) => (one.state === 'asked' || one.state === 'granted') && one.until >= input.today,
  )
  return {
    ask: ask ? { id: ask.id, question: openPrivate(keyring, 'opinion_asks.question', ask.id, ask.question) } : null,
    disclosure: live
      ? {
          id: live.id,
          purpose: openPrivate(keyring, 'disclosures.purpose', live.id, live.purpose),
          readers: ((await readersOf(database, [live.id])).get(live.id) ?? []).map(({ name }) => name),
          until: live.until as PlainDate,
          state: live.state as DisclosureState,
        }
      : null,
  }
}

/** Authors' answers since a moment to what this officer asked back, the newest first. */
export const answersToAsksOf = async (
  database: Queryable,
  { officerId, since, limit }: { readonly officerId: string; readonly since: Date; readonly limit: number },
): Promise<readonly { readonly opinionId: string; readonly answeredAt: Date }[]> => {
  const rows = await database
    .select({ opinionId: opinionAsks.opinionId, answeredAt: opinionAsks.answeredAt })
    .from(opinionAsks)
    .where(and(eq(opinionAsks.askedBy, officerId), gt(opinionAsks.answeredAt, since)))
    .orderBy(desc(opinionAsks.answeredAt))
    .limit(limit)
  return rows.flatMap(({ opinionId, answeredAt }) => (answeredAt ? [{ opinionId, answeredAt }] : []))
}
