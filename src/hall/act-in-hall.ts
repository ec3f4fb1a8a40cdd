import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { countUsed, listAgenda } from '../preparation/index.ts'
import { enterOpinionFor } from '../questions/index.ts'
import { findUnit } from '../units/index.ts'
import {
  addFloorSeconds,
  changeFloor,
  changeHall,
  insertFloor,
  insertNote,
  lockFloor,
  lockHall,
  noteAct,
  openRow,
  strikeNote,
  type HallRow,
} from './hall-store.ts'
import { extendMax, floorRefusals, noteKinds, noteMax, speakerMax, titleMax, type About, type HallAct } from './hall.ts'
import { openHall, sealHall } from './sealed-words.ts'

type Stage = {
  readonly scope: Scope
  readonly dialogueId: string
  readonly unitPath: readonly string[]
  readonly hall: HallRow | undefined
  readonly at: Date
}

const invalid = (field: string, max?: number): AppError =>
  new AppError('INVALID', `${field} is missing or too long`, {
    phrase: max === undefined ? 'hall:wrong.missing' : 'hall:wrong.tooLong',
    ...(max === undefined ? {} : { values: { max } }),
    field,
  })

const textOf = (text: string, field: string, max: number): string => {
  const words = normaliseText(text).trim()
  if (words === '') throw invalid(field)
  if (words.length > max) throw invalid(field, max)
  return words
}

const openHallOf = ({ hall }: Stage): HallRow => {
  if (hall && hall.closedAt === null) return hall
  throw new AppError('PRECONDITION', 'the hall is not open', { phrase: 'hall:wrong.closed' })
}

const currentOf = (hall: HallRow): (About & { since: Date }) | null =>
  hall.currentKind && hall.currentId && hall.currentSince
    ? { kind: hall.currentKind as About['kind'], id: hall.currentId, since: hall.currentSince }
    : null

/** What was spoken of until now gets its seconds; a question from the floor is done with it. */
const endCurrent = async ({ scope, at, dialogueId }: Stage, hall: HallRow): Promise<void> => {
  const current = currentOf(hall)
  if (!current) return
  const seconds = Math.max(0, Math.round((at.getTime() - current.since.getTime()) / 1000))
  if (current.kind === 'line') return await countUsed(scope, { dialogueId, lineId: current.id, seconds })
  await addFloorSeconds(scope.tx, current.id, seconds)
  await changeFloor(scope.tx, current.id, { state: 'done' })
}

const nothingCurrent = { currentKind: null, currentId: null, currentSince: null, extraMinutes: 0 } as const

const take = async (stage: Stage, about: About): Promise<void> => {
  const { scope, dialogueId, at } = stage
  const hall = openHallOf(stage)
  const current = currentOf(hall)
  if (current?.kind === about.kind && current.id === about.id) return
  const missing = new AppError('NOT_FOUND', 'nothing of this session', { phrase: 'hall:wrong.gone' })
  if (about.kind === 'line') {
    const lines = await listAgenda(scope.tx, dialogueId)
    if (!lines.some(({ id }) => id === about.id)) throw missing
  } else {
    const row = isId(about.id) ? await lockFloor(scope.tx, dialogueId, about.id) : undefined
    if (!row || (row.state !== 'accepted' && row.state !== 'done')) throw missing
  }
  await endCurrent(stage, hall)
  await changeHall(scope.tx, dialogueId, {
    currentKind: about.kind,
    currentId: about.id,
    currentSince: at,
    extraMinutes: 0,
  })
}

/** Takes a question from the floor in as an opinion without a name, so that it is counted and answered like all others. */
const takeIn = async ({ scope, dialogueId, unitPath }: Stage, id: string, words: string) => {
  const receipt = await enterOpinionFor(scope, {
    unitPath,
    dialogueId,
    opinionClass: 'question',
    naming: 'anonymous',
    text: words,
    channel: 'desk',
    language: 'vi',
  })
  return {
    opinionId: receipt.opinionId,
    code: sealHall(scope.keyring, 'floor_questions.code', id, receipt.code),
  }
}

const accept = async (stage: Stage, act: HallAct & { kind: 'accept' }): Promise<void> => {
  const { scope, dialogueId } = stage
  openHallOf(stage)
  const title = textOf(act.title, 'title', titleMax)
  const row = isId(act.id) ? await lockFloor(scope.tx, dialogueId, act.id) : undefined
  if (!row) throw new AppError('NOT_FOUND', 'no such question', { phrase: 'hall:wrong.gone' })
  if (row.state === 'accepted' || row.state === 'done') return
  const words = openHall(scope.keyring, 'floor_questions.words', row.id, row.words)
  const taken = await takeIn(stage, row.id, words)
  await changeFloor(scope.tx, row.id, { state: 'accepted', title, refusedWhy: null, ...taken })
}

const refuse = async (stage: Stage, act: HallAct & { kind: 'refuse' }): Promise<void> => {
  const { scope, dialogueId } = stage
  if (!floorRefusals.includes(act.why)) throw invalid('why')
  const row = isId(act.id) ? await lockFloor(scope.tx, dialogueId, act.id) : undefined
  if (!row) throw new AppError('NOT_FOUND', 'no such question', { phrase: 'hall:wrong.gone' })
  if (row.state === 'waiting') await changeFloor(scope.tx, row.id, { state: 'refused', refusedWhy: act.why })
}

