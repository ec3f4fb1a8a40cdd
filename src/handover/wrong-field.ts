import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import type { PhraseValues } from '../phrases/index.ts'

/** A refusal that stands beside its form field. `what` is the end of a phrase key in `handover:wrong.…`. */
export const wrongField = (field: string, what: string, values: PhraseValues = {}): AppError =>
  new AppError('INVALID', `handover field ${field}: ${what}`, { phrase: `handover:wrong.${what}`, field, values })

export const changedMeanwhile = (): AppError =>
  new AppError('CONFLICT', 'a handover was changed meanwhile', { phrase: 'handover:changedMeanwhile' })

export const notNow = (state: string): AppError =>
  new AppError('PRECONDITION', `a handover: ${state}`, { phrase: 'handover:notNow' })

/** A text as it is kept; refused where it is longer than its field. */
export const readText = (field: string, raw: string, max: number): string => {
  const text = normaliseText(raw).replaceAll('\r\n', '\n').trim()
  if (text.length > max) throw wrongField(field, 'tooLong', { max })
  return text
}

export const readRequired = (field: string, raw: string, max: number): string => {
  const text = readText(field, raw, max)
  if (text === '') throw wrongField(field, 'missing')
  return text
}
