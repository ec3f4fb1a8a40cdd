import { countRatingsOf, eraseVoicesOf, moveVoicesOf } from '../answers/index.ts'
import type { AttachmentStorage } from '../attachments/index.ts'
import { countAttendancesOf, eraseAttendanceOf, moveAttendance } from '../attendance/index.ts'
import { eraseRecipientsOf } from '../broadcasts/index.ts'
import { eraseWebMessagesOf, webChatKeysOf } from '../channels/index.ts'
import { eraseTellingsOf, moveTellingsOf } from '../conclusions/index.ts'
import { eraseConversationsOf } from '../conversation/index.ts'
import { countThreadsOf, eraseDeskOf, moveDeskThreads } from '../desk/index.ts'
import { countNamedAnswersOf, eraseFormsOf, moveFormAnswers } from '../forms/index.ts'
import { eraseHandoverTellings, moveHandoverTellings, redactDossiersOf } from '../handover/index.ts'
import { eraseInboxOf } from '../inbox/index.ts'
import { eraseOutboxOf } from '../outbox/index.ts'
import { erasePreparationOf, movePreparation } from '../preparation/index.ts'
import { eraseOpinionsOf, moveAuthorship, myOpinions } from '../questions/index.ts'
import { countRequestsOfResident, eraseRequestsOf, moveRequests } from '../requests/index.ts'
import { requireEveryEraser, type PersonalData } from '../residents/index.ts'

/** What every room keeps of a person, and how it lets go of it. A place without an eraser stops the start. */
export const gatherPersonalData = (storage: AttachmentStorage): PersonalData => {
  const data: PersonalData = {
    erasers: [
      {
        place: 'answers',
        async erase(scope, person) {
          if (person.residentId !== null) await eraseVoicesOf(scope, person.residentId)
        },
      },
      {
        place: 'attendance',
        async erase(scope, person) {
          if (person.residentId !== null) await eraseAttendanceOf(scope, person.residentId)
        },
      },
      {
        place: 'conclusions',
        async erase(scope, person) {
          if (person.residentId !== null) await eraseTellingsOf(scope, person.residentId)
        },
      },
      { place: 'conversation', erase: eraseConversationsOf },
      { place: 'inbox', erase: eraseInboxOf },
      { place: 'outbox', erase: eraseOutboxOf },
      { place: 'desk', erase: eraseDeskOf },
      { place: 'forms', erase: async (scope, person) => await eraseFormsOf(scope, storage, person) },
      { place: 'broadcasts', erase: async (scope, person) => await eraseRecipientsOf(scope.tx, person.chatIds) },
      {
        place: 'preparation',
        async erase(scope, person) {
          if (person.residentId !== null) await erasePreparationOf(scope, person.residentId)
        },
      },
      {
        // Before the questions, while it is known whose they were.
        place: 'handover',
        async erase(scope, person) {
          if (person.residentId === null) return
          await redactDossiersOf(scope, person.residentId)
          await eraseHandoverTellings(scope, person.residentId)
        },
      },
      {
        place: 'questions',
        async erase(scope, person) {
          if (person.residentId !== null) await eraseOpinionsOf(scope, storage, person.residentId)
        },
      },
      {
        place: 'requests',
        async erase(scope, person) {
          if (person.residentId !== null) await eraseRequestsOf(scope, person.residentId)
        },
      },
      {
        place: 'web-chat',
        async erase(scope, person) {
          for (const key of await webChatKeysOf(scope.tx, scope.keyring, person.chatIds))
            await eraseWebMessagesOf(scope, key)
        },
      },
    ],
    movers: [
      {
        async move(scope, fromResidentId, toResidentId) {
          await moveAuthorship(scope, { fromResidentId, toResidentId })
          await moveAttendance(scope, fromResidentId, toResidentId)
          await movePreparation(scope, fromResidentId, toResidentId)
          await moveFormAnswers(scope, fromResidentId, toResidentId)
          await moveDeskThreads(scope.tx, fromResidentId, toResidentId)
          await moveHandoverTellings(scope, fromResidentId, toResidentId)
          await moveTellingsOf(scope, fromResidentId, toResidentId)
          await moveVoicesOf(scope, fromResidentId, toResidentId)
          await moveRequests(scope, fromResidentId, toResidentId)
        },
      },
    ],
    describers: [
      {
        async describe(database, residentId) {
          const { total } = await myOpinions(database, { residentId, limit: 1 })
          const threads = await countThreadsOf(database, residentId)
          return [
            { label: 'questions:inYourData' as const, count: total },
            { label: 'desk:inYourData' as const, count: threads },
            {
              label: 'attendance:inYourData' as const,
              count: await countAttendancesOf(database, residentId),
            },
            { label: 'requests:inYourData' as const, count: await countRequestsOfResident(database, residentId) },
            { label: 'answers:inYourData' as const, count: await countRatingsOf(database, residentId) },
            { label: 'forms:inYourData' as const, count: await countNamedAnswersOf(database, residentId) },
          ]
        },
      },
    ],
  }
  requireEveryEraser(data.erasers)
  return data
}
