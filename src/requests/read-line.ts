import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { wrongField } from './wrong-field.ts'

type Rule = { readonly field: string; readonly max: number }

/** A text on one line; there must be one. */
export const requireLine = (text: string, { field, max }: Rule): string => {
  const line = normaliseText(text).replaceAll(/\s+/gu, ' ').trim()
  if (line === '') throw wrongField(field, 'empty')
  if (line.length > max) throw wrongField(field, 'tooLong', { max, length: line.length })
  return line
}

/** A text of several lines; there must be one. */
export const requireText = (text: string, { field, max }: Rule): string => {
  const kept = normaliseText(text).replaceAll('\r\n', '\n').trim()
  if (kept === '') throw wrongField(field, 'empty')
  if (kept.length > max) throw wrongField(field, 'tooLong', { max, length: kept.length })
  return kept
}
