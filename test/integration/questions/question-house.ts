import { sql } from 'drizzle-orm'
import { createDatabaseStorage } from '../../../src/attachments/index.ts'
import { act, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor, type OfficerActor, type Role } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { handInOpinion, type HandedIn, type HandIn } from '../../../src/questions/index.ts'
import { meetResident } from '../../../src/residents/index.ts'
import { createTestHouse } from '../../support/house.ts'

/** Hanoi with two wards and a ward group, as far as these tests need places. */
export const country = ['vn'] as const
export const city = ['vn', '01'] as const
export const ward = ['vn', '01', '00001'] as const
export const otherWard = ['vn', '01', '00002'] as const
export const group = ['vn', '01', '00001', 'g5'] as const

const addUnit = async (scope: Scope, path: readonly string[], level: string, type: string, name: string) => {
  await scope.tx.execute(sql`
    insert into units (id, code, parent_id, path, level, type, name, full_name, folded, valid_from)
    values (${path.at(-1)}, null, ${path.at(-2) ?? null}, ${`{${path.join(',')}}`}::text[], ${level}, ${type}, ${name},
      ${name}, ${name.toLowerCase()}, '2025-07-01')`)
}

export const officer = (role: Role, path: readonly string[]): OfficerActor => ({
  kind: 'officer',
  officerId: newId(),
  grants: [{ role, unitId: path.at(-1) ?? '', unitPath: path }],
})

export type Person = { readonly actor: Actor; readonly residentId: string; readonly chatId: number }

/** The rooms that these tests go through, with places and people. */
export const openQuestionHouse = async () => {
  const { house, close } = await createTestHouse()
  const as = async <Result>(actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
    await act(house, actor, work)
  await as(systemActor('test'), async (scope) => {
    await addUnit(scope, country, 'country', 'country', 'Việt Nam')
    await addUnit(scope, city, 'province', 'city', 'Thành phố Hà Nội')
    await addUnit(scope, ward, 'commune', 'ward', 'Phường Cửa Nam')
    await addUnit(scope, otherWard, 'commune', 'ward', 'Phường Hoàn Kiếm')
    await addUnit(scope, group, 'group', 'ward_group', 'Tổ 5')
  })
  let chats = 0
  const meet = async (known?: number): Promise<Person> => {
    chats += 1
    const chatId = known ?? chats
    const residentId = await as(
      systemActor('test'),
      async (scope) =>
        await meetResident(scope, {
          chatId,
          accountId: 'web:chat',
          language: 'vi',
          consents: [{ purpose: 'relay', version: 'test', act: 'chosen' }],
        }),
    )
    return { actor: { kind: 'resident', residentId, chatId: String(chatId) }, residentId, chatId }
  }
  const handIn = async (person: Person, given: Partial<HandIn> = {}): Promise<HandedIn> =>
    await as(
      person.actor,
      async (scope) =>
        await handInOpinion(scope, {
          unitId: '00001',
          opinionClass: 'livelihood',
          naming: 'sealed',
          text: 'Rác ở ngõ 12 ba ngày không ai thu',
          attachmentIds: [],
          channel: 'web',
          language: 'vi',
          ...given,
        }),
    )
  return { house, as, meet, handIn, storage: createDatabaseStorage(house.keyring), close }
}

export type QuestionHouse = Awaited<ReturnType<typeof openQuestionHouse>>
