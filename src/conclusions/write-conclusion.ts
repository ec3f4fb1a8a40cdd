import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { listOfficers } from '../officers/index.ts'
import { itemsByIds } from '../questions/index.ts'
import { findUnit } from '../units/index.ts'
import {
  changeConclusion,
  changeTask,
  deleteTask,
  insertConclusion,
  insertTask,
  replaceTaskItems,
} from './conclusion-store.ts'
import { tasksOf } from './conclusion-views.ts'
import { lengths, tasksMax, type TaskFields, type TaskInput } from './conclusion.ts'
import { note, takeConclusion, type Seen, type Taken } from './take-conclusion.ts'
import { notNow, readRequired, readText, wrongField } from './wrong-field.ts'

/** Begins the conclusion of a session that was held; a session has one. */
export const draftConclusion = async (
  scope: Scope,
  { dialogueId }: { readonly dialogueId: string },
): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const dialogue = await findDialogue(scope.tx, dialogueId)
  const unit = dialogue && (await findUnit(scope.tx, dialogue.unitId))
  if (!dialogue || !unit) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  if (dialogue.state !== 'held' && dialogue.state !== 'concluded') throw notNow('notHeld')
  const now = scope.clock.now()
  const row = { id: newId(), dialogueId, unitId: unit.id, writtenBy: officerId, createdAt: now, updatedAt: now }
  if (!(await insertConclusion(scope.tx, row))) throw notNow('twice')
  const conclusion = { ...row, summary: '', state: 'draft', ways: [], publishedOn: null, approvedAt: null } as const
  await note(
    scope,
    { conclusion: { ...conclusion, sentBackWhy: null, version: 1 }, dialogue, unit, officerId },
    'conclusion.drafted',
  )
  return row.id
}

/** What is still being written: changing it takes it back from whoever was to approve it. */
const touch = async (scope: Scope, taken: Taken, what: string, change = {}): Promise<void> => {
  const { conclusion, officerId } = taken
  await changeConclusion(
    scope.tx,
    conclusion.id,
    { ...change, state: 'draft', writtenBy: officerId },
    scope.clock.now(),
  )
  await note(scope, taken, 'conclusion.changed', { what })
}

const written = ['draft', 'asked'] as const

export const saveSummary = async (scope: Scope, input: Seen & { readonly summary: string }): Promise<void> => {
  const taken = await takeConclusion(scope, input, written)
  await touch(scope, taken, 'summary', { summary: readText('summary', input.summary, lengths.summary) })
}

/** Somebody with a role here, so that nobody is written to whom the unit does not know. */
const readOwner = async (scope: Scope, owner: string | null, { unit }: Taken): Promise<string | null> => {
  if (owner === null) return null
  const known = await listOfficers(scope.tx, { within: [unit.id] })
  if (!known.some(({ id, disabledAt }) => id === owner && disabledAt === null)) throw wrongField('owner', 'owner')
  return owner
}

/** Matters of this session, so that nobody hears of what they did not ask. */
const readItems = async (scope: Scope, itemIds: readonly string[], { dialogue }: Taken): Promise<string[]> => {
  const wanted = [...new Set(itemIds)]
  if (!wanted.every(isId)) throw wrongField('itemIds', 'items')
  const known = new Set(
    (await itemsByIds(scope.tx, wanted)).flatMap((one) => (one.dialogueId === dialogue.id ? [one.id] : [])),
  )
  if (wanted.some((id) => !known.has(id))) throw wrongField('itemIds', 'items')
  return wanted
}

const readTask = (fields: TaskFields, { dialogue }: Taken): TaskFields => {
  const held = vietnamDate(dialogue.startsAt)
  if (fields.dueOn < held) throw wrongField('dueOn', 'dueBefore')
  return {
    words: readRequired('words', fields.words, lengths.words),
    ownerPost: readRequired('ownerPost', fields.ownerPost, lengths.post, 'ownerMissing'),
    ownerName: readText('ownerName', fields.ownerName, lengths.name),
    areaMember: readText('areaMember', fields.areaMember, lengths.name),
    dueOn: fields.dueOn,
  }
}

/** Adds a task, or changes the one named: what is done, by which post, until when (not before the session). */
export const saveTask = async (
  scope: Scope,
  input: Seen & { readonly taskId?: string; readonly fields: TaskInput },
): Promise<void> => {
  const taken = await takeConclusion(scope, input, written)
  const conclusionId = taken.conclusion.id
  const { ownerOfficerId = null, itemIds = [] } = input.fields
  const fields = { ...readTask(input.fields, taken), ownerOfficerId: await readOwner(scope, ownerOfficerId, taken) }
  const asked = await readItems(scope, itemIds, taken)
  const taskId = input.taskId ?? newId()
  if (input.taskId === undefined) {
    if ((await tasksOf(scope.tx, conclusionId)).length >= tasksMax)
      throw wrongField('words', 'tooMany', { max: tasksMax })
    await insertTask(scope.tx, { id: taskId, conclusionId, fields })
  } else if (!(await changeTask(scope.tx, { conclusionId, id: input.taskId }, fields))) {
    throw new AppError('NOT_FOUND', 'no such task', { phrase: 'errors:notFound' })
  }
  await replaceTaskItems(scope.tx, taskId, asked)
  await touch(scope, taken, 'task')
}

export const removeTask = async (scope: Scope, input: Seen & { readonly taskId: string }): Promise<void> => {
  const taken = await takeConclusion(scope, input, written)
  await deleteTask(scope.tx, { conclusionId: taken.conclusion.id, id: input.taskId })
  await touch(scope, taken, 'task')
}
