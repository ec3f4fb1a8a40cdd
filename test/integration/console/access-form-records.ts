import { act, type House, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor, type OfficerActor, type Role } from '../../../src/kernel/actor.ts'
import { vietnamDate } from '../../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { addOfficer } from '../../../src/officers/index.ts'
import {
  approveForm,
  askApproval,
  closeForm,
  draftForm,
  findForm,
  type Form,
  type FormSettings,
} from '../../../src/forms/index.ts'
import { draftWindow, possibleReaders } from '../../../src/sealed/index.ts'

export const unitA = '00082'
export const pathA = ['vn', '01', unitA]
const day = 86_400_000

/** Who made the records: an officer of unit A with the roles that the verbs ask for. */
export const maker: OfficerActor = {
  kind: 'officer',
  officerId: newId(),
  grants: (['front_officer', 'approver'] as Role[]).map((role) => ({ role, unitId: unitA, unitPath: pathA })),
}
const system = systemActor('test')

const as = async <Result>(house: House, actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
  await act(house, actor, work)

/** For whoever holds a code; nobody has approved it. */
export const draftedForm = async (house: House, changes: Partial<FormSettings> = {}): Promise<Form> => {
  const opensAt = house.clock.now()
  const settings = {
    purpose: 'community',
    dialogueId: null,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'codes',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 10 * day),
    ...changes,
  } as const
  const item = { kind: 'short_text', id: 'a', text: { vi: 'Ông/bà muốn thay đổi điều gì?' }, required: true } as const
  const content = {
    title: { vi: 'Xin ý kiến về thu gom rác' },
    intro: { vi: 'Để chuẩn bị buổi đối thoại.' },
    inEnglish: false,
    isNoDecision: false,
    sections: [{ id: 's', title: { vi: '' }, items: [item] }],
  }
  return await as(house, maker, async (scope) => await draftForm(scope, { unitId: unitA, settings, content }))
}

/** The same, approved by a second officer. */
export const openForm = async (house: House, changes: Partial<FormSettings> = {}): Promise<string> => {
  const drafted = await draftedForm(house, changes)
  const asked = await as(house, maker, async (scope) => await askApproval(scope, drafted))
  const second: OfficerActor = { ...maker, officerId: newId() }
  return (await as(house, second, async (scope) => await approveForm(scope, asked))).id
}

/** The same, closed: its results may be read. */
export const closedForm = async (house: House): Promise<string> => {
  const form = await findForm(house.database, await openForm(house))
  if (!form) throw new Error('the form is gone')
  return (await as(house, maker, async (scope) => await closeForm(scope, form))).id
}

/** Read by whoever calls, where they are of the Front, and by somebody else of it. */
export const sealedWindow = async (house: House, caller: string): Promise<string> => {
  const grants = [{ role: 'front_officer', unitId: unitA }] as const
  const added = async (name: string): Promise<string> =>
    (await as(house, system, async (scope) => await addOfficer(scope, { name, grants }))).officerId
  const others = [await added('Người đọc một'), await added('Người đọc hai')]
  const possible = await possibleReaders(house.database, pathA)
  const readers = possible.some(({ id }) => id === caller) ? [caller, others[0] ?? ''] : others
  const now = house.clock.now()
  const made = await as(
    house,
    maker,
    async (scope) =>
      await draftWindow(scope, unitA, {
        occasion: 'poll',
        orderNumber: '15/CV',
        orderDate: vietnamDate(now),
        orderIssuer: 'Hội đồng nhân dân phường',
        use: 'Tổng hợp gửi kỳ họp.',
        opensAt: now,
        closesAt: new Date(now.getTime() + 5 * day),
        readers,
      }),
  )
  return made.id
}
