import { recordAudit } from '../audit/index.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { findDialogue, noticeDue, noticeFactsOf, type Dialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { phrase } from '../phrases/index.ts'
import { broadcastsTopic, longestNotice, type LetterKind, type NoticeTexts } from './broadcast.ts'
import { insertBroadcast, insertContents } from './broadcast-store.ts'
import { circleOf } from './circle.ts'
import { composeLetter } from './compose-letter.ts'
import { sessionFigures } from './figures-views.ts'
import { unitOf } from './take-broadcast.ts'

type Letter = {
  readonly dialogueId: string
  readonly kind: LetterKind
  /** What the officer has to say. Without English words, English readers get the Vietnamese ones, and are told so. */
  readonly bodies: { readonly vi: string; readonly en?: string }
  /** What was ticked: see `Circle`. */
  readonly circle: { readonly of: readonly string[]; readonly organisations: readonly string[] }
}

/**
 * A message is for people who were told of a session that stands as they know it; a result for those of one that was held.
 */
export const requireLetterDue = (session: Dialogue, kind: LetterKind): void => {
  const isHeld = session.state === 'held' || session.state === 'concluded'
  const isDue =
    kind === 'result' ? isHeld : session.told !== null && session.state !== 'cancelled' && noticeDue(session) === null
  if (isDue) return
  throw new AppError('PRECONDITION', `no ${kind} about session ${session.id}, which is ${session.state}`, {
    phrase: `broadcasts:cannot.draft.${kind}`,
  })
}

// Head and foot of a letter take the rest of what a channel carries.
const longestBody = longestNotice - 600

const bodyOf = (given: string, field: 'vi' | 'en'): string => {
  const body = normaliseText(given).trim()
  if (body.length > longestBody) {
    throw new AppError('INVALID', `the body of a letter of ${body.length} characters`, {
      phrase: 'broadcasts:tooLong',
      values: { length: body.length, max: longestBody },
      field,
    })
  }
  return body
}

/** Drafts a letter in both languages; a second person approves it like a notice. Gives its id. */
export const draftLetter = async (scope: Scope, letter: Letter): Promise<string> => {
  const officer = requireOfficer(scope.actor)
  const session = await findDialogue(scope.tx, letter.dialogueId)
  if (!session) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  const unit = await unitOf(scope, session.unitId)
  requireRole(officer, ['front_officer'], unit.path)
  requireLetterDue(session, letter.kind)
  const circle = circleOf(letter.circle)
  const vi = bodyOf(letter.bodies.vi, 'vi')
  if (vi === '') {
    throw new AppError('INVALID', 'a letter without words', { phrase: 'broadcasts:letter.empty', field: 'vi' })
  }
  const own = bodyOf(letter.bodies.en ?? '', 'en')
  const en = own === '' ? `${phrase('en', 'broadcasts:letter.onlyVietnamese')}\n${vi}` : own
  const source = {
    kind: letter.kind,
    facts: noticeFactsOf(session),
    session,
    unitName: unit.fullName,
    figures: await sessionFigures(scope.tx, session.id),
  }
  const texts: NoticeTexts = {
    vi: composeLetter('vi', { ...source, body: vi }),
    en: composeLetter('en', { ...source, body: en }),
  }
  const now = scope.clock.now()
  const id = newId()
  const row = {
    id,
    kind: letter.kind,
    dialogueId: session.id,
    unitId: unit.id,
    audienceUnits: session.audienceUnits,
    followsId: null,
    circle,
    dialogueVersion: session.version,
    facts: source.facts,
    formerFacts: null,
    createdBy: officer.officerId,
  }
  await insertBroadcast(scope.tx, row, now)
  await insertContents(scope.tx, id, { version: 1, texts, writtenBy: officer.officerId }, now)
  await recordAudit(scope, {
    action: 'broadcast.drafted',
    subject: { kind: 'broadcast', id },
    unitId: unit.id,
    details: { kind: letter.kind, dialogueId: session.id, version: 1, circle: circle.of.join(' ') },
  })
  onCommit(scope.tx, () => scope.signals.poke(broadcastsTopic))
  return id
}
