// The year: which sessions a unit means to hold (kế hoạch năm), what was held of it, and what each session has taught
// (rút kinh nghiệm), which the next plan begins with.
export { approvePlan, askPlanApproval, sendBackPlan } from './approve-plan.ts'
export { draftPlan } from './draft-plan.ts'
export { linkPlanLine } from './link-plan-line.ts'
export { lengths, lineTypes, planLevels, type LineFields, type Plan, type PlanFields, type PlanLine } from './plan.ts'
export { planDocument } from './plan-document.ts'
export {
  countPlansAsked,
  findPlan,
  findReview,
  linesOf,
  linkableSessions,
  listPlans,
  unplannedSessions,
  type PlannedLine,
} from './plan-views.ts'
export { reviewPoints, type Review } from './review.ts'
export { reviewSession } from './review-session.ts'
export { removePlanLine, savePlanHead, savePlanLine } from './save-plan.ts'
