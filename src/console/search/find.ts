import { readAnswer, type Answer } from '../../answers/index.ts'
import { tasksByIds, type FoundTask } from '../../conclusions/index.ts'
import type { House } from '../../database/index.ts'
import { dialoguesByIds, findByNoticeCode, type Dialogue } from '../../dialogues/index.ts'
import { findForm, readContent, type Form } from '../../forms/index.ts'
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
  /** What was made of them; it is shown by what it is about, with where it stands. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly item: Item }
  | { readonly kind: 'task'; readonly task: FoundTask }
  | { readonly kind: 'form'; readonly form: Form; readonly title: string }

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

const answersByIds = async ({ database, keyring }: House, ids: readonly string[]): Promise<Hit[]> => {
  const answers = (await Promise.all(ids.map(async (id) => await readAnswer(database, keyring, id)))).filter(
    (one) => one !== undefined,
  )
  const items = await itemsByIds(
    database,
    answers.map(({ itemId }) => itemId),
  )
  return answers.flatMap((answer): Hit[] => {
    const item = items.find(({ id }) => id === answer.itemId)
    return item ? [{ kind: 'answer', answer, item }] : []
  })
}

const formsByIds = async ({ database }: House, ids: readonly string[]): Promise<Hit[]> => {
  const forms = (await Promise.all(ids.map(async (id) => await findForm(database, id)))).filter(
    (one) => one !== undefined,
  )
  return await Promise.all(
    forms.map(async (form): Promise<Hit> => {
      const content = await readContent(database, form.id, form.openVersion ?? form.newestVersion)
      return { kind: 'form', form, title: content?.title.vi ?? '' }
    }),
  )
}

const idOf = (hit: Hit): string => {
  if (hit.kind === 'opinion') return hit.opinion.id
  if (hit.kind === 'item') return hit.item.id
  if (hit.kind === 'dialogue') return hit.dialogue.id
  if (hit.kind === 'answer') return hit.answer.id
  return hit.kind === 'task' ? hit.task.id : hit.form.id
}

/** What was found, opened for whoever reads; in the order in which it was found. */
export const openHits = async (house: House, actor: OfficerActor, hits: Found['hits']): Promise<Hit[]> => {
  const of = (kind: string): string[] => hits.filter((hit) => hit.kind === kind).map(({ id }) => id)
  const found = await Promise.all([
    opinionsByIds(house, actor, of('opinion')).then((all) => all.map((opinion): Hit => ({ kind: 'opinion', opinion }))),
    itemsByIds(house.database, of('item')).then((all) => all.map((item): Hit => ({ kind: 'item', item }))),
    dialoguesByIds(house.database, of('dialogue')).then((all) =>
      all.map((dialogue): Hit => ({ kind: 'dialogue', dialogue })),
    ),
    answersByIds(house, of('answer')),
    tasksByIds(house.database, of('task')).then((all) => all.map((task): Hit => ({ kind: 'task', task }))),
    formsByIds(house, of('form')),
  ])
  const known = new Map(found.flat().map((hit) => [idOf(hit), hit]))
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
