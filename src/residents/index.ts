// People: who they are to the house (an id, a place, a language), what they consented to, which chats are theirs, and
// their rights over their data. Texts stand apart from people, in the questions room. Erasure, linking and `XEM` reach
// into other rooms through what those register as `PersonalData`; a place without its eraser stops the start.
export { askUnitAgain, type AskedAgain } from './ask-unit-again.ts'
export { audiencePage, personsById, personsOfChats, type Audience, type PersonInAudience } from './audience-views.ts'
export { giveConsent, withdrawConsent } from './change-consent.ts'
export { chooseNaming, type NamingChoice } from './choose-naming.ts'
export { resumeNotices, stopNotices } from './choose-notices.ts'
export { chooseUnit, followSecondUnit, leaveGroup } from './choose-unit.ts'
export { versionShown, type ConsentAct, type ConsentGiven } from './consent.ts'
export {
  answerRequest,
  lapseUnconfirmed,
  openRequestOf,
  requestData,
  takeBackRequest,
  type DataRequest,
  type DataRequestKind,
} from './data-requests.ts'
export { openRequests } from './data-request-store.ts'
export { recountDeadlines } from './recount-requests.ts'
export { consentWays } from './entered-number.ts'
export { enterNumbers, previewNumbers, type JudgedLine, type NumbersToEnter } from './enter-numbers.ts'
export { eraseResident, requireEveryEraser } from './erase-resident.ts'
export { erasedPlaces, erasureMap, type ErasedPlace } from './erasure-map.ts'
export { afterTheNight, greetNumbers, hasSmsGateway } from './greet-numbers.ts'
export { joinByLinkCode, type JoinOutcome } from './join-by-link-code.ts'
export { formatLinkCode, linkCodeMinutes, readLinkCode } from './link-code.ts'
export { makeLinkCode } from './make-link-code.ts'
export { meetResident, type Meeting } from './meet-resident.ts'
export { contestMute, endMute, muteResident } from './mute-resident.ts'
export { countNumberEntries, entriesAbout, numberEntriesOf, numberEntryOf, type NumberEntry } from './number-views.ts'
export type { Describer, ErasedPerson, Eraser, Mover, PersonalData } from './personal-data.ts'
export { residentRecord, type ResidentRecord } from './record-views.ts'
export type { ConsentPurpose, MuteReason, Naming, ResidentCard } from './resident.ts'
export { findResidentByChat } from './resident-views.ts'
export { setLanguage } from './set-language.ts'
export { organisations, type Organisation } from './organisations.ts'
export { organisationsOf, residentsOfOrganisations } from './organisation-views.ts'
export { switchOrganisation } from './switch-organisation.ts'
export { openUnitQuestion } from './unit-question-store.ts'
export { verifyVoter } from './verify-voter.ts'
export { withdrawNumber } from './withdraw-number.ts'
