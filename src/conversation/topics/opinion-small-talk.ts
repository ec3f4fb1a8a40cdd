import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { readNumber } from '../words/read-choice.ts'
import { readYesNo } from '../words/read-yes-no.ts'

const who =
  '(?: (?:ban|shop|ad|admin|moi nguoi|can bo|anh|chi|anh chi|cac anh chi|ong|ba|quy co quan|phuong|a|nhe|nha|oi))*'
const greeting = new RegExp(`^(?:em |toi |con |chau )?(?:xin chao|chao|kinh chao|alo|a lo|alo alo|hi|hello|hey)${who}$`)
const thanks = new RegExp(
  `^(?:da |vang |ok |u |toi |em )?(?:xin )?(?:cam on|cam on nhieu|cam on rat nhieu|thanks|thank you|tks|ok cam on)${who}(?: nhieu| rat nhieu)?${who}$`,
)

/**
 * A greeting, a thank-you, or an answer to something that is no longer asked ("1" sent twice): answered, and not taken
 * for an opinion.
 */
export const readSmallTalk = (text: string): 'greeting' | 'thanks' | 'answer' | null => {
  if (text.length > 60) return null
  if (readNumber(text) !== null || readYesNo(text) !== null) return 'answer'
  const folded = foldVietnamese(text)
  if (greeting.test(folded)) return 'greeting'
  return thanks.test(folded) ? 'thanks' : null
}
