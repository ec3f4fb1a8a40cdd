// The legal clock: what a unit owes by a rule of the law, or by a day that was agreed on, and is late or nearly so.
// Nothing is kept here; everything is computed from the records, the rules and the holidays.
export type { Clock } from './clock.ts'
export { readClocks } from './read-clocks.ts'
