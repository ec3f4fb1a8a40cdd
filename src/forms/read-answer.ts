import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { limits, type Question } from './content.ts'
import type { Value, Values } from './flow.ts'

export type AnswerFault =
  | { readonly why: 'needed' }
  | { readonly why: 'noSuchChoice'; readonly most: number }
  | { readonly why: 'oneOnly'; readonly most: number }
  | { readonly why: 'tooMany'; readonly most: number }
  | { readonly why: 'places'; readonly places: number; readonly most: number }
  | { readonly why: 'twice' }
  | { readonly why: 'notANumber'; readonly least: number; readonly most: number }
  | { readonly why: 'tooLong'; readonly max: number }
  | { readonly why: 'noWords' }
  | { readonly why: 'noFile' }

export type ReadAnswer =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: AnswerFault }

const right = (value: Value): ReadAnswer => ({ ok: true, value })
const wrong = (fault: AnswerFault): ReadAnswer => ({ ok: false, fault })

/** How many places a ranking asks for. */
export const placesOf = (item: Extract<Question, { kind: 'ranking' }>): number => item.places ?? item.choices.length

const within = (item: Question, text: string): ReadAnswer => {
  if (item.kind !== 'short_text' && item.kind !== 'long_text') return wrong({ why: 'noWords' })
  const words = normaliseText(text).trim()
  const max = item.kind === 'short_text' ? limits.shortText : limits.longText
  if (words === '') return wrong({ why: 'noWords' })
  return words.length > max ? wrong({ why: 'tooLong', max }) : right({ text: words })
}

/** Judges a whole value, from wherever it came: a page, the API, a paper. What does not fit the question is refused. */
export const readValue = (item: Question, value: Value): ReadAnswer => {
  if (value === null) return item.required ? wrong({ why: 'needed' }) : right(null)
  switch (item.kind) {
    case 'single': {
      const isThere = 'choice' in value && item.choices.some((one) => one.id === value.choice)
      return isThere ? right(value) : wrong({ why: 'noSuchChoice', most: item.choices.length })
    }
    case 'multiple':
    case 'ranking': {
      if (!('choices' in value)) return wrong({ why: 'noSuchChoice', most: item.choices.length })
      const known = new Set(item.choices.map((one) => one.id))
      if (value.choices.some((one) => !known.has(one))) return wrong({ why: 'noSuchChoice', most: known.size })
      if (new Set(value.choices).size < value.choices.length) return wrong({ why: 'twice' })
      if (value.choices.length === 0) return item.required ? wrong({ why: 'needed' }) : right(null)
      if (item.kind === 'ranking') {
        const places = placesOf(item)
        return value.choices.length === places ? right(value) : wrong({ why: 'places', places, most: known.size })
      }
      const most = item.most ?? item.choices.length
      return value.choices.length > most ? wrong({ why: 'tooMany', most }) : right(value)
    }
    case 'scale':
    case 'number': {
      const [least, most] = item.kind === 'scale' ? [item.from, item.to] : [item.least, item.most]
      const isIn =
        'number' in value && Number.isSafeInteger(value.number) && value.number >= least && value.number <= most
      return isIn ? right(value) : wrong({ why: 'notANumber', least, most })
    }
    case 'short_text':
    case 'long_text':
      return 'text' in value ? within(item, value.text) : wrong({ why: 'noWords' })
    case 'voice':
    case 'photo': {
      const isRight = 'files' in value && value.files.length >= 1 && value.files.length <= limits.files
      return isRight ? right(value) : wrong({ why: 'noFile' })
    }
  }
}

const numbersIn = (text: string): readonly number[] | null => {
  const parts = text
    .trim()
    .replaceAll(/(?<=^|[\s\d])(?:và|va|and)(?=$|[\s\d])/giu, ' ')
    .split(/[\s,;.+&/-]+/u)
    .filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => /^\d{1,3}$/.test(part)) ? parts.map(Number) : null
}

/**
 * Reads what somebody typed as the answer to one question: "2", "1 3 4", "1,3", a choice's own words, a number, or
 * words. `fold` draws a text together so that what is typed without diacritics is found.
 */
export const readTyped = (
  item: Question,
  typed: string,
  { fold, locale }: { readonly fold: (text: string) => string; readonly locale: 'vi' | 'en' },
): ReadAnswer => {
  const text = typed.trim()
  if (item.kind === 'short_text' || item.kind === 'long_text') return within(item, typed)
  if (item.kind === 'voice' || item.kind === 'photo') return wrong({ why: 'noFile' })
  if (item.kind === 'scale' || item.kind === 'number') {
    const digits = text.replaceAll(/(?<=\d)[.\s](?=\d{3}\b)/g, '')
    return readValue(item, { number: /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN })
  }
  const said = fold(text)
  const named = item.choices.find(
    (one) => fold(one.text.vi) === said || (locale === 'en' && fold(one.text.en ?? '') === said),
  )
  const numbers = named ? null : numbersIn(text)
  const most = item.choices.length
  if (!named && !numbers) return wrong({ why: 'noSuchChoice', most })
  const ids = named ? [named.id] : (numbers ?? []).map((number) => item.choices[number - 1]?.id ?? '')
  if (ids.includes('')) return wrong({ why: 'noSuchChoice', most })
  if (item.kind !== 'single') return readValue(item, { choices: ids })
  return ids.length === 1 ? readValue(item, { choice: ids[0] ?? '' }) : wrong({ why: 'oneOnly', most })
}

/** The first answer of a whole form that does not fit, by question; null when all do. Used where a page sends all at once. */
export const firstFault = (
  questions: readonly Question[],
  values: Values,
): { readonly item: Question; readonly fault: AnswerFault } | null => {
  for (const item of questions) {
    const read = readValue(item, values[item.id] ?? null)
    if (!read.ok) return { item, fault: read.fault }
  }
  return null
}
