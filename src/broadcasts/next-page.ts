import type { Queryable } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { personsOfChats } from '../residents/index.ts'
import type { AudienceSource, Person } from './audience.ts'
import type { Broadcast } from './broadcast.ts'
import { alreadyTold, readersOf } from './recipient-store.ts'

/** Where the cursor stands once the last page was taken in. */
export const atEnd = Number.MAX_SAFE_INTEGER

export type Page = { readonly cursor: number; readonly persons: readonly Person[] }

type Order = { readonly audience: AudienceSource; readonly limit: number; readonly now: Date }

/** Who got the announcement gets what follows it, in the language in which they got it. */
const nextReaders = async (
  db: Queryable,
  { dialogueId, cursor: after }: Pick<Broadcast, 'dialogueId' | 'cursor'>,
  { limit, now }: Order,
): Promise<Page> => {
  const readers = await readersOf(db, dialogueId, { after, limit })
  const languages = new Map(readers.map((one) => [one.chatId, one.language]))
  const persons = await personsOfChats(db, [...languages.keys()], now)
  return {
    persons: persons.map((one) => ({ ...one, language: languages.get(one.anchor) ?? one.language })),
    cursor: readers.length === limit ? (readers.at(-1)?.chatId ?? atEnd) : atEnd,
  }
}

type Source = Pick<Broadcast, 'id' | 'kind' | 'dialogueId' | 'cursor' | 'audienceUnits' | 'audienceBound'>

/** The next people whom a broadcast is for; null when all were met. Whoever got an earlier announcement is left out. */
export const nextPage = async (db: Queryable, broadcast: Source, order: Order): Promise<Page | null> => {
  const { id, dialogueId, cursor: after, audienceUnits, audienceBound } = broadcast
  if (after === atEnd) return null
  if (broadcast.kind !== 'announcement') return await nextReaders(db, broadcast, order)
  if (audienceBound === null) throw new AppError('INTERNAL', `broadcast ${id} runs without a bound`)
  const { limit } = order
  const page = await order.audience(db, { unitIds: audienceUnits, bound: audienceBound, after, limit })
  const chatIds = page.persons.flatMap((one) => one.reaches.map((reach) => reach.chatId))
  const told = await alreadyTold(db, dialogueId, id, chatIds)
  return {
    persons: page.persons.filter((one) => !one.reaches.some((reach) => told.has(reach.chatId))),
    cursor: page.cursor ?? atEnd,
  }
}
