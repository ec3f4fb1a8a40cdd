import type { House } from '../../database/index.ts'
import { dialoguesByIds, findByNoticeCode, type Dialogue } from '../../dialogues/index.ts'
import { holdsRole, type OfficerActor } from '../../kernel/actor.ts'
import { parseCode } from '../../kernel/codes.ts'
import { findByCode, itemsByIds, listQuestions, type Item, type Question } from '../../questions/index.ts'
import { searchEntries, type Found, type Search } from '../../search/index.ts'
import { findUnit } from '../../units/index.ts'
import { readers } from '../navigation.ts'

export type Hit =
  | { readonly kind: 'opinion'; readonly opinion: Question }
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'dialogue'; readonly dialogue: Dialogue }

const mayRead = async (house: House, actor: OfficerActor, unitId: string): Promise<boolean> => {
  const unit = await findUnit(house.database, unitId)
  return unit !== undefined && holdsRole(actor, readers, unit.path)
}

/** Where a code leads, for somebody who may read of its unit: an opinion's twelve digits, a notice's six. */
export const hitByCode = async (house: House, actor: OfficerActor, typed: string): Promise<Hit | undefined> => {
  const code = parseCode(typed)
  if (!code || code.kind === 'mistyped') return undefined
  if (code.kind === 'notice') {
    const dialogue = await findByNoticeCode(house.database, code.digits)
    return dialogue && (await mayRead(house, actor, dialogue.unitId)) ? { kind: 'dialogue', dialogue } : undefined
  }
  const found = await findByCode(house.database, house.keyring, code.digits)
  if (!found || !(await mayRead(house, actor, found.unitId))) return undefined
  const [opinion] = await opinionsByIds(house, actor, [found.id])
  return opinion && { kind: 'opinion', opinion }
}

const opinionsByIds = async (house: House, reader: OfficerActor, ids: readonly string[]): Promise<Question[]> => {
  if (ids.length === 0) return []
  const of = { unitPath: ['vn'], reader, filter: { ids }, limit: 100 }
  const [listed, held] = await Promise.all([
    listQuestions(house.database, house.keyring, of),
    listQuestions(house.database, house.keyring, { ...of, filter: { ids, held: true } }),
  ])
  return [...listed.items, ...held.items]
}

/** What was found, opened for whoever reads; in the order in which it was found. */
export const openHits = async (house: House, actor: OfficerActor, hits: Found['hits']): Promise<Hit[]> => {
  const of = (kind: string): string[] => hits.filter((hit) => hit.kind === kind).map(({ id }) => id)
  const [opinions, items, dialogues] = await Promise.all([
    opinionsByIds(house, actor, of('opinion')),
    itemsByIds(house.database, of('item')),
    dialoguesByIds(house.database, of('dialogue')),
  ])
  const known = new Map<string, Hit>([
    ...opinions.map((opinion) => [opinion.id, { kind: 'opinion', opinion }] as const),
    ...items.map((item) => [item.id, { kind: 'item', item }] as const),
    ...dialogues.map((dialogue) => [dialogue.id, { kind: 'dialogue', dialogue }] as const),
  ])
  return hits.flatMap(({ id }) => known.get(id) ?? [])
}

export const search = async (
  house: House,
  actor: OfficerActor,
  asked: Search,
): Promise<{ readonly hits: readonly Hit[]; readonly count: number | null; readonly nextCursor: string | null }> => {
  const found = await searchEntries(house.database, house.keyring, asked)
  return { hits: await openHits(house, actor, found.hits), count: found.count, nextCursor: found.nextCursor }
}
