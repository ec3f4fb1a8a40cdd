import { listBroadcasts, type Broadcast } from '../../broadcasts/index.ts'
import type { Queryable } from '../../database/index.ts'
import { noticeAdvice, type Dialogue } from '../../dialogues/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { officerNames } from '../../officers/index.ts'
import { findRule } from '../../rules/index.ts'
import { findUnit } from '../../units/index.ts'
import { listGroupLinks } from '../group-link-views.ts'
import { takeTold } from '../take-told.ts'
import { networksOn } from './network-views.ts'
import { outcomesOf } from './outcome-views.ts'
import type { NoticeProof, ProvenLaw, ProvenNotice } from './proof.ts'
import { approvedWords } from './text-views.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const noticeOf = async (
  db: Queryable,
  broadcast: Broadcast,
  names: ReadonlyMap<string, string>,
): Promise<ProvenNotice[]> => {
  const { approvedBy, approvedAt } = broadcast
  if (approvedBy === null || approvedAt === null) return []
  const { ways, firstSentAt, lastSentAt } = await outcomesOf(db, broadcast.id)
  return [
    {
      broadcastId: broadcast.id,
      kind: broadcast.kind,
      approvedBy: { id: approvedBy, name: names.get(approvedBy) ?? '' },
      approvedAt: approvedAt.toISOString(),
      approvedAloneWhy: broadcast.approvalNote,
      firstSentAt: iso(firstSentAt),
      lastSentAt: iso(lastSentAt),
      texts: await approvedWords(db, broadcast),
      ways,
    },
  ]
}

/** The rule as it held when the notice was approved; it is kept once a message reached somebody in time. */
const lawOf = async (
  db: Queryable,
  told: Dialogue,
  sent: readonly Broadcast[],
  notices: readonly ProvenNotice[],
): Promise<ProvenLaw | null> => {
  const announcements = notices.filter((one) => one.kind === 'announcement')
  const [first] = announcements.flatMap((one) => one.firstSentAt ?? []).toSorted()
  const approved = announcements.map((one) => one.approvedAt).toSorted()[0]
  const day = vietnamDate(new Date(first ?? approved ?? told.startsAt))
  // What people were told first is what the law looks at; a later change has a notice of its own.
  const announcement = sent.filter((one) => one.kind === 'announcement').at(-1)
  const startsAt = announcement ? new Date(announcement.facts.startsAt) : told.startsAt
  const advice = noticeAdvice({ ...told, startsAt }, day, await findRule(db, 'dialogue.notice', day))
  if (advice.kind === 'no_rule') return null
  return {
    source: advice.source,
    days: advice.days,
    lastDay: advice.lastDay,
    firstSentOn: first === undefined ? null : day,
    isKept: first !== undefined && advice.kind !== 'late',
    lateWhy: announcement?.lateNote ?? null,
  }
}

/** The proof as it stands at this moment, for a session that was announced. Numbers are of whole units: no person shows. */
export const drawUpProof = async (db: Queryable, dialogueId: string, now: Date): Promise<NoticeProof> => {
  const { told, unit } = await takeTold(db, dialogueId)
  const sent = (await listBroadcasts(db, dialogueId))
    .filter((one) => one.approvedAt !== null && (one.kind as string) !== 'result')
    .toSorted((one, other) => Number(other.approvedAt) - Number(one.approvedAt))
  const names = await officerNames(
    db,
    sent.flatMap((one) => one.approvedBy ?? []),
  )
  const notices: ProvenNotice[] = []
  for (const one of sent.toReversed()) notices.push(...(await noticeOf(db, one, names)))
  const units = await Promise.all(told.audienceUnits.map(async (id) => await findUnit(db, id)))
  const links = await listGroupLinks(db, dialogueId)
  const facts = told.told?.facts ?? {}
  return {
    dialogueId,
    noticeCode: told.noticeCode,
    facts,
    unit: { id: unit.id, name: unit.fullName },
    audience: units.flatMap((one) => one?.fullName ?? []),
    madeAt: now.toISOString(),
    law: await lawOf(db, told, sent, notices),
    notices,
    networks: await networksOn(db, told.audienceUnits, vietnamDate(now)),
    groupLinks: links.map(({ name, openings }) => ({ unit: name, openings })),
  }
}
