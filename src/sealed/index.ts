// Opinions before a confidence vote: a window that opens by its ordering document alone, envelopes sealed in the author's
// browser to readers of the Front, two of whom open together in theirs. The server holds no key that opens.
export { approveWindow, askWindowApproval, closeDueWindows, destroyEnvelopes, dropWindow } from './approve-window.ts'
export { wordsMax, type Envelope } from './crypto.ts'
export { changeWindow, draftWindow, type WindowInput } from './draft-window.ts'
export { handInEnvelope, linkFor } from './hand-in-envelope.ts'
export { openExport } from './open-export.ts'
export { giveRecipient, handShares, noteReading, proveKey } from './reader-keys.ts'
export {
  envelopesOf,
  findSealedReceipt,
  findWindow,
  findWindowByCode,
  handedTo,
  listWindows,
  openWindowsOf,
  possibleReaders,
  readersOf,
  readLog,
  readSynthesis,
  windowsOfReader,
} from './sealed-views.ts'
export { authorScript, readerScript } from './page-scripts.ts'
export { releaseSynthesis, writeSynthesis } from './synthesis.ts'
export { occasions, takesEnvelopes, type Reader, type SealedWindow } from './window.ts'
