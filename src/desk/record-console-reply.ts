import { onCommit, type Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { deskTopic } from './desk.ts'
import { insertMessage, insertThread, lockOpenThread } from './desk-store.ts'
import { messagePlace } from './desk-views.ts'

type Input = {
  readonly chatId: number
  readonly residentId: string | null
  readonly unitId: string | null
  readonly text: string
}

/**
 * A reply that somebody typed in the platform's own console, known from its echo: it belongs to the record like any
 * other. Without a thread and without a unit nobody could read it here, so nothing is kept.
 */
export const recordConsoleReply = async (scope: Scope, input: Input): Promise<boolean> => {
  requireSystem(scope.actor)
  const { tx, clock, keyring, signals } = scope
  const text = normaliseText(input.text).trim()
  const open = await lockOpenThread(tx, input.chatId)
  if (text === '' || (!open && input.unitId === null)) return false
  const now = clock.now()
  const thread =
    open ??
    (await insertThread(
      tx,
      { id: newId(), chatId: input.chatId, residentId: input.residentId, unitId: input.unitId ?? '' },
      now,
    ))
  await insertMessage(
    tx,
    {
      threadId: thread.id,
      author: 'platform_console',
      officerId: null,
      seal: (seq) => keyring.seal('conversation', text, messagePlace(thread.id, seq)),
      attachmentId: null,
      state: 'answered',
    },
    now,
  )
  onCommit(tx, () => signals.poke(deskTopic))
  return true
}
