import {
  approveForm,
  askApproval,
  draftForm,
  submitAnswer,
  type Form,
  type FormContent,
  type FormSettings,
  type Submission,
  type Submitted,
  type Values,
} from '../../../src/forms/index.ts'
import type { ResidentActor } from '../../../src/kernel/actor.ts'
import { openWard, ward as wardId } from '../broadcasts/ward.ts'

/** A form about rubbish with a branch: who is content is not asked what should change. */
export const rubbishForm: FormContent = {
  title: { vi: 'Xin ý kiến về thu gom rác' },
  intro: { vi: 'Kết quả được báo cáo tại buổi đối thoại ngày 05/12/2026.' },
  inEnglish: false,
  isNoDecision: true,
  sections: [
    {
      id: 's1',
      title: { vi: 'Việc thu gom' },
      items: [
        {
          kind: 'single',
          id: 'content',
          text: { vi: 'Ông/bà có hài lòng với việc thu gom rác không?' },
          required: true,
          choices: [
            { id: 'yes', text: { vi: 'Hài lòng' } },
            { id: 'no', text: { vi: 'Chưa hài lòng' } },
          ],
          skips: [{ when: 'yes', to: 'sex' }],
        },
        {
          kind: 'multiple',
          id: 'change',
          text: { vi: 'Cần thay đổi điều gì?' },
          required: true,
          most: 2,
          choices: [
            { id: 'hours', text: { vi: 'Giờ thu gom' } },
            { id: 'place', text: { vi: 'Điểm tập kết' } },
            { id: 'days', text: { vi: 'Số ngày thu gom' } },
          ],
        },
        { kind: 'long_text', id: 'words', text: { vi: 'Ông/bà muốn nói thêm điều gì?' }, required: false },
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
      ],
    },
  ],
}

export type Villager = { readonly residentId: string; readonly actor: ResidentActor }

/** A ward with officers who draw up and approve forms, and people who answer them. */
export const openForms = async () => {
  const ward = await openWard()
  const front = await ward.officer(['front_officer'])
  const approver = await ward.officer(['approver'])
  const day = (date: string): Date => new Date(`${date}T17:00:00+07:00`)

  const settings = (changes: Partial<FormSettings> = {}): FormSettings => ({
    purpose: 'community',
    dialogueId: null,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'unit',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt: ward.house.clock.now(),
    closesAt: day('2026-12-01'),
    ...changes,
  })

  const draft = async (changes: Partial<FormSettings> = {}, content = rubbishForm): Promise<Form> =>
    await ward.as(
      front,
      async (scope) => await draftForm(scope, { unitId: wardId, settings: settings(changes), content }),
    )

  return {
    ...ward,
    front,
    approver,
    settings,
    draft,
    /** Drawn up by one officer and approved by the other. */
    async open(changes: Partial<FormSettings> = {}, content = rubbishForm): Promise<Form> {
      const drafted = await draft(changes, content)
      const asked = await ward.as(front, async (scope) => await askApproval(scope, drafted))
      return await ward.as(approver, async (scope) => await approveForm(scope, asked))
    },
    async villagers(count: number, unitId = wardId): Promise<readonly Villager[]> {
      const chatIds = await ward.residents(count, { account: 'web:chat', unitId })
      const rows = await ward.sql<{ chat_id: string; resident_id: string }[]>`
        select chat_id, resident_id from contacts where chat_id = any(${chatIds}::bigint[]) order by chat_id`
      return rows.map((row) => ({
        residentId: row.resident_id,
        actor: { kind: 'resident', residentId: row.resident_id, chatId: row.chat_id },
      }))
    },
    async answer(
      who: { readonly actor: ResidentActor },
      form: Form,
      values: Values,
      more: Partial<Submission> = {},
    ): Promise<Submitted> {
      return await ward.as(
        who.actor,
        async (scope) => await submitAnswer(scope, { formId: form.id, version: 1, values, source: 'chat', ...more }),
      )
    },
  }
}

export type FormsHouse = Awaited<ReturnType<typeof openForms>>
