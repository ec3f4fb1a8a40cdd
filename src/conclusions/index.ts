// Kết luận: what a session has concluded as numbered tasks, each with a post that owns it and a day; its approval and
// publication, what was done, what is late, and the Front's remarks, which must be answered.
export {
  approveConclusion,
  askConclusionApproval,
  publishConclusion,
  sendBackConclusion,
} from './approve-conclusion.ts'
export {
  isOverdue,
  lengths,
  publicationWays,
  remindBefore,
  type Conclusion,
  type Remark,
  type Step,
  type Task,
  type TaskInput,
} from './conclusion.ts'
export {
  conclusionOf,
  itemsOfTasks,
  ledger,
  ledgerPage,
  taskPlace,
  tasksByIds,
  type FoundTask,
  openBefore,
  remarksOf,
  stepsOf,
  tasksOf,
  type LedgerTask,
} from './conclusion-views.ts'
export { answerRemark, closeTask, noteStep, remark } from './follow-task.ts'
export { noteGiven } from './note-given.ts'
export {
  eraseTellingsOf,
  moveTellingsOf,
  noteProgressTold,
  progressNews,
  retainTellings,
  type ProgressNews,
} from './progress-news.ts'
export { progressOfItem, type Progress } from './progress-views.ts'
export { recipientsOf, type Recipient } from './recipients.ts'
export { remindOwners } from './remind-owners.ts'
export { deliveriesOf, remindersOf, type SentReminder } from './reminder-views.ts'
export { draftConclusion, removeTask, saveSummary, saveTask } from './write-conclusion.ts'
