import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { addDays, daysBetween, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { officersOf, tellOfficer } from '../officers/index.ts'
import { phrase } from '../phrases/index.ts'
import { countReached, insertReminder } from './conclusion-store.ts'
import { tasksToRemind, type OwedTask } from './reminder-views.ts'
import { aboveAfter, remindBefore, remindEvery } from './conclusion.ts'

type Reminder = { readonly kind: 'soon' | 'late' | 'above'; readonly dueOn: PlainDate }

/** Of a row of days, each `every` after the one before, the last that has come; null before the first. */
const lastOf = (first: PlainDate, today: PlainDate): PlainDate | null => {
  const gone = daysBetween(first, today)
  return gone < 0 ? null : addDays(first, gone - (gone % remindEvery))
}

/** Which reminders of a task are due: what was missed on its own day is made up for, once and not for each week. */
export const remindersDue = (dueOn: PlainDate, today: PlainDate): Reminder[] => {
  const soon = addDays(dueOn, -remindBefore)
  if (today <= dueOn) return today < soon ? [] : [{ kind: 'soon', dueOn: soon }]
  const late = lastOf(addDays(dueOn, 1), today)
  const above = lastOf(addDays(dueOn, aboveAfter + 1), today)
  return [
    ...(late === null ? [] : [{ kind: 'late', dueOn: late } as const]),
    ...(above === null ? [] : [{ kind: 'above', dueOn: above } as const]),
  ]
}

const whom = async (scope: Scope, task: OwedTask, kind: Reminder['kind']): Promise<string[]> => {
  const owner = task.ownerOfficerId === null ? [] : [task.ownerOfficerId]
  if (kind === 'soon') return owner
  if (kind === 'late') return [...owner, ...(await officersOf(scope.tx, task.unitId, ['front_officer']))]
  if (task.aboveId === null) return []
  return await officersOf(scope.tx, task.aboveId, ['front_officer', 'supervisor'])
}

const remind = async (scope: Scope, task: OwedTask, due: Reminder, today: PlainDate): Promise<number> => {
  const values = {
    words: task.words,
    who: task.ownerPost,
    session: task.session,
    unit: task.unitName,
    due: formatShortDateVi(task.dueOn),
    days: daysBetween(task.dueOn, today),
  }
  let reached = 0
  for (const officerId of new Set(await whom(scope, task, due.kind))) {
    const told = await tellOfficer(scope, {
      officerId,
      dedupeKey: `conclusion:${task.id}:${due.kind}:${due.dueOn}`,
      text: (locale) => phrase(locale, `conclusions:remind.${due.kind}`, values),
    })
    if (told) reached += 1
  }
  return reached
}

/**
 * A job of every morning. The owner is reminded three days before the day, and with the unit's officers every week from
 * the day after; from two weeks later the level above hears of it as well. Each reminder goes once, whether or not somebody
 * can be written to: the ledger shows it in either case. Returns how many reminders were made.
 */
export const remindOwners = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  const today = vietnamDate(now)
  let made = 0
  for (const task of await tasksToRemind(scope.tx, addDays(today, remindBefore))) {
    for (const due of remindersDue(task.dueOn, today)) {
      const reminder = { taskId: task.id, ...due }
      if (!(await insertReminder(scope.tx, reminder, now))) continue
      const reached = await remind(scope, task, due, today)
      await countReached(scope.tx, reminder, reached)
      await recordAudit(scope, {
        action: 'conclusion.reminded',
        subject: { kind: 'conclusion', id: task.conclusionId },
        unitId: task.unitId,
        details: { task: task.number, kind: due.kind, reached },
      })
      made += 1
    }
  }
  return made
}
