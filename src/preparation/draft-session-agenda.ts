import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { replaceAgenda } from './agenda-store.ts'
import { listAgenda, listMatters, type NameItem } from './agenda-views.ts'
import { draftAgenda, shareOut, type NewLine } from './agenda.ts'
import { carriedLines, carriedTasks } from './carried-tasks.ts'
import { lockPreparation, updatePreparation } from './preparation-store.ts'
import { minutesForItems, sessionMinutes } from './preparation.ts'
import { takeSession } from './take-session.ts'
import { changedMeanwhile } from './wrong-field.ts'

type Input = { readonly dialogueId: string; readonly version: number; readonly nameOf: NameItem }

/**
 * Drafts the agenda anew: first what earlier sessions concluded and is late, then what came in, by the rule. Lines that an officer wrote stay, and minutes that an officer
 * pinned: whoever pinned a matter wanted it in the hall.
 */
export const draftSessionAgenda = async (scope: Scope, input: Input): Promise<void> => {
  requireOfficer(scope.actor)
  const { dialogue, unit, officerId } = await takeSession(scope, input.dialogueId)
  const now = scope.clock.now()
  const plan = await lockPreparation(scope.tx, dialogue, now)
  if (plan.version !== input.version) throw changedMeanwhile('an agenda')
  const minutes = minutesForItems(sessionMinutes(dialogue), plan)
  const before = await listAgenda(scope.tx, dialogue.id)
  const matters = await listMatters(scope.tx, dialogue.id, input.nameOf)
  const former = new Map(before.flatMap((line) => (line.itemId === null ? [] : [[line.itemId, line]])))
  const drafted = draftAgenda(matters, plan, minutes).map((line): NewLine => {
    const was = former.get(line.itemId ?? '')
    if (!was) return line
    const kept = { ...line, id: was.id, title: was.title, who: was.who }
    return was.isPinned ? { ...kept, place: was.place, minutes: was.minutes, isPinned: true } : kept
  })
  const own = before.filter(({ itemId, taskId }) => itemId === null && taskId === null)
  const carried = carriedLines(await carriedTasks(scope.tx, dialogue), before)
  const weights = new Map(matters.map(({ id, weight }) => [id, weight]))
  const lines = shareOut([...carried, ...own, ...drafted], (id) => weights.get(id ?? '') ?? 0, minutes)
  const inHall = lines.filter(({ place }) => place === 'hall')
  await replaceAgenda(scope.tx, dialogue.id, before, [...inHall, ...lines.filter(({ place }) => place === 'written')])
  await updatePreparation(scope.tx, dialogue.id, { departure: null }, { officerId, now })
  await recordAudit(scope, {
    action: 'agenda.drafted',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: {
      rule: plan.rule,
      minutes,
      carried: carried.length,
      hall: inHall.length,
      written: lines.length - inHall.length,
    },
  })
}
