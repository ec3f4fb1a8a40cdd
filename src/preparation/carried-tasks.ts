import { isOverdue, openBefore, type LedgerTask } from '../conclusions/index.ts'
import type { Queryable } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { phrase } from '../phrases/index.ts'
import { lineTitleMax, whoMax, type AgendaLine, type NewLine } from './agenda.ts'
import { cutWording } from './cut-wording.ts'

/** To say what was done and when the rest will be. */
const minutesEach = 3

/** What earlier sessions of the unit concluded and will still be open on the day of this one, the late ones first. */
export type CarriedTask = LedgerTask & { readonly isLate: boolean }

export const carriedTasks = async (
  database: Queryable,
  { unitId, startsAt }: Pick<Dialogue, 'unitId' | 'startsAt'>,
): Promise<CarriedTask[]> => {
  const tasks = await openBefore(database, { unitId, before: startsAt })
  const day = vietnamDate(startsAt)
  return tasks.map((task) => ({ ...task, isLate: isOverdue(task, day) }))
}

const titleOf = (task: CarriedTask): string => {
  const due = formatShortDateVi(task.dueOn)
  const around = phrase('vi', 'conclusions:carried.line', { words: '', due }).length
  return phrase('vi', 'conclusions:carried.line', { words: cutWording(task.words, lineTitleMax - around), due })
}

/** Late tasks stand first on the agenda, each with the post that owns it; what an officer changed about a line stays. */
export const carriedLines = (tasks: readonly CarriedTask[], before: readonly AgendaLine[]): NewLine[] => {
  const former = new Map(before.map((line) => [line.taskId, line]))
  return tasks
    .filter(({ isLate }) => isLate)
    .map((task) => {
      const was = former.get(task.id)
      if (was) return was
      const said = { title: titleOf(task), who: cutWording(task.ownerPost, whoMax), minutes: minutesEach }
      return { ...said, taskId: task.id, itemId: null, topicId: null, place: 'hall', isPinned: true }
    })
}
