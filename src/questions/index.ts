// Questions, opinions and ideas: handed in through a chat or entered by an officer, sealed as they were sent, found
// again by their receipt code, withdrawn, erased, counted. Words and authors stand in tables apart. Complaints,
// denunciations and emergencies are recognised and shown their door; of them only a number is kept.
export { indexMissing } from './index-words.ts'
export { tallies, type Tally } from './tally-views.ts'
export { contestRefusal, type Contest } from './triage/contest-refusal.ts'
export { decideContest, type DecideContest } from './triage/decide-contest.ts'
export { keepOpinion, type Keep } from './triage/keep-opinion.ts'
export { judgeManners, type Manners } from './triage/manners.ts'
export { muteAuthor, type MuteAuthor } from './triage/mute-author.ts'
export { removeIdentityPhoto } from './triage/remove-identity-photo.ts'
export { noteLook } from './triage/note-look.ts'
export {
  countWaiting,
  nextWaitingId,
  readWaiting,
  type NextWaiting,
  type QueueFilter,
  type Waiting,
} from './triage/queue-views.ts'
export { refusalReasons, refusalWordsMax, refusalUntoldMinutes, type RefusalReason } from './triage/refusal.ts'
export { contestedRefusals, refusalOf, type ContestedRefusal, type RefusalShown } from './triage/refusal-views.ts'
export { noteTriageTold, triageNews } from './triage/triage-news.ts'
export type { TriageNews } from './triage/news-store.ts'
export { refuseOpinion, type Refuse } from './triage/refuse-opinion.ts'
export { similarTo, type Similar, type SimilarItem } from './triage/similar-views.ts'
export { dangerIn, readyTopics, suggest, type Hint, type Suggestion } from './triage/suggest.ts'
export { addTopic, editTopic, retireTopic, type TopicForm } from './triage/edit-topic.ts'
export { findTopic, topicsFor, topicsToEdit, type OpinionTopic } from './triage/topic-views.ts'
export { undoTriage } from './triage/undo-triage.ts'
export {
  competences,
  householdsMax,
  opinionKinds,
  reaches,
  titleMax,
  type Competence,
  type Influence,
  type ItemHead,
  type ItemState,
  type OpinionKind,
  type Reach,
} from './items/item.ts'
export {
  countPlaceItems,
  listPlaceItems,
  wordsOfItems,
  type ItemFilter,
  type ItemPlace,
  type ListedItem,
} from './items/item-list-views.ts'
export { itemHistory, memberNotes, type ItemAct, type MemberNote } from './items/item-history-views.ts'
export { describeItem, type Description } from './items/describe-item.ts'
export { mergeItems, type Merge, type Merged } from './items/merge-items.ts'
export { mergeNews, noteTold } from './items/merge-news.ts'
export type { MergeNews } from './items/merge-news-store.ts'
export { objectToMerge } from './items/object-to-merge.ts'
export { splitOff } from './items/split-off.ts'
export { findLikeItem, type LikeItem } from './items/like-item-views.ts'
export { mySupports, readSupported, type OwnItem, type SupportedItem } from './items/own-item-views.ts'
export { askersBehind } from './items/asker-views.ts'
export { supportItem, withdrawSupport } from './items/support-item.ts'
export { undoMerge } from './items/undo-merge.ts'
export {
  itemsByIds,
  listItems,
  opinionIdsOfItem,
  readItem,
  weightiestOpen,
  type Item,
  type ItemsOf,
} from './items/item-views.ts'
export { addWording } from './add-wording.ts'
export {
  balanceOf,
  countDiversions,
  countQuestions,
  countsFrom,
  type Balance,
  type QuestionCounts,
} from './count-views.ts'
export { enterOpinionFor, type EnterFor, type PrintedReceipt } from './enter-opinion-for.ts'
export { eraseOpinionsOf } from './erase-opinions.ts'
export { findTwin } from './find-twin.ts'
export { guardText, type Diversion, type Guarded } from './guard.ts'
export { guessClass } from './guess-class.ts'
export { holdOpinionsOf, lockOpinionsBy } from './hold-views.ts'
export { handInOpinion, type HandedIn, type HandIn } from './hand-in-opinion.ts'
export { handInsMax, mayTryCode, noteWrongCode, wrongCodesMax } from './limits.ts'
export { moveAuthorship } from './move-authorship.ts'
export {
  filesMax,
  isShownName,
  opinionChannels,
  opinionClasses,
  shownNameMax,
  triageStates,
  wordsMax,
  type ChatChannel,
  type GuardMark,
  type OfficerChannel,
  type OpinionChannel,
  type OpinionClass,
  type OpinionNaming,
  type OpinionState,
  type TriageState,
} from './opinion.ts'
export {
  findByCode,
  findByCodeInChat,
  myOpinions,
  readOwnOpinion,
  type OwnOpinion,
  type PublicOpinion,
} from './opinion-views.ts'
export {
  listQuestions,
  readQuestion,
  type Question,
  type QuestionWording,
  type QuestionFilter,
  type QuestionPage,
  type QuestionsOf,
} from './question-views.ts'
export { hideMarked, maskText, type Masked } from './privacy/mask-text.ts'
export type { MaskKind, MaskSpan } from './privacy/mask-span.ts'
export { readStanding, type OpinionStanding } from './standing-views.ts'
export { openOwnWords, type OwnFirstWords } from './own-words-views.ts'
export { takeInWords } from './take-in-words.ts'
export { recordDiversion } from './record-diversion.ts'
export { authorsAtOnce, retainAuthors } from './retain-authors.ts'
export { releaseHeld } from './release-held.ts'
export { mayReunite, reuniteOpinion } from './reunite-opinion.ts'
export { withdrawOpinion } from './withdraw-opinion.ts'
export { askAuthor, askWordsMax } from './privacy/ask-author.ts'
export { askIdentity, disclosureDaysMax, purposeMax } from './privacy/ask-identity.ts'
export { askNews, disclosureNews, noteAsksTold, noteDisclosuresTold } from './privacy/ask-news.ts'
export type { AskNews } from './privacy/ask-store.ts'
export type { DisclosureNews } from './privacy/disclosure-store.ts'
export type { DisclosureState } from './privacy/disclosure-views.ts'
export { answerAsk, declineAsk } from './privacy/answer-ask.ts'
export { declineIdentity, endDisclosures, grantIdentity, revokeIdentity } from './privacy/answer-identity.ts'
export { mayReadOriginal } from './privacy/may-read-original.ts'
export {
  answersToAsksOf,
  ownPrivacy,
  readPrivacy,
  type Ask,
  type Disclosure,
  type OpinionPrivacy,
  type OwnPrivacy,
} from './privacy/privacy-views.ts'
export { possibleReaders } from './privacy/reader-views.ts'
export { releaseFile } from './privacy/release-file.ts'
export { seeIdentity, type SeenIdentity } from './privacy/see-identity.ts'
export { confirmTranscript, rejectTranscript } from './voice/answer-transcript.ts'
export { claimVoices, dropVoice, keepMachineTranscript } from './voice/machine-transcript.ts'
export { noteTranscriptsAsked, transcriptNews } from './voice/transcript-news.ts'
export type { TranscriptNews } from './voice/transcript-news-store.ts'
export type { TranscriptKey, TranscriptSource } from './voice/transcript-store.ts'
export { transcriptsOf, type Transcript } from './voice/transcript-views.ts'
export type { WaitingVoice } from './voice/voice-queue-store.ts'
export { transcriptMax, writeTranscript, type WriteTranscript } from './voice/write-transcript.ts'
