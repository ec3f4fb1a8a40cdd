import { and, asc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { agendaLines } from '../database/tables/preparation.ts'
import { opinions } from '../database/tables/questions.ts'
import { listItems } from '../questions/index.ts'
import type { AgendaLine, AgendaPlace, Matter } from './agenda.ts'

/** The agenda of a session, in its order: what is spoken of, and what is answered in writing. */
export const listAgenda = async (database: Queryable, dialogueId: string): Promise<AgendaLine[]> => {
  const rows = await database
    .select()
    .from(agendaLines)
    .where(eq(agendaLines.dialogueId, dialogueId))
    .orderBy(asc(agendaLines.position), asc(agendaLines.id))
  return rows.map((row) => ({ ...row, place: row.place as AgendaPlace }))
}

/** From which units the opinions of each item come. */
const areasOfItems = async (database: Queryable, dialogueId: string): Promise<ReadonlyMap<string, string[]>> => {
  const rows = await database
    .select({ itemId: opinions.itemId, areas: sql<string[]>`array_agg(distinct ${opinions.unitId})` })
    .from(opinions)
    .where(and(eq(opinions.dialogueId, dialogueId), eq(opinions.triage, 'kept'), eq(opinions.state, 'received')))
    .groupBy(opinions.itemId)
  return new Map(rows.flatMap(({ itemId, areas }) => (itemId === null ? [] : [[itemId, areas]])))
}

/** What an item without a title is called: its topic and its number. */
export type NameItem = (item: { readonly number: number; readonly topic: { readonly vi: string } | null }) => string

/** The open matters of a session, the weightiest first, each with a name to be shown. */
export const listMatters = async (database: Queryable, dialogueId: string, nameOf: NameItem): Promise<Matter[]> => {
  const items = await listItems(database, { dialogueId }, { limit: 1_000 })
  const areas = await areasOfItems(database, dialogueId)
  return items.map((item) => ({
    id: item.id,
    topicId: item.topicId,
    opinionClass: item.opinionClass,
    weight: item.weight,
    competentBody: item.competentBody,
    name: item.title ?? nameOf(item),
    areas: areas.get(item.id) ?? [],
  }))
}
