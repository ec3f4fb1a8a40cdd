// Notices to many: an announcement, change or cancellation drafted from a session's record, approved by a second
// person, fanned out page by page through the outbox to the people of the units, and later judged when somebody
// pastes one. Outcomes are counted where they happen, in the outbox and its history.
export { smsOf } from './about.ts'
export type { AudienceSource } from './audience.ts'
export { aloneApprovals } from './approval-views.ts'
export { approveBroadcast } from './approve-broadcast.ts'
export {
  broadcastsTopic,
  isLetter,
  letterKinds,
  longestNotice,
  refOf,
  type Broadcast,
  type BroadcastKind,
  type BroadcastState,
  type LetterKind,
  type NoticeTexts,
} from './broadcast.ts'
export { broadcastProgress, type BroadcastCounts, type BroadcastProgress } from './broadcast-progress-views.ts'
export {
  findBroadcast,
  listBroadcasts,
  listBroadcastsOf,
  readContent,
  waitingForApproval,
  type NoticeContent,
} from './broadcast-views.ts'
export { letterAsSms } from './compose-sms.ts'
export { circleParts, type Circle, type CirclePart } from './circle.ts'
export type { Difference } from './compare-notice.ts'
export { draftLetter, requireLetterDue } from './draft-letter.ts'
export { draftAnnouncement, draftCancellation, draftChange } from './draft-notice.ts'
export { editBroadcast } from './edit-broadcast.ts'
export { fanOutStep, runFanOut, type FanOutOptions, type StepOutcome } from './fan-out.ts'
export { isLate } from './legal-clock.ts'
export { judgeNotice, noticeByCode, type Judgement, type Verdict } from './judge-notice.ts'
export { looksLikeNotice } from './looks-like-notice.ts'
export { readAhead } from './read-ahead.ts'
export { planDrafts } from './plan-broadcast.ts'
export { previewFor, type Preview } from './preview.ts'
export { relayGroups, type RelayGroup } from './relay-views.ts'
export { releaseHeld } from './release-held.ts'
export { rejectBroadcast } from './reject-broadcast.ts'
export { templateData, templateFields } from './template-data.ts'
export { arrangeDelivery } from './arrange-delivery.ts'
export { paceBroadcast, paceRange, pauseBroadcast, resumeBroadcast, stopBroadcast } from './steer-broadcast.ts'
export type { ClosedAccount } from './closed-accounts-views.ts'
export { stuckAccounts, type StuckAccount } from './stuck-views.ts'
export { aimLetter, discardLetter } from './steer-letter.ts'
export { eraseRecipientsOf } from './erase-recipients-store.ts'
export { approveArticle, declareUnsent, withdrawArticle } from './approve-article.ts'
export type { ArticleState, NoticeArticle } from './article.ts'
export { articleAccounts, articlesOf, type ArticleAccount, type ShownArticle } from './article-views.ts'
export { askArticle } from './ask-article.ts'
export { sendDueArticles, type ArticleDesk, type ArticleOutcome } from './send-due-articles.ts'
