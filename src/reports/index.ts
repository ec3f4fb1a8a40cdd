// Official reports and papers: the balance of a collection, held against its log of receipts, and what is issued from a
// session or an answer in the words of the office.
export { appendixLines, type AppendixLine } from './appendix-views.ts'
export { collectionBalance, type CollectionBalance } from './balance-views.ts'
export { conclusionPaper } from './conclusion-paper.ts'
export type { ReportFacts } from './report-facts-views.ts'
export { replyPaper } from './reply-paper.ts'
export { requireBalance } from './require-balance.ts'
export { isDueFor, sessionPaper, sessionPapers, type SessionPaper } from './session-papers.ts'
export { synthesisPaper } from './synthesis-paper.ts'
export { synthesisKinds, synthesisMax, type Synthesis, type SynthesisFigures, type SynthesisKind } from './synthesis.ts'
export {
  countPeriod,
  countSynthesesAsked,
  findSynthesis,
  listSyntheses,
  reportByCode,
  type ListedSynthesis,
} from './synthesis-views.ts'
export {
  approveSynthesis,
  askSynthesisApproval,
  draftSynthesis,
  saveSynthesis,
  sendBackSynthesis,
} from './write-synthesis.ts'
