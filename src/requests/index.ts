// Requests for a dialogue: residents of a unit ask for a session on a topic, others join, voters verified at the desk
// and slips of paper lists count toward the legal share, and at the threshold the Front hands the request over. A person
// counts once, whichever way they asked.
export { callRequestedSession, declineRequest } from './answer-request.ts'
export { askForDialogue, enterRequest } from './ask-for-dialogue.ts'
export { openRequest, refuseRequest } from './check-request.ts'
export { enterSheet, strikeSlip } from './enter-sheet.ts'
export { eraseRequestsOf, moveRequests } from './erase-requests.ts'
export { handOverRequest, writeLetter } from './hand-over.ts'
export { joinRequest, leaveRequest } from './join-request.ts'
export { lapseRequests } from './lapse-requests.ts'
export { addresseeMax, aloneMax, letterWordsMax, numberMax, shareOf, signerMax, type Letter } from './letter.ts'
export { makeLetterDocument } from './letter-document.ts'
export { letterText, usualAddressee, usualLetterWords, type LetterText } from './letter-text.ts'
export { findLetter } from './letter-views.ts'
export { noteRequestsTold, requestNews, type RequestNews } from './request-news.ts'
export {
  communeOfResident,
  countRequestsOfResident,
  countWaitingRequests,
  findDialogueRequest,
  findLikeRequest,
  listDialogueRequests,
  nextSlip,
  openRequestsFor,
  requestOfSession,
  requestsOfResident,
  sheetsOfRequest,
  type EnteredSheet,
  type OpenRequest,
  type OwnRequest,
} from './request-views.ts'
export {
  isJoinable,
  labelMax,
  reasonMax,
  titleMax,
  usualOpenDays,
  wordsMax,
  type DialogueRequest,
  type RequestState,
  type Standing,
} from './request.ts'
export { readStanding, readStandings, readThreshold } from './standing-views.ts'
export { retainJoins } from './retain-joins.ts'
export { sourceMax, stateVoters } from './state-voters.ts'
export { verifyAtDesk } from './verify-at-desk.ts'
