import { randomUUID } from 'node:crypto'
import { keepAttachments } from '../attachments/index.ts'
import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { atVietnamTime, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { findResidentByChat } from '../residents/index.ts'
import { findTwin } from './find-twin.ts'
import { giveOpinionLeaf } from './give-opinion-leaf.ts'
import type { GuardMark } from './opinion.ts'
import { countHandIn } from './limits.ts'
import { judgeManners } from './triage/manners.ts'
import { whatPresses } from './triage/what-presses.ts'
import { insertAuthor, insertFiles, insertOpinion, insertWording } from './opinion-store.ts'
import {
  filesMax,
  nameToShow,
  wordsToKeep,
  type ChatChannel,
  type OpinionClass,
  type OpinionNaming,
} from './opinion.ts'

export type HandIn = {
  readonly unitId: string
  /** The session that collects; without one it is an ongoing opinion to the unit's Front. */
  readonly dialogueId?: string
  readonly opinionClass: OpinionClass
  readonly naming: OpinionNaming
  /** The name to be shown, when they chose to be named. */
  readonly name?: string
  /** The words exactly as sent; may be empty when there are files. */
  readonly text: string
  readonly attachmentIds: readonly string[]
  readonly channel: ChatChannel
  readonly language: 'vi' | 'en'
  /** What the guard took it for, where its author said that it is an opinion all the same. */
  readonly guardMark?: GuardMark
}

export type HandedIn = {
  readonly opinionId: string
  /** Twelve digits. For an anonymous opinion this is the only copy. */
  readonly code: string
  /** The same words came a moment ago: this is the receipt they already have. */
  readonly isRepeat: boolean
  /** A person looks before it joins the list: too many within an hour, a muted author, or words that a rule holds. */
  readonly held: 'flood' | 'muted' | 'words' | null
}

/** What belongs to an opinion from now on, in the attachments' words. */
export const holderOf = (opinionId: string): string => `opinion:${opinionId}`

/** Midnight of that day in Vietnam: all that is kept of an anonymous opinion's time. */
export const cutToDay = (at: Date): Date => atVietnamTime(vietnamDate(at), '00:00')

const whyHeld = async (scope: Scope, chatId: string, text: string): Promise<HandedIn['held']> => {
  const { isFlood } = await countHandIn(scope, chatId)
  if (isFlood) return 'flood'
  const resident = await findResidentByChat(scope.tx, scope.keyring, Number(chatId))
  if (resident?.mutedUntil && resident.mutedUntil > scope.clock.now()) return 'muted'
  return judgeManners(text) === null ? null : 'words'
}

/**
 * Takes an opinion that a resident sends through a chat and returns its receipt code. An anonymous one keeps no link
 * to the person or the chat, no code, and of its time only the day. The same words sent twice within ten minutes to
 * the same place give the first receipt again.
 */
export const handInOpinion = async (scope: Scope, input: HandIn): Promise<HandedIn> => {
  const { residentId, chatId } = requireResident(scope.actor)
  const text = wordsToKeep(input.text)
  const name = nameToShow(input.naming, input.name)
  const files = [...new Set(input.attachmentIds)]
  if (text === '' && files.length === 0) {
    throw new AppError('INVALID', 'an opinion without words and files', { phrase: 'questions:refused.empty' })
  }
  if (files.length > filesMax) {
    throw new AppError('LIMIT', 'too many files', { phrase: 'questions:refused.files', values: { max: filesMax } })
  }
  const isAnonymous = input.naming === 'anonymous'
  const twin = isAnonymous ? undefined : await findTwin(scope, { ...input, residentId, text, attachmentIds: files })
  if (twin) return { ...twin, isRepeat: true, held: null }

  const held = await whyHeld(scope, chatId, text)
  // The time inside a UUIDv7 would tell when an anonymous author wrote.
  const id = isAnonymous ? randomUUID() : newId()
  const now = scope.clock.now()
  const receivedAt = isAnonymous ? cutToDay(now) : now
  const code = await insertOpinion(scope.tx, scope.keyring, {
    id,
    unitId: input.unitId,
    dialogueId: input.dialogueId ?? null,
    opinionClass: input.opinionClass,
    naming: input.naming,
    name,
    channel: input.channel,
    language: input.language,
    receivedAt,
    heldWhy: held ? 'review' : null,
    guardMark: input.guardMark ?? null,
    pressing: await whatPresses(scope.tx, { unitId: input.unitId, text }),
  })
  if (text !== '') {
    await insertWording(scope.tx, scope.keyring, { opinionId: id, source: 'author', text, at: receivedAt })
  }
  await giveOpinionLeaf(scope, {
    opinionId: id,
    unitId: input.unitId,
    dialogueId: input.dialogueId ?? null,
    kind: 'opinion',
    wording: text === '' ? 0 : 1,
    words: text,
    code,
  })
  if (!isAnonymous) await insertAuthor(scope.tx, { opinionId: id, residentId, chatId: Number(chatId) })
  await keepAttachments(scope, { attachmentIds: files, holder: holderOf(id), anonymous: isAnonymous })
  await insertFiles(scope.tx, id, files)
  return { opinionId: id, code, isRepeat: false, held }
}
