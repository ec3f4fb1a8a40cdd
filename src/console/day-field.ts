import { readPlainDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { textOf, type Form } from './forms.ts'

/** A whole day as people write it, "31/12/2026"; refused beside its field with the sentence of `phrase`. */
export const readDayField = (form: Form, field: string, phrase: string): PlainDate => {
  const typed = textOf(form, field).trim()
  const [day = '', month = '', year = ''] = typed.split(/[/.-]/u)
  const date = readPlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ?? readPlainDate(typed)
  if (date === null) throw new AppError('INVALID', 'no day', { phrase, field })
  return date
}