const speak = async (stage: Stage, act: HallAct & { kind: 'speak' }): Promise<void> => {
  const { scope, dialogueId, at } = stage
  openHallOf(stage)
  const words = textOf(act.words, 'words', noteMax)
  const title = textOf(act.title === '' ? words.slice(0, titleMax) : act.title, 'title', titleMax)
  const id = newId()
  const taken = await takeIn(stage, id, words)
  await insertFloor(scope.tx, {
    id,
    dialogueId,
    source: 'voice',
    words: sealHall(scope.keyring, 'floor_questions.words', id, words),
    askedAt: at,
    state: 'accepted',
    title,
    ...taken,
  })
}

const note = async (stage: Stage, act: HallAct & { kind: 'note' }): Promise<void> => {
  const { scope, dialogueId, at, hall } = stage
  if (!hall) throw new AppError('PRECONDITION', 'the hall was never open', { phrase: 'hall:wrong.closed' })
  if (!noteKinds.includes(act.note)) throw invalid('note')
  const words = textOf(act.words, 'words', noteMax)
  const speaker = normaliseText(act.speaker).trim()
  if (speaker.length > speakerMax) throw invalid('speaker', speakerMax)
  const current = currentOf(hall)
  const id = newId()
  await insertNote(scope.tx, {
    id,
    dialogueId,
    aboutKind: current?.kind ?? null,
    aboutId: current?.id ?? null,
    kind: act.note,
    speaker: speaker === '' ? null : speaker,
    words: sealHall(scope.keyring, 'hall_notes.words', id, words),
    at,
    notedBy: requireOfficer(scope.actor).officerId,
  })
}

const perform = async (stage: Stage, act: HallAct): Promise<void> => {
  const { scope, dialogueId, at } = stage
  const { tx } = scope
  switch (act.kind) {
    case 'open':
      return await openRow(tx, dialogueId, at)
    case 'close': {
      const hall = openHallOf(stage)
      await endCurrent(stage, hall)
      return await changeHall(tx, dialogueId, { ...nothingCurrent, closedAt: at, isFloorOpen: false })
    }
    case 'take':
      return await take(stage, act.about)
    case 'finish': {
      const hall = openHallOf(stage)
      await endCurrent(stage, hall)
      return await changeHall(tx, dialogueId, nothingCurrent)
    }
    case 'extend': {
      const hall = openHallOf(stage)
      const extraMinutes = Math.min(extendMax, hall.extraMinutes + Math.trunc(act.minutes))
      if (!(act.minutes >= 1)) throw invalid('minutes')
      return await changeHall(tx, dialogueId, { extraMinutes })
    }
    case 'floor':
      openHallOf(stage)
      return await changeHall(tx, dialogueId, { isFloorOpen: act.isOpen })
    case 'accept':
      return await accept(stage, act)
    case 'refuse':
      return await refuse(stage, act)
    case 'speak':
      return await speak(stage, act)
    case 'note':
      return await note(stage, act)
    case 'strike':
      if (isId(act.id)) await strikeNote(tx, dialogueId, act.id, at)
  }
}

/** Never before the act that came last, never in the future: a phone's clock may be wrong. */
const momentOf = (act: HallAct, hall: HallRow | undefined, now: Date): Date => {
  const earliest = hall?.lastActAt.getTime() ?? now.getTime()
  return new Date(Math.min(now.getTime(), Math.max(earliest, act.at?.getTime() ?? now.getTime())))
}

/**
 * What a moderator does in the hall, one act. The same key a second time changes nothing, so a phone that lost the
 * network sends everything again when it is back; the moment of the act is the phone's, within what is possible.
 */
export const actInHall = async (
  scope: Scope,
  input: { readonly dialogueId: string; readonly act: HallAct },
): Promise<void> => {
  const { dialogueId, act } = input
  const dialogue = isId(dialogueId) ? await findDialogue(scope.tx, dialogueId) : undefined
  const unit = dialogue && (await findUnit(scope.tx, dialogue.unitId))
  if (!dialogue || !unit) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  if (!isId(act.key)) throw new AppError('INVALID', 'an act without a key')
  if (dialogue.state === 'draft' || dialogue.state === 'cancelled') {
    throw new AppError('PRECONDITION', `the session is ${dialogue.state}`, { phrase: 'hall:wrong.notHeld' })
  }
  const hall = await lockHall(scope.tx, dialogueId)
  const at = momentOf(act, hall, scope.clock.now())
  if (!(await noteAct(scope.tx, { dialogueId, key: act.key, kind: act.kind, at }))) return
  await perform({ scope, dialogueId, unitPath: unit.path, hall, at }, act)
  await changeHall(scope.tx, dialogueId, { lastActAt: at })
  await recordAudit(scope, {
    action: `hall.${act.kind}`,
    subject: { kind: 'dialogue', id: dialogueId },
    unitId: unit.id,
  })
}
