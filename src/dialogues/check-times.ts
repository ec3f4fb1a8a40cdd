import type { DialogueFields } from './dialogue.ts'
import { wrongField } from './wrong-field.ts'

const day = 86_400_000

type Times = Pick<DialogueFields, 'startsAt' | 'endsAt' | 'collectionOpensAt' | 'collectionClosesAt'>

/** The dates of a session in their order: collection opens, closes, at the latest as the session ends. */
export const checkTimes = (fields: Times, now: Date, keepsTime: boolean): void => {
  const { startsAt, endsAt, collectionOpensAt, collectionClosesAt } = fields
  for (const [field, at] of Object.entries({ startsAt, endsAt, collectionOpensAt, collectionClosesAt })) {
    if (at !== null && Number.isNaN(at.getTime())) throw wrongField(field, 'noDate')
  }
  if (!keepsTime && startsAt <= now) throw wrongField('startsAt', 'past')
  if (startsAt.getTime() > now.getTime() + 731 * day) throw wrongField('startsAt', 'tooFar')
  if (endsAt !== null && (endsAt <= startsAt || endsAt.getTime() > startsAt.getTime() + day)) {
    throw wrongField('endsAt', 'endsAt')
  }
  if (collectionClosesAt > (endsAt ?? startsAt)) throw wrongField('collectionClosesAt', 'closesLate')
  if (collectionClosesAt <= collectionOpensAt) throw wrongField('collectionClosesAt', 'closesBeforeOpening')
  if (!keepsTime && collectionClosesAt <= now) throw wrongField('collectionClosesAt', 'past')
}
