// Answers to matters: written with decision, basis and who answers, stopped at a gate while they are vague, approved by a
// second person, told to everybody who asked with the words that they sent, rated, and opened again once by an author.
export {
  answerWordsMax,
  basisMax,
  decisions,
  holderOf,
  lineMax,
  ratingReasons,
  scores,
  sendBackMax,
  whatIsNewMax,
  type Answer,
  type AnswerDraft,
  type Decision,
  type RatingReason,
  type Score,
} from './answer.ts'
export { answerNews, enlistLateAskers, noteAnswersTold, type AnswerNews } from './answer-news.ts'
export { answerLines, answerMessage } from './answer-text.ts'
export {
  answeredItems,
  answerOfItem,
  answerOfOpinion,
  answersOfItem,
  readAnswer,
  reopeningsOfItem,
  toldCounts,
  type AnsweredItem,
  type Reopening,
} from './answer-views.ts'
export { approveAnswer, askAnswerApproval, findingsOf, sendAnswerBack } from './approve-answer.ts'
export { draftAnswer } from './draft-answer.ts'
export { eraseVoicesOf, moveVoicesOf, retainVoices } from './erase-voices.ts'
export { answerPath, isAnswerProof } from './files-path.ts'
export { passesGate, type Finding } from './judge-answer.ts'
export { rateAnswer } from './rate-answer.ts'
export { ratingsByBody, type BodyRatings } from './rating-views.ts'
export { reopenItem } from './reopen-item.ts'
export {
  countAnswering,
  countedMax,
  listAnswering,
  standingOfItem,
  standings,
  type AnsweringItem,
  type Standing,
} from './standing-views.ts'
export { voiceOfOpinion, type Whose } from './take-voice.ts'
export { countRatingsOf, hasReopened, mayVoice, ratingOf } from './voice-views.ts'
