import type { Scope } from '../database/index.ts'
import { enqueueMany } from '../outbox/index.ts'
import type { About } from './about.ts'
import type { Recipient } from './audience.ts'
import { refOf, type Broadcast } from './broadcast.ts'
import { updateBroadcast } from './broadcast-store.ts'
import { contentsOf } from './contents-of.ts'
import { expiryOf } from './expiry-of.ts'

/** The messages of these people go in line, each by the way that was chosen for them. */
export const putInLine = async (
  scope: Scope,
  broadcast: Broadcast,
  about: About,
  recipients: readonly Recipient[],
): Promise<void> => {
  if (recipients.length === 0) return
  const content = await contentsOf(scope, broadcast, about)
  const reached = await enqueueMany(scope, {
    ref: refOf(broadcast.id),
    expiresAt: expiryOf(broadcast),
    onUncertain: broadcast.onUncertain,
    contents: content.contents,
    messages: recipients.map((one) => ({ accountId: one.accountId, chatId: one.chatId, content: content.keyOf(one) })),
  })
  if (reached.length < recipients.length) {
    const chats = recipients.length - reached.length
    scope.log.warn({ broadcastId: broadcast.id, chats }, 'chats of no known account')
  }
  const now = scope.clock.now()
  await updateBroadcast(scope.tx, broadcast.id, { fedAt: now }, now)
}
