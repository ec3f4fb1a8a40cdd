import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { unitWithAncestors } from '../../units/index.ts'
import { changedMeanwhile } from './lock-for-officer.ts'
import { insertTopic, isTopicNameTaken, lockTopic, updateTopic, type TopicRow } from './topic-store.ts'

const nameMax = 80
const wordsMax = 60
const wordMax = 60
const positionMax = 999

export type TopicForm = {
  readonly nameVi: string
  /** Empty: the Vietnamese name. */
  readonly nameEn: string
  /** One word or phrase each, with accents. */
  readonly words: readonly string[]
  readonly isSensitive: boolean
  readonly position: number
}

const oneLine = (text: string): string => normaliseText(text).replaceAll(/\s+/gu, ' ').trim()

const invalid = (why: 'name' | 'taken' | 'words' | 'position', field: string): AppError =>
  new AppError('INVALID', `a topic with a wrong ${why}`, { phrase: `triage:topics.bad.${why}`, field })

const readForm = (form: TopicForm) => {
  const nameVi = oneLine(form.nameVi)
  const nameEn = oneLine(form.nameEn)
  if (nameVi === '' || nameVi.length > nameMax) throw invalid('name', 'nameVi')
  if (nameEn.length > nameMax) throw invalid('name', 'nameEn')
  const words = [...new Set(form.words.map(oneLine).filter((word) => word !== ''))]
  if (words.length > wordsMax || words.some((word) => word.length > wordMax)) throw invalid('words', 'words')
  const { position, isSensitive } = form
  if (!Number.isInteger(position) || position < 1 || position > positionMax) throw invalid('position', 'position')
  return { nameVi, nameEn: nameEn === '' ? nameVi : nameEn, words, isSensitive, position }
}

/** Standard topics belong to administrators, a unit's own to its Front. */
const requireEditor = async (scope: Scope, unitId: string | null): Promise<void> => {
  if (unitId === null) return requireRole(scope.actor, ['admin'], [])
  const path = (await unitWithAncestors(scope.tx, unitId)).map((unit) => unit.id)
  if (path.length === 0) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], path)
}

const note = async (scope: Scope, action: string, id: string, unitId: string | null): Promise<void> =>
  await recordAudit(scope, {
    action,
    subject: { kind: 'topic', id },
    ...(unitId === null ? {} : { unitId }),
    details: {},
  })

const checkName = async (scope: Scope, unitId: string | null, nameVi: string, id: string): Promise<void> => {
  if (await isTopicNameTaken(scope.tx, { unitId, nameVi, id })) throw invalid('taken', 'nameVi')
}

export const addTopic = async (
  scope: Scope,
  input: TopicForm & { readonly unitId: string | null },
): Promise<{ readonly topicId: string }> => {
  await requireEditor(scope, input.unitId)
  const topicId = newId()
  const fields = readForm(input)
  await checkName(scope, input.unitId, fields.nameVi, topicId)
  await insertTopic(scope.tx, { ...fields, id: topicId, unitId: input.unitId })
  await note(scope, 'topic.added', topicId, input.unitId)
  return { topicId }
}

const lockForEditor = async (scope: Scope, topicId: string, version: number): Promise<TopicRow> => {
  const row = isId(topicId) ? await lockTopic(scope.tx, topicId) : undefined
  if (!row) throw new AppError('NOT_FOUND', 'no such topic', { phrase: 'errors:notFound' })
  await requireEditor(scope, row.unitId)
  if (row.version !== version) throw changedMeanwhile('a topic')
  return row
}

export const editTopic = async (
  scope: Scope,
  input: TopicForm & { readonly topicId: string; readonly version: number },
): Promise<void> => {
  const row = await lockForEditor(scope, input.topicId, input.version)
  const fields = readForm(input)
  await checkName(scope, row.unitId, fields.nameVi, row.id)
  await updateTopic(scope.tx, row.id, fields)
  await note(scope, 'topic.edited', row.id, row.unitId)
}

/** It is offered no more; matters that have it keep it. Or it is used again. */
export const retireTopic = async (
  scope: Scope,
  input: { readonly topicId: string; readonly version: number; readonly isRetired: boolean },
): Promise<void> => {
  const row = await lockForEditor(scope, input.topicId, input.version)
  await updateTopic(scope.tx, row.id, { retiredAt: input.isRetired ? scope.clock.now() : null })
  await note(scope, input.isRetired ? 'topic.retired' : 'topic.revived', row.id, row.unitId)
}
