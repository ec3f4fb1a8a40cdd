// Handing over (phiếu chuyển): matters go with a frozen dossier to the Front of another unit or to a competent body; a
// second person sends, the receiver confirms or gives back with a reason, nothing goes round in a circle.
export { draftHandover, type HandoverDraft } from './draft-handover.ts'
export { digestOf, dossierBytes, type Dossier } from './dossier.ts'
export {
  handoverMax,
  outcomes,
  returnReasons,
  type Handover,
  type HandoverParty,
  type HandoverState,
  type Receiver,
} from './handover.ts'
export { findHandover, handoverPage, incomingHandovers, receivedItemIds, sentHandovers } from './handover-views.ts'
export {
  eraseHandoverTellings,
  handoverNews,
  moveHandoverTellings,
  noteHandoversTold,
  retainHandoverTellings,
  type HandoverNews,
} from './handover-news.ts'
export { handedOnOfItem, type HandedOn } from './news-views.ts'
export { zipDossier } from './dossier-zip.ts'
export {
  linkDays,
  makeHandoverLink,
  openHandoverLink,
  receiveByLink,
  returnByLink,
  type LinkedParty,
} from './handover-link.ts'
export { handoverPaper } from './handover-paper.ts'
export { addRoute, removeRoute, suggestRoute } from './route-rules.ts'
export { routesFor, type Route } from './route-views.ts'
export { readDossier } from './read-dossier.ts'
export { markHandoverOutcome, receiveHandover, returnHandover } from './receive-handover.ts'
export { redactDossiersOf } from './redact-dossiers.ts'
export { approveHandover, askHandoverApproval, dropHandover, sendBackHandover } from './send-handover.ts'
