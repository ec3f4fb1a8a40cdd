// Search over everything that has words. What is kept of them are keyed hashes of folded syllables, so a stolen database
// tells no word; an entry leaves with what it stands for.
export { forgetEntry, indexEntry, type SearchEntry, type SearchKind } from './search-store.ts'
export { searchEntries, type Found, type Search } from './search-views.ts'
