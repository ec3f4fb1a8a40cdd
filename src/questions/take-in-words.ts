import { randomUUID } from 'node:crypto'
import { passOnAttachments } from '../attachments/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { newId } from '../kernel/ids.ts'
import { findResidentByChat } from '../residents/index.ts'
import { chatsOfAuthor } from './author-views.ts'
import { guardText } from './guard.ts'
import { guessClass } from './guess-class.ts'
import { cutToDay, holderOf } from './hand-in-opinion.ts'
import { insertAuthor, insertFiles, insertOpinion, insertWording } from './opinion-store.ts'
import { isShownName, wordsToKeep, type OpinionNaming } from './opinion.ts'
import { judgeManners } from './triage/manners.ts'
import { whatPresses } from './triage/what-presses.ts'

export type WordsToTakeIn = {
  readonly unitId: string
  readonly dialogueId: string | null
  /** Who said it, of what was said by name. */
  readonly residentId: string | null
  readonly text: string
  readonly attachmentIds: readonly string[]
  /** What the files belong to until now. */
  readonly filesOf: string
  readonly receivedAt: Date
}

type Author = { readonly residentId: string; readonly chatId: number | null; readonly name: string | undefined }

const authorOf = async (scope: Scope, residentId: string): Promise<Author> => {
  const chatId = (await chatsOfAuthor(scope.tx, residentId)).toSorted((one, other) => one - other)[0] ?? null
  const card = chatId === null ? null : await findResidentByChat(scope.tx, scope.keyring, chatId)
  const name = card?.naming === 'named' && card.name !== null && isShownName(card.name) ? card.name : undefined
  return { residentId, chatId, name }
}

/**
 * Takes what was said in words on an opinion form into the queue of its unit, as an opinion that waits for a decision.
 * Without an author it is anonymous: a random id, and of the time the day alone. Returns its id.
 */
export const takeInWords = async (scope: Scope, input: WordsToTakeIn): Promise<string> => {
  requireSystem(scope.actor)
  const { unitId, dialogueId } = input
  const text = wordsToKeep(input.text)
  const author = input.residentId === null ? null : await authorOf(scope, input.residentId)
  const naming: OpinionNaming = author === null ? 'anonymous' : author.name === undefined ? 'sealed' : 'named'
  const id = author === null ? randomUUID() : newId()
  const receivedAt = author === null ? cutToDay(input.receivedAt) : input.receivedAt
  await insertOpinion(scope.tx, scope.keyring, {
    id,
    unitId,
    dialogueId,
    opinionClass: guessClass(text),
    naming,
    name: author?.name,
    channel: 'form',
    language: 'vi',
    receivedAt,
    heldWhy: judgeManners(text) === null ? null : 'review',
    guardMark: guardText(text)?.kind ?? null,
    pressing: await whatPresses(scope.tx, { unitId, text }),
  })
  if (text !== '') {
    await insertWording(scope.tx, scope.keyring, { opinionId: id, source: 'author', text, at: receivedAt })
  }
  if (author) {
    await insertAuthor(scope.tx, { opinionId: id, residentId: author.residentId, chatId: author.chatId })
  }
  const files = await passOnAttachments(scope, {
    attachmentIds: input.attachmentIds,
    from: input.filesOf,
    to: holderOf(id),
  })
  await insertFiles(scope.tx, id, files)
  return id
}
