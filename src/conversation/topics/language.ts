import type { Locale } from '../../phrases/index.ts'
import { setLanguage } from '../../residents/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import type { ResidentParts } from './residents-parts.ts'

const name = 'language'

/** NGONNGU: Vietnamese or English, for this chat and for what is sent to the resident. */
export const createLanguageTopic = (parts: ResidentParts): Topic => {
  const change = async (turn: TurnContext, language: Locale): Promise<void> => {
    turn.setLocale(language)
    turn.close()
    if (turn.resident) await setLanguage(turn.scope, { language })
    turn.tell(turn.phrase('residents:language.changed'))
    if (!turn.resident) await turn.goTo(parts.topics().welcome)
  }
  return {
    name,
    words: ['NGONNGU'],
    async begin(turn, opening) {
      if (opening.argument === 'vi' || opening.argument === 'en') return await change(turn, opening.argument)
      const choices = [{ label: turn.phrase('residents:language.vi') }, { label: turn.phrase('residents:language.en') }]
      turn.ask({ text: turn.phrase('residents:language.question'), choices, state: {} }, name)
    },
    async answer(turn, _state, input) {
      if (input.kind !== 'choice') return false
      await change(turn, input.number === 2 ? 'en' : 'vi')
      return true
    },
  }
}
