import { randomInt } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { checkDigit, passesCheck } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import type { Keyring } from '../kernel/keyring.ts'
import {
  chatOfOfficer,
  claimCode,
  claimedChatOf,
  deleteChat,
  deleteChatCode,
  lockChatCode,
  replaceChat,
  replaceChatCode,
} from './officer-chat-store.ts'
import { requireOver } from './require-over.ts'
import { countTry, type ThrottlePolicy } from './throttle-store.ts'

export const chatCodeMinutes = 10
const triesMax = 5
/** Codes that one chat may try. */
const perChat: ThrottlePolicy = { free: 5, firstWaitSeconds: 60, mostSeconds: 3_600 }

const codeHash = (keyring: Keyring, digits: string): string => keyring.blindIndex('code', `officer-chat:${digits}`)

/** Reads `CB 4821 9370` in any grouping and case; null for what cannot be one of these codes. */
export const readChatCode = (text: string): string | null => {
  const [, digits = ''] = /^cb((?:[\s.-]*[0-9]){8})$/iu.exec(text.normalize('NFKC').trim()) ?? []
  const plain = digits.replaceAll(/\D/g, '')
  return plain.length === 8 && passesCheck(plain) ? plain : null
}

/** As the page shows it. */
export const formatChatCode = (digits: string): string => `CB ${digits.slice(0, 4)} ${digits.slice(4)}`

/** A code of ten minutes that the officer sends to the bot from the chat that is to be linked. */
export const makeChatCode = async (scope: Scope): Promise<{ readonly digits: string; readonly expiresAt: Date }> => {
  const { officerId } = requireOfficer(scope.actor)
  const expiresAt = new Date(scope.clock.now().getTime() + chatCodeMinutes * 60_000)
  for (let tries = 0; tries < triesMax; tries += 1) {
    const body = Array.from({ length: 7 }, () => randomInt(10)).join('')
    const digits = body + checkDigit(body)
    const row = { officerId, codeHash: codeHash(scope.keyring, digits), expiresAt }
    if (await replaceChatCode(scope.tx, row)) return { digits, expiresAt }
  }
  throw new AppError('INTERNAL', 'no free code for a chat was found')
}

export type AskedChat =
  | { readonly kind: 'found'; readonly officerName: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked' }

/** Whose code a chat has sent, so that the chat can be asked. Tries are counted by chat. */
export const askChatCode = async (
  scope: Scope,
  input: { readonly digits: string; readonly chatId: number },
): Promise<AskedChat> => {
  if (scope.actor.kind === 'officer') throw new AppError('FORBIDDEN', 'a chat sends the code, not a page')
  const now = scope.clock.now()
  const bucket = scope.keyring.blindIndex('officer', `chat-code:${input.chatId}`)
  if (await countTry(scope.tx, bucket, perChat, now)) return { kind: 'locked' }
  const found = await lockChatCode(scope.tx, codeHash(scope.keyring, input.digits), now)
  return found ? { kind: 'found', officerName: found.name } : { kind: 'wrong' }
}

/** The chat says yes; the officer's page has to say so too. False when the code has run out meanwhile. */
export const claimChatCode = async (
  scope: Scope,
  input: { readonly digits: string; readonly chatId: number; readonly accountId: string },
): Promise<boolean> => {
  if (scope.actor.kind === 'officer') throw new AppError('FORBIDDEN', 'a chat sends the code, not a page')
  const now = scope.clock.now()
  const found = await lockChatCode(scope.tx, codeHash(scope.keyring, input.digits), now)
  if (!found) return false
  const { officerId } = found.code
  await claimCode(scope.tx, officerId, { chatId: input.chatId, accountId: input.accountId }, now)
  await recordAudit(
    { ...scope, actor: { kind: 'system', job: 'officer-chat' } },
    { action: 'officer.chat_claimed', subject: { kind: 'officer', id: officerId } },
  )
  return true
}

/** The second yes, on the page: from now on sign-in links go to this chat. */
export const confirmChat = async (scope: Scope): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const now = scope.clock.now()
  const chat = await claimedChatOf(scope.tx, officerId, now)
  if (!chat) throw new AppError('NOT_FOUND', 'no chat waits', { phrase: 'access:chat.gone' })
  await deleteChat(scope.tx, officerId)
  await replaceChat(scope.tx, officerId, { chatId: chat.chatId, accountId: chat.accountId }, now)
  await recordAudit(scope, { action: 'officer.chat_linked', subject: { kind: 'officer', id: officerId } })
}

/** The officer's no: the chat that claimed the code is not theirs. */
export const dropClaimedChat = async (scope: Scope): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  await deleteChatCode(scope.tx, officerId)
}

/** Takes the link away, and what waits to become one; officers their own, others whoever administers them. */
export const unlinkChat = async (scope: Scope, input: { readonly officerId: string }): Promise<void> => {
  const isOwn = scope.actor.kind === 'officer' && scope.actor.officerId === input.officerId
  if (!isOwn) await requireOver(scope, input.officerId)
  const had = await chatOfOfficer(scope.tx, input.officerId)
  await deleteChat(scope.tx, input.officerId)
  if (!had) return
  await recordAudit(scope, { action: 'officer.chat_unlinked', subject: { kind: 'officer', id: input.officerId } })
}
