import { act, type Database } from '../../src/database/index.ts'
import {
  approveForm,
  askApproval,
  closeForm,
  draftForm,
  type Form,
  type FormContent,
  type FormItem,
  type FormSettings,
} from '../../src/forms/index.ts'
import type { OfficerActor, Role } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { BenchHouse } from './bench-house.ts'

type House = BenchHouse['house']

const choices = (...texts: readonly string[]) => texts.map((vi, at) => ({ id: `c${at}`, text: { vi } }))

const items: readonly FormItem[] = [
  {
    kind: 'single',
    id: 'content',
    text: { vi: 'Ông/bà có hài lòng với việc thu gom rác không?' },
    required: true,
    choices: choices('Hài lòng', 'Tạm được', 'Chưa hài lòng'),
    skips: [{ when: 'c0', to: 'scale' }],
  },
  {
    kind: 'multiple',
    id: 'change',
    text: { vi: 'Cần thay đổi điều gì?' },
    required: false,
    choices: choices('Giờ thu gom', 'Điểm tập kết', 'Số ngày thu gom', 'Xe thu gom', 'Mức phí'),
  },
  { kind: 'scale', id: 'scale', text: { vi: 'Đường ngõ sạch đến mức nào?' }, required: true, from: 1, to: 5 },
  {
    kind: 'ranking',
    id: 'first',
    text: { vi: 'Việc nào cần làm trước?' },
    required: false,
    choices: choices('Thoát nước', 'Chiếu sáng', 'Cây xanh', 'Sân chơi'),
  },
  { kind: 'number', id: 'people', text: { vi: 'Nhà ông/bà có mấy người?' }, required: false, least: 1, most: 20 },
  {
    kind: 'single',
    id: 'hours',
    text: { vi: 'Giờ nào tiện nhất?' },
    required: false,
    choices: choices('Sáng sớm', 'Buổi trưa', 'Chiều tối', 'Ban đêm'),
  },
  {
    kind: 'single',
    id: 'sorting',
    text: { vi: 'Nhà ông/bà có phân loại rác không?' },
    required: true,
    choices: choices('Có', 'Đôi khi', 'Không'),
  },
  {
    kind: 'single',
    id: 'age',
    text: { vi: 'Ông/bà bao nhiêu tuổi?' },
    required: false,
    measures: 'age',
    choices: ['18-29', '30-44', '45-59', '60up'].map((id) => ({ id, text: { vi: id } })),
  },
  {
    kind: 'single',
    id: 'sex',
    text: { vi: 'Ông/bà là nam hay nữ?' },
    required: false,
    measures: 'sex',
    choices: [
      { id: 'female', text: { vi: 'Nữ' } },
      { id: 'male', text: { vi: 'Nam' } },
    ],
  },
  { kind: 'long_text', id: 'words', text: { vi: 'Ông/bà muốn nói thêm điều gì?' }, required: false },
]

/** Ten questions: choices with a branch, a scale, a ranking, a number, age, sex and words. */
export const tenQuestions: FormContent = {
  title: { vi: 'Xin ý kiến về thu gom rác' },
  intro: { vi: 'Kết quả được báo cáo tại buổi đối thoại.' },
  inEnglish: false,
  isNoDecision: true,
  sections: [{ id: 's1', title: { vi: 'Việc thu gom' }, items }],
}

/** Somebody who has held a role on a unit for long. */
const officer = async (database: Database, role: Role, unitId: string): Promise<OfficerActor> => {
  const officerId = newId()
  await database.$client`insert into officers (id, login, name, created_at, updated_at)
    values (${officerId}, ${officerId}, 'Cán bộ', now() - interval '100 days', now() - interval '100 days')`
  await database.$client`insert into officer_roles (officer_id, role, unit_id, granted_at)
    values (${officerId}, ${role}, ${unitId}, now() - interval '100 days')`
  const [unit] = await database.$client<{ path: string[] }[]>`select path from units where id = ${unitId}`
  return { kind: 'officer', officerId, grants: [{ role, unitId, unitPath: unit?.path ?? [] }] }
}

/** A form of ten questions that was drawn up, approved and opened as every other. */
export const openBigForm = async (
  house: House,
  unitId: string,
  changes: Partial<FormSettings> = {},
): Promise<{ readonly form: Form; close(): Promise<Form> }> => {
  const front = await officer(house.database, 'front_officer', unitId)
  const approver = await officer(house.database, 'approver', unitId)
  const settings: FormSettings = {
    purpose: 'community',
    dialogueId: null,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'unit',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt: new Date(house.clock.now().getTime() - 1_000),
    closesAt: new Date(house.clock.now().getTime() + 86_400_000),
    ...changes,
  }
  const asked = await act(
    house,
    front,
    async (scope) => await askApproval(scope, await draftForm(scope, { unitId, settings, content: tenQuestions })),
  )
  const form = await act(house, approver, async (scope) => await approveForm(scope, asked))
  return { form, close: async () => await act(house, front, async (scope) => await closeForm(scope, form)) }
}
