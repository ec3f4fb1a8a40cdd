// Sessions of dialogue and voter contact: the record that everything announced, printed or read aloud is made from,
// its life in one table of transitions, and who may ask a question now. What people were told is kept beside it, so
// that a due change or cancellation notice is seen. Notices themselves belong to the broadcasts.
export { addDocument } from './add-document.ts'
export { callDialogue } from './call-dialogue.ts'
export { callUrgently } from './call-urgently.ts'
export { usualHosts } from './usual-hosts.ts'
export type { UrgentCall } from './urgent-template.ts'
export { changeDialogue, type ChangeOutcome } from './change-dialogue.ts'
export { councilBodies, councilMoment, type CouncilBody, type CouncilMoment, type CouncilSession } from './council.ts'
export { councilCalendar, councilSessionsFor, findCouncilSession } from './council-views.ts'
export { saveCouncilSession } from './save-council-session.ts'
export { longest, most, mostSeats } from './check-fields.ts'
export { cancelDialogue, concludeDialogue, longestReason, markHeld } from './end-dialogue.ts'
export type { DialogueChanges, DialogueInput } from './dialogue-input.ts'
export {
  modes,
  opinionClasses,
  type Mode,
  type AgendaItem,
  type HostBody,
  type InformationPack,
  type OpinionClass,
  type PlannedShares,
} from './dialogue-parts.ts'
export {
  dialogueTypes,
  legalBases,
  purposes,
  rhythms,
  states,
  type Dialogue,
  type DialogueFields,
  type DialogueState,
  type DialogueType,
  type LegalBasis,
  type Purpose,
  type Rhythm,
} from './dialogue.ts'
export {
  collectingDialogues,
  comingDialogues,
  dialoguesByIds,
  findByNoticeCode,
  findDialogue,
  listDialogues,
  type CollectingDialogue,
  type DialoguePage,
} from './dialogue-views.ts'
export { indexMissingDialogues } from './index-words.ts'
export { resultAdvice, type ResultAdvice } from './result-advice.ts'
export { markTold } from './mark-told.ts'
export { noticeAdvice, type NoticeAdvice } from './notice-advice.ts'
export { asTold, changedFacts, noticeDue, noticeFactsOf, type NoticeKind } from './notice-facts.ts'
export {
  describeCouncil,
  describeHosts,
  describePlace,
  describeSession,
  describeTime,
  summariseSession,
} from './describe-session.ts'
export type { FactName, NoticeFacts, Told } from './told.ts'
export { isCollecting, isOver, mayBecome, transitions } from './transitions.ts'
export { yearlyCount, type YearlyCount } from './yearly-views.ts'
