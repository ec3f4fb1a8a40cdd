// Places: what the country, provinces, communes, villages and ward groups are called and were called, how they lie in
// each other, and what became of them. Finds the unit that a resident means; never guesses it for a divided one.
export { addUnit, type NewGroup } from './add-unit.ts'
export {
  agreeNetwork,
  endNetwork,
  longestMinutesNumber,
  longestNetworkName,
  type AgreedNetwork,
} from './agree-network.ts'
export { attachMinutes, largestMinutes } from './attach-minutes.ts'
export { networkKinds, type Network, type NetworkKind } from './network.ts'
export { allNetworksOf, networksOf } from './network-views.ts'
export { changeUnits } from './change-units.ts'
export { importGroups, type GroupsOutcome } from './import-groups.ts'
export { importUnits, type ImportOutcome } from './import-units.ts'
export { readCsv } from './read-csv.ts'
export { readDataset } from './read-dataset.ts'
export { readUnitsFile, type UnitsFileFault } from './read-units-file.ts'
export type { GroupsFileFault } from './read-groups-file.ts'
export type { UnitChange, UnitMove, OpenedUnit } from './unit-change.ts'
export { setVoters } from './set-voters.ts'
export { searchUnits, type SearchOptions, type UnitMatch } from './unit-search-views.ts'
export { concernedUnits, findUnit, unitsBelow, unitWithAncestors, type ConcernedUnit, type Unit } from './unit-views.ts'
export { countryId, type Share, type UnitLevel, type UnitType } from './unit.ts'
export { placeName, unitInSentence } from './unit-words.ts'
