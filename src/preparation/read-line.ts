import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { wrongField } from './wrong-field.ts'

type Rule = { readonly field: string; readonly max: number }

/** A text on one line; empty where there is none. */
export const readLine = (text: string | null | undefined, { field, max }: Rule): string => {
  const line = normaliseText(text ?? '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (line.length > max) throw wrongField(field, 'tooLong', { max, length: line.length })
  return line
}

/** The same, and there must be one. */
export const requireLine = (text: string | null | undefined, rule: Rule): string => {
  const line = readLine(text, rule)
  if (line === '') throw wrongField(rule.field, 'empty')
  return line
}

/** A text of several lines; there must be one. */
export const requireText = (text: string | null | undefined, { field, max }: Rule): string => {
  const kept = normaliseText(text ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  if (kept === '') throw wrongField(field, 'empty')
  if (kept.length > max) throw wrongField(field, 'tooLong', { max, length: kept.length })
  return kept
}

/** A whole number between two others, both included. */
export const readWhole = (value: number, rule: { field: string; min: number; max: number }): number => {
  if (Number.isInteger(value) && value >= rule.min && value <= rule.max) return value
  throw wrongField(rule.field, 'number', { min: rule.min, max: rule.max })
}
