import type { Scope } from '../database/index.ts'
import { concludeDialogue } from '../dialogues/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { indexEntry } from '../search/index.ts'
import { tellPrograms } from '../webhooks/index.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { changeConclusion, stepTasks } from './conclusion-store.ts'
import { tasksOf } from './conclusion-views.ts'
import { lengths, publicationWays, type PublicationWay } from './conclusion.ts'
import { note, takeConclusion, type Seen } from './take-conclusion.ts'
import { notNow, readRequired, wrongField } from './wrong-field.ts'

/** Lays the conclusion before a second person; one that says nothing is none. */
export const askConclusionApproval = async (scope: Scope, input: Seen): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['draft'])
  const { conclusion } = taken
  const tasks = await tasksOf(scope.tx, conclusion.id)
  if (conclusion.summary === '' && tasks.length === 0) throw notNow('empty')
  await changeConclusion(scope.tx, conclusion.id, { state: 'asked', sentBackWhy: null }, scope.clock.now())
  await note(scope, taken, 'conclusion.approval_asked', { tasks: tasks.length })
}

export const approveConclusion = async (
  scope: Scope,
  input: Seen & { readonly aloneBecause?: string },
): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['asked'], ['approver'])
  const { conclusion, unit, officerId } = taken
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy: conclusion.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const now = scope.clock.now()
  const change = { state: 'approved', approvedBy: officerId, approvedAt: now, approvalNote } as const
  await changeConclusion(scope.tx, conclusion.id, change, now)
  for (const task of await tasksOf(scope.tx, conclusion.id)) {
    await indexEntry(scope.tx, scope.keyring, {
      id: task.id,
      kind: 'task',
      at: now,
      unitPath: unit.path,
      dialogueId: conclusion.dialogueId,
      texts: [task.words, task.ownerPost],
    })
  }
  await note(scope, taken, approvalNote === null ? 'conclusion.approved' : 'conclusion.approved_alone')
}

/** The second person wants it otherwise, and says what. */
export const sendBackConclusion = async (scope: Scope, input: Seen & { readonly why: string }): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['asked'], ['approver'])
  const sentBackWhy = readRequired('why', input.why, lengths.why)
  await changeConclusion(scope.tx, taken.conclusion.id, { state: 'draft', sentBackWhy }, scope.clock.now())
  await note(scope, taken, 'conclusion.sent_back')
}

/**
 * Notes that it was made public today, and how. From then on those who asked hear of the tasks that came of it. The law wants it posted and handed to the heads of villages and groups
 * (local-government law 2025, Art. 43), so neither may lack for a communal dialogue.
 */
export const publishConclusion = async (
  scope: Scope,
  input: Seen & { readonly ways: readonly string[] },
): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['approved'])
  const ways = publicationWays.filter((way) => input.ways.includes(way))
  if (ways.length === 0) throw wrongField('ways', 'noWay')
  const lawful: readonly PublicationWay[] = ['posted', 'groups']
  const isCommunal = taken.dialogue.legalBasis === 'communal_dialogue'
  if (isCommunal && !lawful.every((way) => ways.includes(way))) throw wrongField('ways', 'lawfulWays')
  const now = scope.clock.now()
  const change = { state: 'published', ways, publishedOn: vietnamDate(now) } as const
  const tasks = await tasksOf(scope.tx, taken.conclusion.id)
  await changeConclusion(scope.tx, taken.conclusion.id, change, now)
  await concludeDialogue(scope, { id: taken.dialogue.id })
  await stepTasks(
    scope.tx,
    tasks.map(({ id }) => id),
    now,
  )
  await note(scope, taken, 'conclusion.published', { ways: ways.length })
  await tellPrograms(scope, {
    event: 'conclusion.published',
    unitPath: taken.unit.path,
    data: { dialogueId: taken.dialogue.id, publishedOn: change.publishedOn, tasks: tasks.length },
  })
}
