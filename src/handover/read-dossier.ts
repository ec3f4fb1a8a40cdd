import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openDossier, type Dossier } from './dossier.ts'
import { latestDossier } from './handover-views.ts'

/** The dossier as it stands in its latest revision; nothing before it was frozen. */
export const readDossier = async (
  database: Queryable,
  keyring: Keyring,
  handoverId: string,
): Promise<{ readonly dossier: Dossier; readonly digest: string; readonly revision: number } | undefined> => {
  const row = await latestDossier(database, handoverId)
  if (!row?.content) return undefined
  return { dossier: openDossier(keyring, handoverId, row.content), digest: row.digest, revision: row.revision }
}
