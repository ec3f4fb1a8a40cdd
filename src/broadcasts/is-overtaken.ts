import { noticeDue, type Dialogue } from '../dialogues/index.ts'
import type { Broadcast } from './broadcast.ts'

/** What a notice would tell is no longer so: it stops by itself, or waits for an officer. Null while it is true. */
export const isOvertaken = ({ kind }: Pick<Broadcast, 'kind'>, session: Dialogue): 'stopped' | 'paused' | null => {
  if (kind === 'cancellation' || kind === 'result') return null
  if (session.state === 'cancelled') return 'stopped'
  return noticeDue(session) === 'change' ? 'paused' : null
}
