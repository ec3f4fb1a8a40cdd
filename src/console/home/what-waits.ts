import type { SignedIn } from '../../officers/index.ts'
import type { Door } from '../door.ts'
import type { Html } from '../html.ts'
import type { View } from '../view.ts'

/** One thing that waits for a person: how many, what, and where it is done. */
export type Waiting = {
  readonly path: string
  readonly count: number
  readonly label: string
  readonly detail?: string | Html
  readonly tone: 'bad' | 'warn' | 'plain'
}

export const whatWaits = async (_door: Door, _view: View, _signedIn: SignedIn): Promise<readonly Waiting[]> =>
  await Promise.resolve([])
