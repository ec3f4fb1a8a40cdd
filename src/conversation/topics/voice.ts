import { parseCode } from '../../kernel/codes.ts'
import {
  addWording,
  confirmTranscript,
  guardText,
  rejectTranscript,
  type TranscriptKey,
} from '../../questions/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { hasLetters } from './opinion-answer.ts'
import { tellEmergencyNumbers } from './opinion-guard.ts'

type State =
  | { readonly step: 'told'; readonly key: TranscriptKey }
  | { readonly step: 'words'; readonly opinionId: string }

/** What stands behind the numbers below what was written down. */
export const voiceTold = ({ opinionId, attachmentId, seq }: TranscriptKey): State => ({
  step: 'told',
  key: { opinionId, attachmentId, seq },
})

const judge = async (turn: TurnContext, key: TranscriptKey, isRight: boolean): Promise<void> => {
  turn.close()
  if (isRight) {
    await confirmTranscript(turn.scope, key)
    return turn.tell(turn.phrase('triage:voice.thanks'))
  }
  await rejectTranscript(turn.scope, key)
  const state: State = { step: 'words', opinionId: key.opinionId }
  turn.ask({ text: turn.phrase('triage:voice.askWords'), state })
}

const takeWords = async (turn: TurnContext, opinionId: string, text: string): Promise<boolean> => {
  if (parseCode(text)?.kind === 'receipt' || readWord(text)?.kind === 'command' || !hasLetters(text)) return false
  if (guardText(text)?.kind === 'emergency') await tellEmergencyNumbers(turn)
  await addWording(turn.scope, { opinionId, text })
  turn.close()
  turn.tell(turn.phrase('triage:voice.corrected'))
  return true
}

/** An author says whether what was written down from their voice is right; if not, in their own words. */
export const voiceTopic: Topic = {
  name: 'voice',
  async begin(turn) {
    await turn.goTo('word:TRACUU', { word: 'TRACUU' })
  },
  async answer(turn, raw, input) {
    const state = raw as State
    if (state.step === 'words') {
      if (input.kind === 'text') return await takeWords(turn, state.opinionId, input.text)
      if (input.kind !== 'media') return false
      turn.tell(turn.phrase('triage:voice.askWords'))
      return true
    }
    const said = input.kind === 'text' ? readYesNo(input.text) : null
    const isRight = input.kind === 'choice' ? input.number === 1 : said === 'yes'
    if (input.kind !== 'choice' && said !== 'yes' && said !== 'no') return false
    await judge(turn, state.key, isRight)
    return true
  },
}
