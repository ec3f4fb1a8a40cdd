import type { Platform } from '../channels/port.ts'
import type { Scope } from '../database/index.ts'
import type { Way } from '../delivery/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { enqueueMessage } from '../outbox/index.ts'
import { isLetter, refOf, type Broadcast } from './broadcast.ts'
import { findBroadcast, listBroadcasts, readContent } from './broadcast-views.ts'
import { expiryOf } from './expiry-of.ts'
import { isOvertaken } from './is-overtaken.ts'
import { heldFor } from './held-views.ts'
import { markReleased } from './recipient-store.ts'

const openWay: Readonly<Record<Platform, Way>> = { zalo: 'zalo-free', telegram: 'telegram', web: 'web', phone: 'sms' }

const platformOf = (accountId: string): Platform => accountId.slice(0, accountId.indexOf(':')) as Platform

const wentOut = ({ approvedAt, state }: Broadcast): boolean =>
  approvedAt !== null && (state === 'running' || state === 'done')

/**
 * What stands now: a letter itself, else the newest notice of the session that went out. Whoever was never told of it
 * misses no cancellation.
 */
const newest = async (scope: Scope, broadcastId: string): Promise<Broadcast | undefined> => {
  const held = await findBroadcast(scope.tx, broadcastId)
  if (!held) return undefined
  if (isLetter(held.kind)) {
    const session = await findDialogue(scope.tx, held.dialogueId)
    const isTrue = session && !isOvertaken(held, session)
    return isTrue && wentOut(held) && expiryOf(held) > scope.clock.now() ? held : undefined
  }
  const [latest] = (await listBroadcasts(scope.tx, held.dialogueId))
    .filter((one) => wentOut(one) && !isLetter(one.kind))
    .toSorted((one, other) => Number(other.approvedAt) - Number(one.approvedAt))
  return latest && latest.kind !== 'cancellation' && expiryOf(latest) > scope.clock.now() ? latest : undefined
}

/**
 * Somebody has written, so what was held for them may go: once, while it is of use, and as it stands by now. Called in
 * their turn, so both happen or none. Gives how many went in line.
 */
export const releaseHeld = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<number> => {
  let released = 0
  for (const { broadcastId, language } of await heldFor(scope.tx, chat.chatId)) {
    const latest = await newest(scope, broadcastId)
    const content = latest && (await readContent(scope.tx, latest.id))
    if (!latest || !content) continue
    await markReleased(scope.tx, broadcastId, chat.chatId, openWay[platformOf(chat.accountId)])
    await enqueueMessage(scope, {
      accountId: chat.accountId,
      chatId: chat.chatId,
      message: { text: content.texts[language], locale: language },
      priority: 'personal',
      ref: refOf(broadcastId),
      expiresAt: expiryOf(latest),
    })
    released += 1
  }
  return released
}
