import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { callDialogue } from './call-dialogue.ts'
import { hostUnit } from './check-places.ts'
import { lastHotline } from './dialogue-views.ts'
import type { Dialogue } from './dialogue.ts'
import { urgentTemplate, type UrgentCall } from './urgent-template.ts'
import { wrongField } from './wrong-field.ts'

/** Calls a session that is `đột xuất` from five answers. */
export const callUrgently = async (scope: Scope, input: UrgentCall): Promise<Dialogue> => {
  const officer = requireOfficer(scope.actor)
  const host = await hostUnit(scope.tx, input.unitId)
  requireRole(officer, ['front_officer'], host.path)
  const hotline = input.hotline ?? (await lastHotline(scope.tx, input.unitId))
  if (hotline === undefined) throw wrongField('hotline', 'empty')
  return await callDialogue(scope, urgentTemplate({ ...input, hotline }, host.fullName, scope.clock.now()))
}
