import { parseCode } from '../../kernel/codes.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { isShownName } from '../../questions/index.ts'
import { mayBeName } from '../words/may-be-name.ts'
import { readWord } from '../words/read-word.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { withWords, type Draft } from './opinion-draft.ts'

/** What a typed text means to the prompt that is open. */
export type Typed =
  /** It is no answer: a word for the bot, or a code to look up. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'choice'; readonly number: number }
  /** Go on with this draft: words were joined, replaced, or nothing changed and the question is asked again. */
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'no-words' }
  | { readonly kind: 'bad-name' }

const cancels = /^(?:huy|huy bo|thoi|bo qua|cancel)$/
const sends = /^(?:gui|gui di|gui nhe|gui luon|send)$/

const supports = /^(?:toi )?ung ho(?: viec nay)?$/

export const hasLetters = (text: string): boolean => /\p{L}/u.test(text)

const readParty = (folded: string): number | null => {
  if (folded.length > 40) return null
  if (/\bchinh quyen\b/.test(folded)) return 1
  return /\bdang\b/.test(folded) ? 2 : null
}

const readShort = (draft: Draft, text: string, folded: string): Typed | null => {
  if (cancels.test(folded)) return { kind: 'cancel' }
  if (draft.step === 'confirm' && sends.test(folded)) return { kind: 'choice', number: 1 }
  if (draft.step === 'support') {
    const yesNo = readYesNo(text)
    if (supports.test(folded) || yesNo === 'yes') return { kind: 'choice', number: 1 }
    if (sends.test(folded) || yesNo === 'no') return { kind: 'choice', number: 2 }
    if (yesNo !== null) return { kind: 'draft', draft }
  }
  if (draft.step === 'confirm' || draft.step === 'emergency') {
    const yesNo = readYesNo(text)
    if (yesNo === 'yes') return { kind: 'choice', number: 1 }
    if (yesNo === 'no' && draft.step === 'emergency') return { kind: 'choice', number: 2 }
    if (yesNo !== null) return { kind: 'draft', draft }
  }
  const party = draft.step === 'party' ? readParty(folded) : null
  return party === null ? null : { kind: 'choice', number: party }
}

/** Reads a typed text as the answer to a draft's prompt; what is no answer joins the words. */
export const readTyped = (draft: Draft, text: string): Typed => {
  const code = parseCode(text)
  if (code && code.kind !== 'mistyped') return { kind: 'elsewhere' }
  const short = readShort(draft, text, foldVietnamese(text))
  if (short) return short
  const reading = readWord(text)
  if (reading?.kind === 'command' && !mayBeName(reading, text, draft.step === 'name')) return { kind: 'elsewhere' }
  if (!hasLetters(text)) return draft.words === '' ? { kind: 'no-words' } : { kind: 'draft', draft }
  if (draft.step === 'name') {
    if (!isShownName(text)) return { kind: 'bad-name' }
    return { kind: 'draft', draft: { ...draft, naming: 'named', name: text } }
  }
  if (draft.step === 'edit') {
    const { guardMark: _, ...rest } = draft
    return { kind: 'draft', draft: { ...rest, words: text, isCleared: false } }
  }
  return { kind: 'draft', draft: withWords(draft, text) }
}
