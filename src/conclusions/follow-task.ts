import type { Scope } from '../database/index.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { tellPrograms } from '../webhooks/index.ts'
import { newId } from '../kernel/ids.ts'
import { answerRemarkRow, changeTask, insertRemark, insertStep, stepTasks } from './conclusion-store.ts'
import { tasksOf } from './conclusion-views.ts'
import { lengths } from './conclusion.ts'
import { note, takeConclusion, takeTask, type Seen, type TakenTask } from './take-conclusion.ts'
import { notNow, readRequired, wrongField } from './wrong-field.ts'

type Noted = { readonly taskId: string; readonly words: string }

/** Nobody hears of a step before they could read what was concluded: then they hear of all at once. */
const tellOf = async (scope: Scope, { conclusion, task }: TakenTask, now: Date): Promise<void> => {
  if (conclusion.state === 'published') await stepTasks(scope.tx, [task.id], now)
}

/** What was done for a task; nothing noted is changed afterwards. */
export const noteStep = async (scope: Scope, input: Noted): Promise<void> => {
  const taken = await takeTask(scope, input.taskId)
  const { task, officerId } = taken
  const words = readRequired('words', input.words, lengths.step, 'stepMissing')
  const now = scope.clock.now()
  await insertStep(scope.tx, { id: newId(), taskId: task.id, words, notedBy: officerId, notedAt: now })
  await tellOf(scope, taken, now)
  await note(scope, taken, 'conclusion.step_noted', { task: task.number })
}

/** Ends a task: done, with what was done; or dropped, with why. */
export const closeTask = async (scope: Scope, input: Noted & { readonly as: 'done' | 'dropped' }): Promise<void> => {
  const taken = await takeTask(scope, input.taskId)
  const { task, officerId } = taken
  const missing = input.as === 'done' ? 'stepMissing' : 'whyMissing'
  const words = readRequired('words', input.words, lengths.step, missing)
  const now = scope.clock.now()
  await insertStep(scope.tx, { id: newId(), taskId: task.id, words, notedBy: officerId, notedAt: now })
  const closedWhy = input.as === 'dropped' ? words : null
  const change = { state: input.as, closedOn: vietnamDate(now), closedWhy }
  await changeTask(scope.tx, { conclusionId: task.conclusionId, id: task.id }, change)
  await tellOf(scope, taken, now)
  await note(scope, taken, input.as === 'done' ? 'conclusion.task_done' : 'conclusion.task_dropped', {
    task: task.number,
  })
  await tellPrograms(scope, {
    event: 'conclusion.task_closed',
    unitPath: taken.unit.path,
    data: { dialogueId: taken.dialogue.id, taskId: task.id, number: task.number, state: input.as, dueOn: task.dueOn },
  })
}

/** The Front supervises: a remark on the organising, or on a task, that must be answered until a day. */
export const remark = async (
  scope: Scope,
  input: Seen & { readonly taskId: string | null; readonly words: string; readonly answerBy: PlainDate },
): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['approved', 'published'], ['front_officer', 'supervisor'])
  const { conclusion, officerId } = taken
  const now = scope.clock.now()
  const { taskId } = input
  if (taskId !== null && !(await tasksOf(scope.tx, conclusion.id)).some(({ id }) => id === taskId)) throw notNow('gone')
  const words = readRequired('words', input.words, lengths.remark)
  if (input.answerBy < vietnamDate(now)) throw wrongField('answerBy', 'past')
  const row = { conclusionId: conclusion.id, taskId, words, answerBy: input.answerBy }
  await insertRemark(scope.tx, { id: newId(), ...row, remarkedBy: officerId, remarkedAt: now })
  await note(scope, taken, 'conclusion.remarked')
}

export const answerRemark = async (
  scope: Scope,
  input: Seen & { readonly remarkId: string; readonly answer: string },
): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['approved', 'published'], ['front_officer'])
  const answer = readRequired('answer', input.answer, lengths.remark)
  const of = { conclusionId: taken.conclusion.id, id: input.remarkId }
  const given = { answer, answeredBy: taken.officerId, answeredAt: scope.clock.now() }
  if (!(await answerRemarkRow(scope.tx, of, given))) throw notNow('answered')
  await note(scope, taken, 'conclusion.remark_answered')
}
