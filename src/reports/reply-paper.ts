import type { Answer } from '../answers/index.ts'
import type { Queryable } from '../database/index.ts'
import { fillTemplate, templateInForce, type OfficialDocument } from '../documents/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { phrase } from '../phrases/index.ts'
import type { Item } from '../questions/index.ts'
import type { Unit } from '../units/index.ts'
import { figure } from './figure.ts'
import { officeValues } from './office-values.ts'
import { officeOf } from './session-papers.ts'

const dayOf = (day: PlainDate | null): string => (day === null ? '' : formatShortDateVi(day))

/** Công văn trả lời: an approved answer on paper, to all who asked. Never who they are. */
export const replyPaper = async (
  database: Queryable,
  input: {
    readonly unit: Unit
    readonly item: Item
    readonly name: string
    readonly session: string | null
    readonly answer: Answer
    readonly now: Date
  },
): Promise<OfficialDocument> => {
  const { unit, item, name, session, answer, now } = input
  const { template } = await templateInForce(database, { unitPath: unit.path, kind: 'reply' })
  const values = {
    ...officeValues(await officeOf(database, unit)),
    so_viec: String(item.number),
    ten_viec: name,
    ten_cuoc: session ?? '',
    so_y_kien: figure(item.opinionCount),
    ket_qua: phrase('vi', `answers:decision.${answer.decision}`),
    noi_dung: answer.words,
    can_cu: answer.basis,
    co_quan: answer.answeringBody,
    chuc_vu: answer.post,
    nguoi_tra_loi: answer.personName ?? '',
    ngay_tra_loi: dayOf(answer.answeredOn),
    nguoi_thuc_hien: answer.responsible,
    han_thuc_hien: dayOf(answer.dueOn),
    ngay_hoan_thanh: dayOf(answer.doneOn),
  }
  return fillTemplate(template, values, vietnamDate(now))
}
