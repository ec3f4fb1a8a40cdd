import { AppError } from '../../kernel/errors.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { bodyMax, householdsMax, titleMax, type ItemHead } from './item.ts'

const tooLong = (field: string, max: number): AppError =>
  new AppError('INVALID', `${field} of more than ${max} characters`, {
    phrase: 'questions:refused.tooLong',
    values: { max },
    field,
  })

const oneLine = (text: string): string => normaliseText(text).replaceAll(/\s+/gu, ' ').trim()

/** A title on one line; null where there is none. */
export const readTitle = (text: string | null | undefined): string | null => {
  const title = oneLine(text ?? '')
  if (title.length > titleMax) throw tooLong('title', titleMax)
  return title === '' ? null : title
}

/** What an officer decided about a matter, checked: whole households, and who is competent where it is not the commune. */
export const readHead = (head: ItemHead): ItemHead => {
  const competentBody = head.competence === 'commune' ? null : oneLine(head.competentBody ?? '')
  if (competentBody !== null && competentBody.length > bodyMax) throw tooLong('competentBody', bodyMax)
  if (head.competence === 'other' && !competentBody) {
    throw new AppError('INVALID', 'nobody is named as competent', {
      phrase: 'questions:refused.competentBody',
      field: 'competentBody',
    })
  }
  const { households } = head
  if (households !== null && (!Number.isInteger(households) || households < 1 || households > householdsMax)) {
    throw new AppError('INVALID', 'not a number of households', {
      phrase: 'questions:refused.households',
      values: { max: householdsMax },
      field: 'households',
    })
  }
  return { ...head, competentBody: competentBody === '' ? null : competentBody }
}
