// Receipts that prove completeness: everything that was said is a leaf of its collection's log, an RFC 6962 tree whose
// roots are fixed and published. A leaf gives nothing away, and survives the erasure of what it stands for.
export { closeDueLogs } from './close-log.ts'
export { giveFormLeaves, releaseFormLeaves } from './give-form-leaves.ts'
export { giveLeaf } from './give-leaf.ts'
export { newSalt } from './leaf.ts'
export { placeOfOpinion, yearOf } from './receipt-log.ts'
export { wipeSalts } from './receipt-store.ts'
export { openWordsSalt, sealWordsSalt } from './sealed-salts.ts'
