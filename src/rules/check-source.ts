import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'

export const longestSource = 300

/** A figure without a source is an opinion: says who wrote it, and not from a day to come. Gives the tidied text. */
export const checkSource = (source: string, sourceDate: PlainDate | null, today: PlainDate): string => {
  const text = source.trim().normalize('NFC')
  if (text.length < 5 || text.length > longestSource) {
    throw new AppError('INVALID', 'a source of another length', {
      phrase: 'rules:source.length',
      values: { most: longestSource },
      field: 'source',
    })
  }
  if (sourceDate !== null && sourceDate > today) {
    throw new AppError('INVALID', 'a source of a day to come', { phrase: 'rules:source.future', field: 'sourceDate' })
  }
  return text
}
