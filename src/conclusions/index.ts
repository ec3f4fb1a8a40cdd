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
  type Conclusion,
  type Remark,
  type Step,
  type Task,
  type TaskFields,
} from './conclusion.ts'
export { conclusionOf, ledger, openBefore, remarksOf, stepsOf, tasksOf, type LedgerTask } from './conclusion-views.ts'
export { answerRemark, closeTask, noteStep, remark } from './follow-task.ts'
export { draftConclusion, removeTask, saveSummary, saveTask } from './write-conclusion.ts'
