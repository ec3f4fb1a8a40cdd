// The overview: what is counted ahead for pages that must not count a million rows, and what a ward or a city sees of
// all its sessions, its opinions and what waits for whom.
export { foldTallies, recountTallies } from './keep-tallies.ts'
export {
  overviewOf,
  silentUnits,
  type Overview,
  type SessionRow,
  type SilentUnit,
  type UnitRow,
  type Year,
} from './overview-views.ts'
export { waitingOf, type Wait, type Waiting, type WaitKind } from './waits-views.ts'
export { filterPages, removeFilter, saveFilter, type FilterPage } from './save-filter.ts'
export { savedFilters, type SavedFilter } from './filter-views.ts'
