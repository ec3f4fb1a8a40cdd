// What the law asks for, as data: periods, numbers and shares with their source, their validity and whether somebody
// has read the act. A deadline is computed from the rule that held when the matter began; rules that are switched off
// count nowhere.
export { channelRules, type ChannelRule, type ChannelRules } from './channel-rules-views.ts'
export { formerChannelRules, type FormerRule } from './channel-history-views.ts'
export { longestSource } from './check-source.ts'
export { deadlineFor, type Due } from './deadline-for.ts'
export type { Holiday } from './holiday.ts'
export { holidaysOf, holidayYears, yearsWithoutHolidays, workingCalendars, type HolidayYear } from './holiday-views.ts'
export { saveHolidays, type HolidayOutcome } from './save-holidays.ts'
export type { HolidayLineFault } from './read-holidays.ts'
export { setChannelRule, type ChannelRuleInput } from './set-channel-rule.ts'
export type { Measure, Rule } from './rule.ts'
export { isRetentionKind, type RetentionKind } from './retention-kinds.ts'
export {
  findRetention,
  lastRetentionRuns,
  retentionRules,
  type RetentionRule,
  type RetentionRun,
} from './retention-views.ts'
export { setRetention, type RetentionInput } from './set-retention.ts'
export { findRule, listRules, rulesFor } from './rule-views.ts'
export { switchRule } from './switch-rule.ts'
export { amendRule } from './amend-rule.ts'
