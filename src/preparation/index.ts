// A session before it is held: its classes against the plan, the agenda with its minutes, who takes part by office, draft
// answers asked of agencies, the running script, the checklist, the rule for the hall, and the leader's brief. All of it is
// drafted from the records, and an officer's words stay. What is counted in the hall is written into its agenda.
export {
  departures,
  lineTitleMax,
  pickedByRule,
  whoMax,
  type AgendaLine,
  type AgendaPlace,
  type Matter,
  type NewLine,
} from './agenda.ts'
export { listAgenda, listMatters, type NameItem } from './agenda-views.ts'
export { answerRequest, mayAnswer, withdrawRequest } from './answer-request.ts'
export { returningTopics, sessionsLooked, type ReturningTopic } from './brief-views.ts'
export type { Brief, BriefTopic } from './brief.ts'
export type { ChecklistEntry, ChecklistStep } from './checklist.ts'
export { readChecklist } from './checklist-views.ts'
export { countUsed } from './count-used.ts'
export type { ScriptWords } from './compose-script.ts'
export { draftSessionAgenda } from './draft-session-agenda.ts'
export { fixZipDates } from './fix-zip-dates.ts'
export { erasePreparationOf, inviteLacking, movePreparation } from './invite-lacking.ts'
export { classBalance, lackingClass, leastReceived, type ClassBalance } from './lacking-class.ts'
export { makeDocument, type DocumentBlock } from './make-document.ts'
export { contactsOf, listParticipants } from './participant-views.ts'
export {
  attendances,
  bodyMax,
  contactMax,
  nameMax,
  participantRoles,
  titleMax,
  type Participant,
  type ParticipantRole,
} from './participant.ts'
export { readPreparation } from './preparation-views.ts'
export {
  departureMax,
  minutesForItems,
  selectionRules,
  sessionMinutes,
  type Preparation,
  type SelectionRule,
} from './preparation.ts'
export { readBrief } from './read-brief.ts'
export { countRequestsOf, moveRequests } from './request-hand-over-store.ts'
export { requestAnswer } from './request-answer.ts'
export { findRequest, openRequests, requestsForResponder, requestsOfSession } from './request-views.ts'
export {
  answerMax,
  questionMax,
  requestBodyMax,
  standingOf,
  usualDays,
  type AnswerRequest,
  type RequestStanding,
} from './request.ts'
export { saveAgenda } from './save-agenda.ts'
export { removeParticipant, saveParticipant } from './save-participant.ts'
export { savePlan } from './save-plan.ts'
export { draftScript, saveScript } from './save-script.ts'
export { readScript } from './script-views.ts'
export { blockTextMax, headingMax, type Script, type ScriptBlock } from './script.ts'
export { tickStep } from './tick-step.ts'
export { briefBlocks, type BriefDocument } from './brief-blocks.ts'
