import { findCodes, parseCode } from '../../kernel/codes.ts'
import { isId } from '../../kernel/ids.ts'
import { contestRefusal } from '../../questions/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { hasLetters } from './opinion-answer.ts'
import { lookUpCode } from './track-code.ts'

/** An opinion without a known author is named by its code, in the message itself: the chat's state keeps no link to it. */
type State =
  | { readonly step: 'told'; readonly opinionId: string }
  | { readonly step: 'words'; readonly opinionId: string | null }

/** What stands behind the numbers below the news of a refusal. */
export const afterRefusal = (opinionId: string): State => ({ step: 'told', opinionId })

const askWords = (turn: TurnContext, opinionId: string | null): void =>
  turn.ask(
    {
      text: turn.phrase(opinionId === null ? 'triage:contest.byCode' : 'triage:contest.ask'),
      choices: [{ label: turn.phrase('triage:contest.cancel') }],
      state: { step: 'words', opinionId } satisfies State,
    },
    'refused',
  )

const contestByCode = async (turn: TurnContext, text: string): Promise<boolean> => {
  const [found] = findCodes(text).filter((one) => one.kind === 'receipt')
  const digits = found && 'digits' in found ? found.digits : ''
  if (digits === '') return false
  const pattern = digits.split('').join(String.raw`[\s.\u2010-\u2015-]*`)
  const words = text
    .replace(new RegExp(pattern, 'u'), '')
    .replace(/^[\s:.,-]+/u, '')
    .trim()
  if (!hasLetters(words)) {
    askWords(turn, null)
    return true
  }
  const opinion = await lookUpCode(turn, digits)
  if (opinion?.kind !== 'own') return true
  await contestRefusal(turn.scope, { code: opinion.code, words })
  turn.close()
  turn.scrub()
  turn.tell(turn.phrase('triage:contest.doneAnonymous'))
  return true
}

const contestOwn = async (turn: TurnContext, opinionId: string, text: string): Promise<boolean> => {
  if (parseCode(text)?.kind === 'receipt' || readWord(text)?.kind === 'command' || !hasLetters(text)) return false
  await contestRefusal(turn.scope, { opinionId, words: text })
  turn.close()
  turn.tell(turn.phrase('triage:contest.done'))
  return true
}

/** An author answers that theirs was not taken in: once, in their own words, for another officer to read. */
export const refusedTopic: Topic = {
  name: 'refused',
  async begin(turn, opening) {
    const opinionId = opening.argument ?? ''
    askWords(turn, isId(opinionId) ? opinionId : null)
  },
  async answer(turn, raw, input) {
    const state = raw as State
    if (input.kind === 'choice') {
      if (state.step === 'told' && input.number === 1) {
        askWords(turn, state.opinionId)
        return true
      }
      turn.close()
      turn.tell(turn.phrase(state.step === 'told' ? 'triage:contest.fine' : 'triage:contest.cancelled'))
      return true
    }
    if (input.kind !== 'text' || state.step !== 'words') return false
    const { opinionId } = state
    return opinionId === null ? await contestByCode(turn, input.text) : await contestOwn(turn, opinionId, input.text)
  },
}
