import type { Queryable } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { personsOfChats, residentsOfOrganisations } from '../residents/index.ts'
import type { AudienceSource, Person } from './audience.ts'
import type { Broadcast } from './broadcast.ts'
import type { Circle } from './circle.ts'
import { concernedIn } from './circle-views.ts'
import { alreadyTold, readersOf } from './recipient-store.ts'

/** Where the cursor stands once the last page was taken in. */
export const atEnd = Number.MAX_SAFE_INTEGER

export type Page = { readonly cursor: number; readonly persons: readonly Person[] }

type Order = { readonly audience: AudienceSource; readonly limit: number; readonly now: Date }
type Source = Pick<Broadcast, 'id' | 'kind' | 'dialogueId' | 'cursor' | 'audienceUnits' | 'audienceBound' | 'circle'>

const boundOf = ({ id, audienceBound }: Source): Date => {
  if (audienceBound === null) throw new AppError('INTERNAL', `broadcast ${id} runs without a bound`)
  return audienceBound
}

/** Who got the announcement gets what follows it, in the language in which they got it. */
const nextReaders = async (
  db: Queryable,
  { dialogueId, cursor: after }: Pick<Source, 'dialogueId' | 'cursor'>,
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

const nextOfArea = async (db: Queryable, source: Source, { audience, limit }: Order): Promise<Page> => {
  const page = await audience(db, {
    unitIds: source.audienceUnits,
    bound: boundOf(source),
    after: source.cursor,
    limit,
  })
  return { persons: page.persons, cursor: page.cursor ?? atEnd }
}

const nextConcerned = async (db: Queryable, source: Source, circle: Circle, { limit, now }: Order): Promise<Page> => {
  const anchors = await concernedIn(db, source.dialogueId, {
    of: circle.of,
    besidesTold: circle.of.includes('told'),
    bound: boundOf(source),
    after: source.cursor,
    limit,
  })
  const persons = await personsOfChats(db, anchors, now)
  return { persons, cursor: anchors.length === limit ? (anchors.at(-1) ?? atEnd) : atEnd }
}

/** Two pages in one order, as far as both have been read. */
const together = (one: Page, other: Page): Page => {
  const cursor = Math.min(one.cursor, other.cursor)
  const persons = [...one.persons, ...other.persons]
    .filter((person) => person.anchor <= cursor)
    .toSorted((left, right) => left.anchor - right.anchor)
  return { persons, cursor }
}

const nextOfCircle = async (db: Queryable, source: Source, circle: Circle, order: Order): Promise<Page> => {
  if (circle.of.includes('area')) return await nextOfArea(db, source, order)
  const concerned = await nextConcerned(db, source, circle, order)
  return circle.of.includes('told') ? together(await nextReaders(db, source, order), concerned) : concerned
}

const onlyMembers = async (db: Queryable, page: Page, { organisations }: Circle): Promise<Page> => {
  if (organisations.length === 0) return page
  const residentIds = page.persons.map((one) => one.residentId)
  const members = await residentsOfOrganisations(db, { residentIds, organisations })
  return { ...page, persons: page.persons.filter((one) => members.has(one.residentId)) }
}

/** The next people whom a broadcast is for; null when all were met. Whoever got an earlier announcement is left out. */
export const nextPage = async (db: Queryable, source: Source, order: Order): Promise<Page | null> => {
  if (source.cursor === atEnd) return null
  if (source.circle) return await onlyMembers(db, await nextOfCircle(db, source, source.circle, order), source.circle)
  if (source.kind !== 'announcement') return await nextReaders(db, source, order)
  const page = await nextOfArea(db, source, order)
  const chatIds = page.persons.flatMap((one) => one.reaches.map((reach) => reach.chatId))
  const told = await alreadyTold(db, source.dialogueId, source.id, chatIds)
  return { ...page, persons: page.persons.filter((one) => !one.reaches.some((reach) => told.has(reach.chatId))) }
}
