// The planner: by which way each person gets a message, cheapest lawful first, and what that comes to. The choice itself is
// pure: people come from the residents' room, figures from the rules; broadcasts and reminders carry it out.
export { chooseWay, isHeldByClosed, type Situation } from './choose-way.ts'
export { accountMeans, type AccountMeans } from './means-views.ts'
export { createPlan, type AccountRate, type Plan } from './plan.ts'
export { situationOf } from './situation.ts'
export { templateQuotaOf } from './templates-left-views.ts'
export { ways, type Choice, type Means, type Reach, type Way, type WayRules } from './way.ts'
