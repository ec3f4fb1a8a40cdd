import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { indexEntry } from '../search/index.ts'
import { findUnit } from '../units/index.ts'
import { findDialogue } from './dialogue-views.ts'
import { unindexedDialogues } from './unindexed-views.ts'

/** Makes a session findable by what its record says in public. */
export const indexDialogue = async (scope: Pick<Scope, 'tx' | 'keyring'>, id: string): Promise<void> => {
  const one = await findDialogue(scope.tx, id)
  const unit = one && (await findUnit(scope.tx, one.unitId))
  if (!one || !unit) return
  await indexEntry(scope.tx, scope.keyring, {
    id,
    kind: 'dialogue',
    at: one.startsAt,
    unitPath: unit.path,
    dialogueId: id,
    texts: [one.title, one.topic ?? '', one.place, ...one.hosts.map(({ name }) => name), one.pack.summary ?? ''],
  })
}

/** Sessions called before there was a search. Returns how many it took. */
export const indexMissingDialogues = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const ids = await unindexedDialogues(scope.tx, 200)
  for (const id of ids) await indexDialogue(scope, id)
  return ids.length
}
