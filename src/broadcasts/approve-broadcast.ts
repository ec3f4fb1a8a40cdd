import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { changedFacts, findDialogue, markTold, noticeFactsOf, type Dialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { broadcastsTopic, isLetter, requireStep, type Broadcast } from './broadcast.ts'
import { lockBroadcastsOf, updateBroadcast } from './broadcast-store.ts'
import { findBroadcast, readContent } from './broadcast-views.ts'
import { checkTexts } from './check-texts.ts'
import { requireLetterDue } from './draft-letter.ts'
import { requireLawful } from './legal-clock.ts'
import { takeBroadcast } from './take-broadcast.ts'

type Approval = {
  readonly id: string
  /** Version of the words that the approver read. */
  readonly version: number
  /** Why one person is enough, where the rule allows it. */
  readonly aloneBecause?: string
  /** Why it goes out later than the law asks, where the rhythm of the session allows that. */
  readonly lateBecause?: string
}

/** Its people are known only once the one before has gone out: who got that one gets this one. */
const requireFormerDone = (broadcast: Broadcast, all: readonly Broadcast[]): void => {
  // Whom an area's letter is for is known from the beginning, and a letter under way keeps nothing back.
  if (broadcast.circle && !broadcast.circle.of.includes('told')) return
  const under = all.find(
    (one) => one.id !== broadcast.id && !isLetter(one.kind) && (one.state === 'running' || one.state === 'paused'),
  )
  if (!under) return
  throw new AppError('PRECONDITION', `broadcast ${under.id} of the same session is still ${under.state}`, {
    phrase: 'broadcasts:cannot.formerUnderWay',
  })
}

/** The record says other than what the words were made from; a letter names only what people know. */
const isChanged = (broadcast: Broadcast, session: Dialogue): boolean =>
  isLetter(broadcast.kind)
    ? changedFacts(broadcast.facts, noticeFactsOf(session)).length > 0
    : session.version !== broadcast.dialogueVersion

const requireStillTrue = (broadcast: Broadcast, session: Dialogue, now: Date): void => {
  if (isChanged(broadcast, session)) {
    throw new AppError('CONFLICT', `session ${session.id} was changed after the draft`, {
      phrase: 'dialogues:changedMeanwhile',
    })
  }
  if (isLetter(broadcast.kind)) requireLetterDue(session, broadcast.kind)
  if (broadcast.kind === 'announcement' && session.startsAt <= now) {
    throw new AppError('PRECONDITION', `session ${session.id} has begun`, {
      phrase: 'broadcasts:cannot.draft.announcement',
    })
  }
}

/** A second person lets a notice go. What the session's record says becomes what people were told. */
export const approveBroadcast = async (scope: Scope, input: Approval): Promise<Broadcast> => {
  const { broadcast, officer, unit } = await takeBroadcast(scope, input.id, ['approver'])
  requireStep(broadcast, 'running')
  if (broadcast.state !== 'draft') throw new AppError('PRECONDITION', `broadcast ${broadcast.id} goes on by resuming`)
  const content = await readContent(scope.tx, broadcast.id)
  const session = await findDialogue(scope.tx, broadcast.dialogueId)
  if (!content || !session) throw new AppError('INTERNAL', `broadcast ${broadcast.id} has no session or no words`)
  if (content.version !== input.version) {
    throw new AppError('CONFLICT', `broadcast ${broadcast.id} is at version ${content.version}`, {
      phrase: 'errors:conflict',
    })
  }
  const now = scope.clock.now()
  requireStillTrue(broadcast, session, now)
  requireFormerDone(broadcast, await lockBroadcastsOf(scope.tx, session.id))
  checkTexts(content.texts, broadcast, session)
  const approvalNote = await requireSecondPerson(scope, {
    officerId: officer.officerId,
    writtenBy: content.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const lateNote = await requireLawful(scope, broadcast, session, input.lateBecause)
  const approved = {
    approvedBy: officer.officerId,
    approvedAt: now,
    approvalNote,
    lateNote,
    audienceBound: now,
    startedAt: now,
    watchedFrom: now,
  }
  await updateBroadcast(scope.tx, broadcast.id, { ...approved, state: 'running' }, now)
  if (!isLetter(broadcast.kind)) {
    await markTold(scope, { id: session.id, version: session.version, kind: broadcast.kind })
  }
  await recordAudit(scope, {
    action: approvalNote === null ? 'broadcast.approved' : 'broadcast.approved_alone',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: unit.id,
    details: {
      kind: broadcast.kind,
      dialogueId: session.id,
      version: content.version,
      writtenBy: content.writtenBy,
      isLate: lateNote !== null,
    },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
  return (await findBroadcast(scope.tx, broadcast.id)) ?? broadcast
}
