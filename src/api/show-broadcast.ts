import { broadcastProgress, readContent, type Broadcast } from '../broadcasts/index.ts'
import type { Queryable } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { organisations } from '../residents/index.ts'

const moment = (at: Date | null): string | null => at?.toISOString() ?? null

/** A notice as programs read it: its words and what became of its messages. */
export const showBroadcast = async (db: Queryable, broadcast: Broadcast, now: Date) => {
  const { id } = broadcast
  const content = await readContent(db, id)
  const progress = await broadcastProgress(db, id, now)
  if (!content || !progress) throw new AppError('INTERNAL', `broadcast ${id} has no words`)
  return {
    id,
    kind: broadcast.kind,
    dialogueId: broadcast.dialogueId,
    unitId: broadcast.unitId,
    state: progress.state,
    version: content.version,
    texts: { ...content.texts },
    writtenBy: content.writtenBy,
    audienceUnits: [...broadcast.audienceUnits],
    circle: broadcast.circle && {
      of: [...broadcast.circle.of],
      organisations: organisations.filter((one) => broadcast.circle?.organisations.includes(one)),
    },
    counts: progress.counts,
    createdBy: broadcast.createdBy,
    createdAt: broadcast.createdAt.toISOString(),
    approvedBy: broadcast.approvedBy,
    approvedAt: moment(broadcast.approvedAt),
    approvalNote: broadcast.approvalNote,
    lateNote: broadcast.lateNote,
    beginsAt: moment(broadcast.beginsAt),
    mayCost: broadcast.mayCost,
    perMinute: broadcast.perMinute,
    onUncertain: broadcast.onUncertain,
    secondsLeft: progress.secondsLeft,
    rest: progress.rest,
    plan: broadcast.plan,
    rejectedWhy: broadcast.rejectedWhy,
    pausedWhy: progress.pausedWhy,
    startedAt: moment(progress.startedAt),
    finishedAt: moment(progress.finishedAt),
  }
}
