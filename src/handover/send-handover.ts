import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { holdOpinionsOf } from '../questions/index.ts'
import { composeDossier } from './compose-dossier.ts'
import { digestOf, dossierBytes, sealDossier } from './dossier.ts'
import { refuseCircle } from './draft-handover.ts'
import { handoverMax } from './handover.ts'
import { changeHandover, keepOpinions, putDossier, stepHandover } from './handover-store.ts'
import { noteAct, takeOwnHandover, tellOfHandover, type Seen } from './take-handover.ts'
import { readRequired, wrongField } from './wrong-field.ts'

/** Freezes the dossier as it stands and lays the handover before a second person. */
export const askHandoverApproval = async (scope: Scope, input: Seen): Promise<void> => {
  const { handover } = await takeOwnHandover(scope, input, { states: ['draft'] })
  const now = scope.clock.now()
  await holdOpinionsOf(
    scope.tx,
    handover.items.map(({ itemId }) => itemId),
  )
  const dossier = await composeDossier(scope, handover)
  const ids = dossier.items.flatMap(({ opinions }) => opinions.map(({ id }) => id))
  if (ids.length === 0) throw wrongField('items', 'empty')
  const bytes = dossierBytes(dossier)
  const digest = digestOf(bytes)
  await putDossier(scope.tx, {
    handoverId: handover.id,
    revision: (handover.dossiers[0]?.revision ?? 0) + 1,
    why: 'frozen',
    digest,
    content: sealDossier(scope.keyring, handover.id, bytes),
    madeAt: now,
  })
  await keepOpinions(scope.tx, handover.id, ids)
  await changeHandover(scope.tx, handover.id, { state: 'asked', sentBackWhy: null }, now)
  await noteAct(scope, 'handover.approval_asked', handover, { digest })
}

/** The second person approves: the frozen dossier goes out. */
export const approveHandover = async (
  scope: Scope,
  input: Seen & { readonly aloneBecause?: string },
): Promise<void> => {
  const { handover, officerId } = await takeOwnHandover(scope, input, { states: ['asked'], roles: ['approver'] })
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy: handover.writtenBy,
    unitPath: handover.unitPath,
    aloneBecause: input.aloneBecause,
  })
  await refuseCircle(
    scope,
    handover.items.map(({ itemId }) => itemId),
    handover.parties.map(({ unitId, name }) => ({ unitId, body: unitId === null ? name : '' })),
  )
  const now = scope.clock.now()
  const change = { state: 'sent', approvedBy: officerId, approvalNote, sentAt: now, dated: vietnamDate(now) } as const
  await changeHandover(scope.tx, handover.id, change, now)
  await stepHandover(scope.tx, handover.id, now)
  await noteAct(scope, approvalNote === null ? 'handover.sent' : 'handover.sent_alone', handover)
  await tellOfHandover(scope, 'handover.sent', handover)
}

/** The second person wants it otherwise, and says what; it is frozen anew when it is laid before them again. */
export const sendBackHandover = async (scope: Scope, input: Seen & { readonly why: string }): Promise<void> => {
  const { handover } = await takeOwnHandover(scope, input, { states: ['asked'], roles: ['approver'] })
  const sentBackWhy = readRequired('why', input.why, handoverMax.why)
  await changeHandover(scope.tx, handover.id, { state: 'draft', sentBackWhy }, scope.clock.now())
  await noteAct(scope, 'handover.sent_back', handover)
}

/** Lets a handover go that was not sent. */
export const dropHandover = async (scope: Scope, input: Seen): Promise<void> => {
  const { handover } = await takeOwnHandover(scope, input, { states: ['draft', 'asked'] })
  await changeHandover(scope.tx, handover.id, { state: 'dropped' }, scope.clock.now())
  await noteAct(scope, 'handover.dropped', handover)
}
