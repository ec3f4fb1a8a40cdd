import { callDialogue, markTold, type Dialogue, type PlannedShares } from '../../../src/dialogues/index.ts'
import type { OfficerActor, Role } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { handInOpinion, keepOpinion, type OpinionClass } from '../../../src/questions/index.ts'
import { openOfficers, paths, type OfficersHouse } from '../officers/officers-house.ts'

export const officerOf = (roles: readonly Role[], path: readonly string[] = paths.ward): OfficerActor => ({
  kind: 'officer',
  officerId: newId(),
  grants: roles.map((role) => ({ role, unitId: path.at(-1) ?? '', unitPath: path })),
})

export type PreparedHouse = OfficersHouse & {
  readonly front: OfficerActor
  call(input?: { daysAhead?: number; plannedShares?: PlannedShares; minutes?: number }): Promise<Dialogue>
  /** One opinion handed in and kept as a matter; gives the item. */
  keep(dialogueId: string, input: KeepInput): Promise<string>
  topicNamed(part: string): Promise<string>
}

export type KeepInput = {
  readonly text: string
  readonly title?: string
  readonly opinionClass?: OpinionClass
  readonly topicId?: string
  readonly households?: number
  readonly unitId?: string
  readonly naming?: 'sealed' | 'anonymous'
}

const day = 86_400_000
const minute = 60_000

/** A ward whose session is announced and takes opinions. */
export const openPrepared = async (): Promise<PreparedHouse> => {
  const opened = await openOfficers()
  const front = officerOf(['front_officer'])
  let chats = 0
  return {
    ...opened,
    front,
    async call({ daysAhead = 14, plannedShares = {}, minutes = 120 } = {}) {
      const startsAt = new Date(opened.house.clock.now().getTime() + daysAhead * day)
      const made = await opened.as(
        front,
        async (scope) =>
          await callDialogue(scope, {
            unitId: paths.ward.at(-1) ?? '',
            title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
            type: 'dialogue',
            rhythm: 'periodic',
            mode: 'in_person',
            legalBasis: 'communal_dialogue',
            purpose: 'consult',
            topic: 'Thu gom rác thải sinh hoạt',
            plannedShares,
            hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
            place: 'Nhà văn hóa số 5 phố Cửa Nam',
            startsAt,
            endsAt: new Date(startsAt.getTime() + minutes * minute),
            collectionOpensAt: new Date(opened.house.clock.now().getTime() - day),
            collectionClosesAt: new Date(startsAt.getTime() - 2 * day),
            hotline: '024 3825 1234',
          }),
      )
      const approver = officerOf(['approver'])
      await opened.as(
        approver,
        async (scope) => await markTold(scope, { id: made.id, version: 1, kind: 'announcement' }),
      )
      return made
    },
    async keep(dialogueId, input) {
      chats += 1
      const resident = { kind: 'resident' as const, residentId: newId(), chatId: String(chats) }
      const { opinionId } = await opened.as(
        resident,
        async (scope) =>
          await handInOpinion(scope, {
            unitId: input.unitId ?? paths.ward.at(-1) ?? '',
            dialogueId,
            opinionClass: input.opinionClass ?? 'livelihood',
            naming: input.naming ?? 'sealed',
            text: input.text,
            attachmentIds: [],
            channel: 'web',
            language: 'vi',
          }),
      )
      const { itemId } = await opened.as(
        front,
        async (scope) =>
          await keepOpinion(scope, {
            opinionId,
            ...(input.title === undefined ? {} : { title: input.title }),
            opinionClass: input.opinionClass ?? 'livelihood',
            kind: 'petition',
            topicId: input.topicId ?? null,
            reach: 'group',
            households: input.households ?? null,
            isRisk: false,
            isHotSpot: false,
            competence: 'commune',
            competentBody: null,
          }),
      )
      return itemId
    },
    async topicNamed(part) {
      const [row] = await opened.house.database.$client<{ id: string }[]>`
        select id from topics where name_vi ilike ${`%${part}%`} order by position limit 1`
      if (!row) throw new Error(`no topic named ${part}`)
      return row.id
    },
  }
}
