import { onCommit, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { deskTopic } from './desk.ts'
import { insertMessage, insertThread, lockOpenThread } from './desk-store.ts'
import { messagePlace } from './desk-views.ts'

type Input = {
  readonly chatId: number
  readonly residentId: string | null
  readonly unitId: string
  /** Normalised text of the resident. */
  readonly text: string
  readonly attachmentId?: string
}

/** What a resident writes to the officers: goes on in the open thread of the chat, or begins one. */
export const askForPerson = async (
  scope: Scope,
  input: Input,
): Promise<{ readonly threadId: string; readonly isNew: boolean }> => {
  const { tx, actor, clock, keyring, signals } = scope
  if (actor.kind === 'officer') throw new AppError('FORBIDDEN', 'an officer answers a thread and does not begin one')
  const open = await lockOpenThread(tx, input.chatId)
  const now = clock.now()
  const thread = open ?? (await insertThread(tx, { id: newId(), ...input }, now))
  await insertMessage(
    tx,
    {
      threadId: thread.id,
      author: 'resident',
      officerId: null,
      seal: (seq) => keyring.seal('conversation', input.text, messagePlace(thread.id, seq)),
      attachmentId: input.attachmentId ?? null,
      state: 'waiting',
    },
    now,
  )
  onCommit(tx, () => signals.poke(deskTopic))
  return { threadId: thread.id, isNew: open === undefined }
}
