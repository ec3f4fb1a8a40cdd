// The planner: by which way each person gets a notice, cheapest lawful first, and what that comes to. Pure: people come
// from the residents' room, figures from the rules, and the broadcasts carry it out.
export { chooseWay, type Situation } from './choose-way.ts'
export { createPlan, type AccountRate, type Plan } from './plan.ts'
export { ways, type Choice, type Means, type Reach, type Way, type WayRules } from './way.ts'
