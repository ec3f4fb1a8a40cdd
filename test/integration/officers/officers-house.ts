import { act, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor, type Role } from '../../../src/kernel/actor.ts'
import { addOfficer, choosePassword, makePasswordLink, setPasswordByLink, signIn } from '../../../src/officers/index.ts'
import { upsertUnits } from '../../../src/units/unit-store.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

export const system = systemActor('test')
export const password = 'cầu Long Biên mùa thu'

const unit = (id: string, path: string[], level: 'country' | 'province' | 'commune' | 'group', fullName: string) => ({
  id,
  parentId: path.at(-2) ?? null,
  path,
  level,
  type: ({ country: 'country', province: 'city', commune: 'ward', group: 'ward_group' } as const)[level],
  name: fullName,
  fullName,
  folded: fullName.toLowerCase(),
  validFrom: '2025-07-01',
})

export const paths = {
  country: ['vn'],
  city: ['vn', '01'],
  ward: ['vn', '01', '00082'],
  group: ['vn', '01', '00082', 'g1'],
  other: ['vn', '01', '00004'],
} as const

export type OfficersHouse = TestHouse & {
  as<Result>(actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result>
  /** Enters an officer with a password; the login is given. */
  enter(login: string, grants: readonly { role: Role; unitId: string }[]): Promise<string>
  signIn(login: string, given?: string, address?: string): ReturnType<typeof signIn>
}

/** A house with one ward, its neighbour and a ward group. */
export const openOfficers = async (): Promise<OfficersHouse> => {
  const opened = await createTestHouse()
  const { house } = opened
  const as: OfficersHouse['as'] = async (actor, work) => await act(house, actor, work)
  await as(system, async ({ tx }) => {
    await upsertUnits(tx, [unit('vn', ['vn'], 'country', 'Việt Nam')])
    await upsertUnits(tx, [unit('01', [...paths.city], 'province', 'Thành phố Hà Nội')])
    await upsertUnits(tx, [
      unit('00082', [...paths.ward], 'commune', 'Phường Cửa Nam'),
      unit('00004', [...paths.other], 'commune', 'Phường Ba Đình'),
    ])
    await upsertUnits(tx, [unit('g1', [...paths.group], 'group', 'Tổ dân phố số 1')])
  })
  return {
    ...opened,
    as,
    async enter(login, grants) {
      const passwordHash = await choosePassword(password, [])
      return await as(system, async (scope) => {
        const { officerId } = await addOfficer(scope, { name: 'Nguyễn Thị Hoa', login, grants })
        const { token } = await makePasswordLink(scope, { officerId })
        await setPasswordByLink(scope, { token, passwordHash })
        return officerId
      })
    },
    signIn: async (login, given = password, address = '203.0.113.7') =>
      await signIn(house, { login, password: given, address, device: 'Chrome, Windows' }),
  }
}
