import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { lockOpinionsBy } from '../questions/index.ts'
import { digestOf, dossierBytes, openDossier, redacted, sealDossier } from './dossier.ts'
import { lockHandover, putDossier } from './handover-store.ts'
import { dossiersWith, latestDossier } from './handover-views.ts'
import { noteAct } from './take-handover.ts'

/**
 * For an erasure, before the person's opinions lose their author: each dossier with their words gets a revision without
 * them. The earlier bytes go, their digest stays. Returns how many.
 */
export const redactDossiersOf = async (scope: Scope, residentId: string): Promise<number> => {
  const { actor, tx, keyring } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the author or a job redacts dossiers', { phrase: 'errors:forbidden' })
  }
  // A dossier that is being frozen right now is there afterwards.
  await lockOpinionsBy(tx, residentId)
  const found = await dossiersWith(tx, residentId)
  for (const [id, opinionIds] of found) {
    const handover = await lockHandover(tx, id)
    const latest = await latestDossier(tx, id)
    if (!handover || !latest?.content) throw new AppError('INTERNAL', 'a dossier without its bytes')
    const bytes = dossierBytes(redacted(openDossier(keyring, id, latest.content), opinionIds))
    const digest = digestOf(bytes)
    if (digest === latest.digest) continue
    await putDossier(tx, {
      handoverId: id,
      revision: latest.revision + 1,
      why: 'erased',
      digest,
      content: sealDossier(keyring, id, bytes),
      madeAt: scope.clock.now(),
    })
    await noteAct(scope, 'handover.redacted', handover, { digest, before: latest.digest })
  }
  return found.size
}
