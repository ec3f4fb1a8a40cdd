import { listBroadcasts, type Broadcast } from '../../broadcasts/index.ts'
import type { Queryable } from '../../database/index.ts'
import { noticeAdvice, type Dialogue } from '../../dialogues/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { findRule, workingCalendars } from '../../rules/index.ts'
import { findUnit } from '../../units/index.ts'
import { listGroupLinks } from '../group-link-views.ts'
import { takeTold } from '../take-told.ts'
import { groupProof } from './group-proof.ts'
import { officersNamed } from './officer-views.ts'
import { outcomesOf } from './outcome-views.ts'
import { provenKinds, type NoticeProof, type ProvenKind, type ProvenLaw, type ProvenNotice } from './proof.ts'
import { approvedWords } from './text-views.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

type Approved = Broadcast & { readonly kind: ProvenKind; readonly approvedBy: string; readonly approvedAt: Date }

/** Notices that went out; what officers wrote beside them proves no notice. */
const isApproved = (one: Broadcast): one is Approved =>
  provenKinds.some((kind) => kind === one.kind) && one.approvedBy !== null && one.approvedAt !== null

type Drawn = { readonly broadcast: Approved; readonly notice: ProvenNotice; readonly firstCountedAt: Date | null }

const noticeOf = async (db: Queryable, broadcast: Approved): Promise<Drawn> => {
  const { approvedBy, approvedAt, audienceUnits } = broadcast
  const { ways, byGroup, firstCountedAt, firstSentAt, lastSentAt } = await outcomesOf(db, broadcast)
  const words = await approvedWords(db, broadcast)
  const officers = await officersNamed(db, [
    broadcast.createdBy,
    approvedBy,
    ...words.map(({ writtenBy }) => writtenBy),
  ])
  const day = vietnamDate(firstSentAt ?? approvedAt)
  const groups = await groupProof(db, audienceUnits, { day, byGroup })
  const notice = {
    broadcastId: broadcast.id,
    kind: broadcast.kind,
    draftedBy: officers.get(broadcast.createdBy) ?? null,
    draftedAt: broadcast.createdAt.toISOString(),
    approvedBy: officers.get(approvedBy) ?? { id: approvedBy, name: '', title: null },
    approvedAt: approvedAt.toISOString(),
    approvedAloneWhy: broadcast.approvalNote,
    lateWhy: broadcast.lateNote,
    firstSentAt: iso(firstSentAt),
    lastSentAt: iso(lastSentAt),
    texts: words.map(({ language, text, fingerprint, writtenBy, createdAt }) => ({
      language,
      text,
      fingerprint,
      writtenBy: officers.get(writtenBy) ?? null,
      writtenAt: createdAt.toISOString(),
    })),
    ways,
    // A change or a cancellation goes to who was told, so a group without any of them has no part in it.
    groups: broadcast.kind === 'announcement' ? groups : groups.filter(({ persons }) => persons > 0),
  }
  return { broadcast, notice, firstCountedAt }
}

/**
 * The rule of the day on which the first announcement was approved, held against the day on which the first message that
 * counts went out. What people were told first is what the law looks at: a later change has a notice of its own.
 */
const lawOf = async (db: Queryable, told: Dialogue, drawn: readonly Drawn[]): Promise<ProvenLaw | null> => {
  const [first] = drawn.filter(({ broadcast }) => broadcast.kind === 'announcement')
  if (!first) return null
  const { broadcast, firstCountedAt } = first
  const rule = await findRule(db, 'dialogue.notice', vietnamDate(broadcast.approvedAt))
  const session = { ...told, startsAt: new Date(broadcast.facts.startsAt) }
  const day = vietnamDate(firstCountedAt ?? broadcast.approvedAt)
  const advice = noticeAdvice(session, day, rule, await workingCalendars(db))
  if (advice.kind === 'no_rule') return null
  return {
    source: advice.source,
    days: advice.days,
    lastDay: advice.lastDay,
    firstSentOn: firstCountedAt && day,
    isKept: firstCountedAt !== null && advice.kind !== 'late',
    lateWhy: broadcast.lateNote,
  }
}

/** The proof as it stands at this moment, for a session that was announced. Numbers are of whole units: no person shows. */
export const drawUpProof = async (db: Queryable, dialogueId: string, now: Date): Promise<NoticeProof> => {
  const { told, unit } = await takeTold(db, dialogueId)
  const sent = (await listBroadcasts(db, dialogueId))
    .filter(isApproved)
    .toSorted((one, other) => Number(one.approvedAt) - Number(other.approvedAt))
  const drawn: Drawn[] = []
  for (const one of sent) drawn.push(await noticeOf(db, one))
  const units = await Promise.all(told.audienceUnits.map(async (id) => await findUnit(db, id)))
  const links = await listGroupLinks(db, dialogueId)
  return {
    dialogueId,
    noticeCode: told.noticeCode,
    facts: told.told?.facts ?? {},
    unit: { id: unit.id, name: unit.fullName },
    audience: units.flatMap((one) => one?.fullName ?? []),
    madeAt: now.toISOString(),
    law: await lawOf(db, told, drawn),
    notices: drawn.map(({ notice }) => notice),
    groupLinks: links.map(({ name, openings }) => ({ unit: name, openings })),
  }
}
