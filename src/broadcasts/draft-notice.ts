import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { findDialogue, noticeDue, noticeFactsOf, type Dialogue, type NoticeKind } from '../dialogues/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { broadcastsTopic, type Broadcast, type NoticeTexts } from './broadcast.ts'
import { insertBroadcast, insertContents, lockBroadcastsOf, updateBroadcast } from './broadcast-store.ts'
import { findBroadcast } from './broadcast-views.ts'
import { composeNotice, type NoticeSource } from './compose-notice.ts'
import { unitOf } from './take-broadcast.ts'

type Drafted = { readonly broadcast: Broadcast; readonly texts: NoticeTexts }

const mayDraft = (dialogue: Dialogue, kind: NoticeKind, former: readonly Broadcast[], now: Date): boolean => {
  const due = noticeDue(dialogue)
  if (kind !== 'announcement') return due === kind
  if (dialogue.startsAt <= now) return false
  // A stopped announcement may be sent anew; those who got it are left out.
  const others = former.filter((one) => one.kind === 'announcement' && one.approvedAt !== null)
  return due === 'announcement' || (dialogue.state === 'announced' && others.every((one) => one.state === 'stopped'))
}

const sourceOf = (dialogue: Dialogue, kind: NoticeKind, unitName: string, now: Date): NoticeSource => {
  const told = dialogue.told?.facts ?? null
  return {
    kind,
    // People can only miss what they were told of, so a cancellation names that.
    facts: kind === 'cancellation' && told ? told : noticeFactsOf(dialogue),
    formerFacts: kind === 'change' ? told : null,
    session: dialogue,
    unitName,
    now,
  }
}

const draft = async (scope: Scope, dialogueId: string, kind: NoticeKind): Promise<Drafted> => {
  const officer = requireOfficer(scope.actor)
  const dialogue = await findDialogue(scope.tx, dialogueId)
  if (!dialogue) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  const unit = await unitOf(scope, dialogue.unitId)
  requireRole(officer, ['front_officer'], unit.path)
  const now = scope.clock.now()
  const former = await lockBroadcastsOf(scope.tx, dialogue.id)
  if (!mayDraft(dialogue, kind, former, now)) {
    throw new AppError('PRECONDITION', `no ${kind} of session ${dialogue.id} is due`, {
      phrase: `broadcasts:cannot.draft.${kind}`,
    })
  }
  const source = sourceOf(dialogue, kind, unit.fullName, now)
  const texts = { vi: composeNotice('vi', source), en: composeNotice('en', source) }
  const open = former.find((one) => one.kind === kind && (one.state === 'draft' || one.state === 'rejected'))
  const announced = former
    .filter((one) => one.kind === 'announcement' && one.approvedAt !== null)
    .toSorted((one, other) => Number(other.approvedAt) - Number(one.approvedAt))
  const made = {
    dialogueVersion: dialogue.version,
    facts: source.facts,
    formerFacts: source.formerFacts,
    audienceUnits: dialogue.audienceUnits,
    followsId: kind === 'announcement' ? null : (announced[0]?.id ?? null),
  }
  const id = open?.id ?? newId()
  const version = (open?.contentVersion ?? 0) + 1
  if (open) {
    const changes = { ...made, contentVersion: version, state: 'draft', rejectedWhy: null, plan: null } as const
    await updateBroadcast(scope.tx, id, changes, now)
  } else {
    const row = { ...made, id, kind, dialogueId: dialogue.id, unitId: unit.id, createdBy: officer.officerId }
    await insertBroadcast(scope.tx, row, now)
  }
  await insertContents(scope.tx, id, { version, texts, writtenBy: officer.officerId }, now)
  await recordAudit(scope, {
    action: 'broadcast.drafted',
    subject: { kind: 'broadcast', id },
    unitId: unit.id,
    details: { kind, dialogueId: dialogue.id, version },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
  const broadcast = await findBroadcast(scope.tx, id)
  if (!broadcast) throw new AppError('INTERNAL', 'a broadcast that was just written is not there')
  return { broadcast, texts }
}

type OfDialogue = { readonly dialogueId: string }

/** Drafts the announcement of a session in both languages, anew where a draft stands already. */
export const draftAnnouncement = async (scope: Scope, { dialogueId }: OfDialogue): Promise<Drafted> =>
  await draft(scope, dialogueId, 'announcement')

/** Drafts what has to be told because the record of an announced session was changed. */
export const draftChange = async (scope: Scope, { dialogueId }: OfDialogue): Promise<Drafted> =>
  await draft(scope, dialogueId, 'change')

/** Drafts what has to be told because an announced session was called off. */
export const draftCancellation = async (scope: Scope, { dialogueId }: OfDialogue): Promise<Drafted> =>
  await draft(scope, dialogueId, 'cancellation')
