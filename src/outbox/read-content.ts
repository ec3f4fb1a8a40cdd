import type { OutgoingMessage } from '../channels/port.ts'
import type { House } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { contentPlace } from './bulk-store.ts'
import { findContent, type Candidate } from './claim-store.ts'

/** Opens what messages say; a content that many share is read and opened once. */
export type ContentReader = { of(message: Candidate): Promise<OutgoingMessage> }

// Two languages of the few broadcasts that a lane sends at a time.
const keptMax = 64

export const createContentReader = ({ database, keyring }: House): ContentReader => {
  const kept = new Map<number, Promise<OutgoingMessage>>()

  const read = async (id: number): Promise<OutgoingMessage> => {
    const content = await findContent(database, id)
    if (!content) throw new AppError('INTERNAL', `content ${id} of a waiting message is not there`)
    const { ref, key, payload } = content
    return JSON.parse(keyring.openText('outbox', payload, contentPlace(ref, key))) as OutgoingMessage
  }

  const shared = async (id: number): Promise<OutgoingMessage> => {
    const known = kept.get(id)
    if (known) return await known
    const [oldest] = kept.keys()
    if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
    const reading = read(id)
    kept.set(id, reading)
    try {
      return await reading
    } catch (error) {
      kept.delete(id)
      throw error
    }
  }

  return {
    async of({ payload, contentId, chatId }) {
      if (contentId !== null) return await shared(contentId)
      if (payload === null) throw new AppError('INTERNAL', 'a message without words')
      return JSON.parse(keyring.openText('outbox', payload, `outbox.payload:${chatId}`)) as OutgoingMessage
    },
  }
}
