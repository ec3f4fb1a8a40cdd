import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { replaceAgenda } from './agenda-store.ts'
import { listAgenda, listMatters, type NameItem } from './agenda-views.ts'
import { departures, linesMax, lineTitleMax, pickedByRule, shareOut, whoMax, type NewLine } from './agenda.ts'
import { lockPreparation, updatePreparation } from './preparation-store.ts'
import { departureMax, minutesForItems, sessionMinutes } from './preparation.ts'
import { readLine, readWhole, requireLine } from './read-line.ts'
import { takeSession } from './take-session.ts'
import { changedMeanwhile, wrongField } from './wrong-field.ts'

type Input = {
  readonly dialogueId: string
  readonly version: number
  /** In their new order. */
  readonly lines: readonly NewLine[]
  /** Shares the minutes of the lines that are not pinned out anew. */
  readonly share: boolean
  /** Why it departs from the rule; wanted once the collection has closed. */
  readonly departure: string
  readonly nameOf: NameItem
}

const checkLine = (line: NewLine, index: number): NewLine => ({
  ...line,
  title: requireLine(line.title, { field: `title.${index}`, max: lineTitleMax }),
  who: readLine(line.who, { field: `who.${index}`, max: whoMax }) || null,
  minutes: line.place === 'written' ? 0 : readWhole(line.minutes, { field: `minutes.${index}`, min: 0, max: 600 }),
})

/**
 * Saves the agenda as an officer arranged it. Where it departs from the rule that residents were shown, and the rule is
 * fixed already, it says why.
 */
export const saveAgenda = async (scope: Scope, input: Input): Promise<void> => {
  requireOfficer(scope.actor)
  const { dialogue, unit, officerId } = await takeSession(scope, input.dialogueId)
  const now = scope.clock.now()
  const plan = await lockPreparation(scope.tx, dialogue, now)
  if (plan.version !== input.version) throw changedMeanwhile('an agenda')
  if (input.lines.length > linesMax) throw wrongField('', 'tooMany', { max: linesMax, length: input.lines.length })
  const before = await listAgenda(scope.tx, dialogue.id)
  const matters = await listMatters(scope.tx, dialogue.id, input.nameOf)
  const known = new Set([...matters.map(({ id }) => id), ...before.map(({ itemId }) => itemId)])
  // Which task a line stands for is not a form's to say.
  const tasks = new Map(before.map(({ id, taskId }) => [id, taskId]))
  const checked = input.lines.map((line, index) => ({
    ...checkLine(line, index),
    taskId: tasks.get(line.id ?? '') ?? null,
  }))
  if (checked.some(({ itemId }) => itemId !== null && !known.has(itemId))) throw wrongField('', 'item')
  const minutes = minutesForItems(sessionMinutes(dialogue), plan)
  const weights = new Map(matters.map(({ id, weight }) => [id, weight]))
  const lines = input.share ? shareOut(checked, (id) => weights.get(id ?? '') ?? 0, minutes) : checked
  const departure = readLine(input.departure, { field: 'departure', max: departureMax })
  const { added, missing } = departures(lines, pickedByRule(matters, plan, minutes))
  if (plan.isFrozen && departure === '' && added.length + missing.length > 0) throw wrongField('departure', 'departure')
  const inHall = lines.filter(({ place }) => place === 'hall')
  await replaceAgenda(scope.tx, dialogue.id, before, [...inHall, ...lines.filter(({ place }) => place === 'written')])
  await updatePreparation(scope.tx, dialogue.id, { departure: departure || null }, { officerId, now })
  await recordAudit(scope, {
    action: 'agenda.saved',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { hall: inHall.length, written: lines.length - inHall.length, added, missing, departure },
  })
}
