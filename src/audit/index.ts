// Who did what to which thing. Rows are written in the transaction of the act and never changed; a sequencer chains
// them by hashes after commit, so that a row taken out, added or changed later shows.
export { recordAudit, type AuditRecord } from './record-audit.ts'
export { chainAudit } from './chain-audit.ts'
export { createAuditSequencer, type AuditSequencer } from './audit-sequencer.ts'
export { verifyAudit, type AuditVerdict } from './verify-audit.ts'
export { auditHead, listAudit, type AuditFilter, type AuditHead, type AuditLine } from './audit-views.ts'
