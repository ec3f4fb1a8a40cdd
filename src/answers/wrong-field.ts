import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'

type Values = Readonly<Record<string, string | number>>

/** A refusal beside its form field. `what` is the end of a phrase key in `answers:wrong.…`. */
export const wrongField = (field: string, what: string, values: Values = {}): AppError =>
  new AppError('INVALID', `answer field ${field}: ${what}`, { phrase: `answers:wrong.${what}`, field, values })

export const changedMeanwhile = (): AppError =>
  new AppError('CONFLICT', 'an answer was changed meanwhile', { phrase: 'answers:changedMeanwhile' })

export const notNow = (state: string): AppError =>
  new AppError('PRECONDITION', `an answer that is ${state}`, { phrase: 'answers:notNow' })

type Rule = { readonly field: string; readonly max: number; readonly isOptional?: boolean }

/** A text on one line. */
export const readLine = (text: string, { field, max, isOptional }: Rule): string => {
  const line = normaliseText(text).replaceAll(/\s+/gu, ' ').trim()
  if (line === '' && isOptional !== true) throw wrongField(field, 'empty')
  if (line.length > max) throw wrongField(field, 'tooLong', { max, length: line.length })
  return line
}

/** A text of several lines. */
export const readText = (text: string, { field, max, isOptional }: Rule): string => {
  const kept = normaliseText(text).replaceAll('\r\n', '\n').trim()
  if (kept === '' && isOptional !== true) throw wrongField(field, 'empty')
  if (kept.length > max) throw wrongField(field, 'tooLong', { max, length: kept.length })
  return kept
}
