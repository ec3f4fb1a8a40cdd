import { act } from '../../src/database/index.ts'
import {
  approveForm,
  askApproval,
  draftForm,
  findForm,
  saveForm,
  type Form,
  type FormContent,
  type FormSettings,
} from '../../src/forms/index.ts'
import type { OfficerActor, Role } from '../../src/kernel/actor.ts'
import { findUnit } from '../../src/units/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { cuaNam, wardOfficer } from '../support/ward-officers.ts'

const required = true

/** A form with each kind that is answered in words, a branch, a note and a scale. */
export const laneForm: FormContent = {
  title: { vi: 'Xin ý kiến về ngõ phố' },
  intro: { vi: 'Kết quả được báo cáo tại buổi đối thoại tháng 12.' },
  inEnglish: false,
  isNoDecision: true,
  sections: [
    {
      id: 's1',
      title: { vi: 'Ngõ phố' },
      items: [
        {
          kind: 'single',
          id: 'content',
          text: { vi: 'Ông/bà có hài lòng với việc thu gom rác không?' },
          why: { vi: 'Để biết có cần đổi giờ thu gom hay không.' },
          required,
          choices: [
            { id: 'yes', text: { vi: 'Hài lòng' } },
            { id: 'no', text: { vi: 'Chưa hài lòng' } },
          ],
          skips: [{ when: 'yes', to: 'light' }],
        },
        {
          kind: 'multiple',
          id: 'change',
          text: { vi: 'Cần thay đổi điều gì?' },
          required,
          most: 2,
          choices: [
            { id: 'hours', text: { vi: 'Giờ thu gom' } },
            { id: 'place', text: { vi: 'Điểm tập kết' } },
            { id: 'days', text: { vi: 'Số ngày thu gom' } },
          ],
        },
        { kind: 'note', id: 'next', text: { vi: 'Sau đây là câu hỏi về đèn đường.' } },
        {
          kind: 'scale',
          id: 'light',
          text: { vi: 'Đèn đường sáng đến mức nào?' },
          required,
          from: 0,
          to: 4,
          low: { vi: 'Rất tối' },
          high: { vi: 'Rất sáng' },
        },
        {
          kind: 'ranking',
          id: 'first',
          text: { vi: 'Việc nào nên làm trước?' },
          required,
          choices: [
            { id: 'drain', text: { vi: 'Thoát nước' } },
            { id: 'lamp', text: { vi: 'Đèn đường' } },
            { id: 'tree', text: { vi: 'Cây xanh' } },
          ],
        },
        {
          kind: 'number',
          id: 'years',
          text: { vi: 'Ông/bà ở đây bao nhiêu năm?' },
          required: false,
          least: 0,
          most: 99,
        },
        { kind: 'long_text', id: 'words', text: { vi: 'Ông/bà muốn nói thêm điều gì?' }, required: false },
      ],
    },
  ],
}

/** The service, with a clock that leaps, and officers who draw up and approve forms. */
export const openFormsStage = async () => {
  let ahead = 0
  const clock = { now: () => new Date(performance.timeOrigin + performance.now() + ahead) }
  const at = (moment: string): void => {
    ahead += new Date(`${moment}:00+07:00`).getTime() - clock.now().getTime()
  }
  at('2026-11-24T10:00')
  const place: TestApp = await startTestApp({ clock })
  const { house } = place.installation
  const path = (await findUnit(house.database, cuaNam))?.path ?? []
  const actorOf = async (name: string, role: Role): Promise<OfficerActor> => {
    const { officerId } = await wardOfficer(place, name, [role])
    return { kind: 'officer', officerId, grants: [{ role, unitId: cuaNam, unitPath: path }] }
  }
  const front = await actorOf('Nguyễn Thị Hoa', 'front_officer')
  const approver = await actorOf('Trần Văn Bình', 'approver')

  const approve = async (form: Form): Promise<Form> => {
    const asked = await act(house, front, async (scope) => await askApproval(scope, form))
    return await act(house, approver, async (scope) => await approveForm(scope, asked))
  }

  return {
    place,
    front,
    at,
    sql: house.database.$client,
    async open(content: FormContent, changes: Partial<FormSettings> = {}): Promise<Form> {
      const settings: FormSettings = {
        purpose: 'community',
        dialogueId: null,
        counts: 'persons',
        naming: 'anonymous',
        audience: 'unit',
        isLive: false,
        showsAnswered: false,
        smallestCell: 5,
        opensAt: clock.now(),
        closesAt: new Date('2026-12-15T17:00:00+07:00'),
        ...changes,
      }
      return await approve(
        await act(house, front, async (scope) => await draftForm(scope, { unitId: cuaNam, settings, content })),
      )
    },
    /** A newer version, approved at once. */
    async change(id: string, content: FormContent): Promise<void> {
      const form = await findForm(house.database, id)
      if (!form) throw new Error('no such form')
      const saved = await act(
        house,
        front,
        async (scope) => await saveForm(scope, { id, version: form.version, content }),
      )
      await act(house, approver, async (scope) => await approveForm(scope, saved))
    },
  }
}
