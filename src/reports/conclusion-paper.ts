import { conclusionOf, tasksOf, type Task } from '../conclusions/index.ts'
import type { Queryable } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { fillTemplate, templateInForce, type OfficialBlock, type OfficialDocument } from '../documents/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import type { Unit } from '../units/index.ts'
import { officeOf } from './session-papers.ts'
import { sessionValues } from './session-values.ts'

const owner = ({ ownerPost, ownerName, areaMember }: Task): string =>
  [ownerName === '' ? ownerPost : `${ownerPost} (${ownerName})`, areaMember === '' ? '' : `theo dõi: ${areaMember}`]
    .filter((part) => part !== '')
    .join('; ')

const taskTable = (tasks: readonly Task[]): OfficialBlock[] =>
  tasks.length === 0
    ? []
    : [
        {
          kind: 'table',
          head: ['TT', 'Nhiệm vụ', 'Người chịu trách nhiệm', 'Thời hạn'],
          rows: tasks.map((task) => [String(task.number), task.words, owner(task), formatShortDateVi(task.dueOn)]),
          widths: [8, 46, 30, 16],
        },
      ]

/** Thông báo kết luận of a session, in the words of its office. */
export const conclusionPaper = async (
  database: Queryable,
  { dialogue, unit, now }: { readonly dialogue: Dialogue; readonly unit: Unit; readonly now: Date },
): Promise<OfficialDocument> => {
  const conclusion = await conclusionOf(database, dialogue.id)
  if (!conclusion) throw new AppError('NOT_FOUND', 'nothing was concluded')
  const [office, tasks, { template }] = await Promise.all([
    officeOf(database, unit),
    tasksOf(database, conclusion.id),
    templateInForce(database, { unitPath: unit.path, kind: 'conclusion' }),
  ])
  const values = {
    ...sessionValues({ dialogue, agenda: [], participants: [], ...office }),
    tom_tat: conclusion.summary,
    nhiem_vu: taskTable(tasks),
  }
  return fillTemplate(template, values, vietnamDate(conclusion.approvedAt ?? now))
}
