import { guardText, wordsMax } from '../../questions/index.ts'
import { mayBeCut } from '../cut-text.ts'
import type { TurnContext } from '../turn.ts'
import { readTyped } from './opinion-answer.ts'
import type { Draft } from './opinion-draft.ts'
import { tellEmergencyNumbers } from './opinion-guard.ts'

// The pieces of one text follow each other at once; nobody reads our answer and types on that fast.
const pieceGapMs = 10_000
const endLength = 60

const isUrgent = (text: string): boolean => guardText(text)?.kind === 'emergency'

/** The last words that were kept, from the beginning of a word. */
const endOf = (words: string): string => {
  const end = words.slice(-endLength).replaceAll(/\s+/gu, ' ').trim()
  return words.length > endLength ? `…${end.slice(end.indexOf(' ') + 1)}` : end
}

/** Whether a text is the next piece of the one that became too long, which was told already. */
export const isNextPiece = (turn: TurnContext, draft: Draft, text: string): boolean => {
  const { step, overflow } = draft
  if (step !== 'too-long' || overflow?.isCut !== true) return false
  if (turn.at.getTime() - Date.parse(overflow.at) > pieceGapMs) return false
  // The last piece may be short; then it must not be an answer, a word or a code.
  return mayBeCut(turn.chat.platform, text) || readTyped(draft, text).kind === 'draft'
}

/** Says once that the words are too many: what was kept stays as it was, what came on top of it is left out. */
export const askTooLong = async (turn: TurnContext, draft: Draft, leftOut: string): Promise<void> => {
  const { leftOut: _, ...kept } = draft
  const isTold = isUrgent(draft.words)
  if (!isTold && isUrgent(leftOut)) await tellEmergencyNumbers(turn)
  turn.ask({
    text: turn.phrase('questions:tooLong.ask', {
      max: new Intl.NumberFormat(turn.locale).format(wordsMax),
      end: endOf(draft.words),
    }),
    choices: [
      { label: turn.phrase('questions:tooLong.keep') },
      { label: turn.phrase('questions:tooLong.again') },
      { label: turn.phrase('questions:confirm.cancel') },
    ],
    state: {
      ...kept,
      step: 'too-long',
      overflow: {
        at: turn.at.toISOString(),
        isCut: mayBeCut(turn.chat.platform, leftOut),
        isUrgentTold: isTold || isUrgent(leftOut),
      },
    } satisfies Draft,
  })
}

/** A further piece of what was too long: nothing is said again, unless it is about a danger to life. */
export const passOverPiece = async (turn: TurnContext, draft: Draft, text: string): Promise<void> => {
  const isTold = draft.overflow?.isUrgentTold === true
  if (!isTold && isUrgent(text)) await tellEmergencyNumbers(turn)
  turn.amend({
    ...draft,
    overflow: {
      at: turn.at.toISOString(),
      isCut: mayBeCut(turn.chat.platform, text),
      isUrgentTold: isTold || isUrgent(text),
    },
  } satisfies Draft)
}
