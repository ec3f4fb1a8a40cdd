// The ground that every store stands on: the pool, transactions, migrations and pokes between processes.
// Only `*-store.ts` and `*-views.ts` write queries; verbs get an open `Transaction`, screens a `Queryable`.
export { connect, disconnect, type Database, type Queryable, type Transaction } from './connect.ts'
export { makeBackup, type BackupResult } from './backup/make-backup.ts'
export { readBackupHead, restoreBackup, type RestoreResult } from './backup/restore-backup.ts'
export { arrayLiteral } from './array-literal.ts'
export { act, type House, type Scope } from './scope.ts'
export { inSavepoint, inTransaction, onCommit } from './transaction.ts'
export { migrate, readSchemaState } from './migrate.ts'
export { keepSecretKey, openDataKey } from './secret-key.ts'
export { dropHistoryMonths, ensureHistoryMonths } from './history.ts'
export { serviceRole } from './service-role.ts'
export { startSignals, type Signals } from './signals.ts'
