import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { ownPrivacy } from '../../questions/index.ts'
import type { TurnContext } from '../turn.ts'

type Waiting = { readonly lines: readonly string[]; readonly acts: readonly ('answer' | 'identity')[] }

/** What the Front asks about an opinion, and who may know its author, as the author reads it when they look it up. */
export const privacyOf = async (turn: TurnContext, opinionId: string, isKnown: boolean): Promise<Waiting> => {
  const { tx, keyring, clock } = turn.scope
  const { ask, disclosure } = await ownPrivacy(tx, keyring, { opinionId, today: vietnamDate(clock.now()) })
  const shown = isKnown ? disclosure : null
  const values = { names: shown?.readers.join(', ') ?? '', until: shown ? formatShortDateVi(shown.until) : '' }
  return {
    lines: [
      ...(ask ? [turn.phrase('privacy:track.askLine', { question: ask.question })] : []),
      ...(shown?.state === 'asked' ? [turn.phrase('privacy:track.identityAsked')] : []),
      ...(shown?.state === 'granted' ? [turn.phrase('privacy:track.identityGranted', values)] : []),
    ],
    acts: [...(ask ? (['answer'] as const) : []), ...(shown ? (['identity'] as const) : [])],
  }
}
