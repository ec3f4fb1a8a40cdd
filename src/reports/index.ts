// Official reports: the balance of a collection, held against its log of receipts, and what is issued from it.
export { collectionBalance, type CollectionBalance } from './balance-views.ts'
export { requireBalance } from './require-balance.ts'
export { sessionReport } from './session-report.ts'
export { reportFacts, type ReportFacts } from './report-facts-views.ts'
