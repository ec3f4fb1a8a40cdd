import type { AttachmentStorage } from '../attachments/index.ts'
import type { Describer, Eraser, Mover } from '../residents/index.ts'
import { eraseOpinionsOf } from './erase-opinions.ts'
import { forgetLimitsOf } from './limits.ts'
import { moveAuthorship } from './move-authorship.ts'
import { myOpinions } from './opinion-views.ts'

/** What this room does for a person's rights over their data: erase, move to a linked contact, tell how much there is. */
export const questionsPersonalData = (
  storage: AttachmentStorage,
): { readonly eraser: Eraser; readonly mover: Mover; readonly describer: Describer } => ({
  eraser: {
    place: 'questions',
    async erase(scope, person) {
      if (person.residentId !== null) await eraseOpinionsOf(scope, storage, person.residentId)
      await forgetLimitsOf(scope, person.chatIds)
    },
  },
  mover: {
    async move(scope, fromResidentId, toResidentId) {
      await moveAuthorship(scope, { fromResidentId, toResidentId })
    },
  },
  describer: {
    async describe(database, residentId) {
      const { total } = await myOpinions(database, { residentId, limit: 1 })
      return [{ label: 'questions:mine', count: total }]
    },
  },
})
