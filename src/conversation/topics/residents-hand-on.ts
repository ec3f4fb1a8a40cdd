import { parseCode } from '../../kernel/codes.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { isOnlyEmoji } from '../../kernel/vietnamese/is-only-emoji.ts'
import type { Input, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'

const greeting =
  /^(?:da )?(?:xin )?(?:kinh )?(?:chao|hello|hi|alo|alo alo|hey|good morning|good afternoon)(?: (?:ong|ba|ong ba|anh|chi|anh chi|em|ban|cac ban|cac anh chi|can bo|moi nguoi|shop|ad|admin))*(?: a)?$/

/** Worth keeping while we wait for consent: a matter or a word, not a greeting and not a row of emoji. */
export const isWorthHolding = (input: Input): boolean => {
  if (input.kind === 'media') return true
  if (input.kind !== 'text' || isOnlyEmoji(input.text)) return false
  const reading = readWord(input.text)
  if (reading?.kind === 'command' && (reading.word === 'MENU' || reading.word === 'START')) return false
  return !greeting.test(foldVietnamese(input.text))
}

/** What came in pieces before consent is one matter: texts line by line, files together. */
const asOne = (inputs: readonly Input[]): Input | null => {
  const texts = inputs.flatMap((input) => {
    if (input.kind === 'text') return [input.text]
    return input.kind === 'media' && input.caption !== undefined ? [input.caption] : []
  })
  const text = [...new Set(texts)].join('\n')
  const items = inputs.flatMap((input) => (input.kind === 'media' ? input.items : []))
  if (items.length > 0) return { kind: 'media', items, ...(text === '' ? {} : { caption: text }) }
  return text === '' ? null : { kind: 'text', text }
}

/** Handles what waited for consent as if it had just come. False when nothing waited. */
export const handOn = async (turn: TurnContext, inputs: readonly Input[]): Promise<boolean> => {
  const input = asOne(inputs)
  if (!input) return false
  if (input.kind === 'text') {
    const reading = readWord(input.text)
    if (reading?.kind === 'command') {
      const argument = reading.argument === undefined ? {} : { argument: reading.argument }
      await turn.goTo(`word:${reading.word}`, { word: reading.word, input, ...argument })
      return true
    }
    const code = parseCode(input.text)
    if (code?.kind === 'receipt' || code?.kind === 'notice') {
      const word = code.kind === 'receipt' ? 'TRACUU' : 'KIEMTRA'
      await turn.goTo(`word:${word}`, { word, argument: code.digits, input })
      return true
    }
  }
  await turn.goTo('opinion', { input })
  return true
}
