import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import type { PhraseValues } from '../phrases/index.ts'

/** A refusal that stands beside its form field. `what` is the end of a phrase key in `conclusions:wrong.…`. */
export const wrongField = (field: string, what: string, values: PhraseValues = {}): AppError =>
  new AppError('INVALID', `conclusion field ${field}: ${what}`, { phrase: `conclusions:wrong.${what}`, field, values })

/** What stands now does not allow it. */
export const notNow = (what: string): AppError =>
  new AppError('PRECONDITION', `a conclusion: ${what}`, { phrase: `conclusions:cannot.${what}` })

/** A text as it is kept; refused where it is longer than its field. */
export const readText = (field: string, raw: string, max: number): string => {
  const text = normaliseText(raw).replaceAll('\r\n', '\n').trim()
  if (text.length > max) throw wrongField(field, 'tooLong', { max })
  return text
}

export const readRequired = (field: string, raw: string, max: number, missing = 'missing'): string => {
  const text = readText(field, raw, max)
  if (text === '') throw wrongField(field, missing)
  return text
}
