import { act, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor, type Role } from '../../../src/kernel/actor.ts'
import { addOfficer, choosePassword, makePasswordLink, setPasswordByLink, signIn } from '../../../src/officers/index.ts'
import { foldName } from '../../../src/units/fold-name.ts'
import { ownName } from '../../../src/units/own-name.ts'
import { upsertNames } from '../../../src/units/unit-name-store.ts'
import { upsertUnits } from '../../../src/units/unit-store.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

export const system = systemActor('test')
export const password = 'cầu Long Biên mùa thu'

type Level = 'country' | 'province' | 'commune' | 'group'

const types = { country: 'country', province: 'city', commune: 'ward', group: 'ward_group' } as const

const unit = (path: readonly string[], level: Level, kind: string, name: string) => ({
  id: path.at(-1) ?? '',
  parentId: path.at(-2) ?? null,
  path: [...path],
  level,
  type: types[level],
  name,
  fullName: `${kind} ${name}`.trim(),
  folded: foldName(name),
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
  const city = unit(paths.city, 'province', 'Thành phố', 'Hà Nội')
  const wards = [unit(paths.ward, 'commune', 'Phường', 'Cửa Nam'), unit(paths.other, 'commune', 'Phường', 'Ba Đình')]
  const group = unit(paths.group, 'group', 'Tổ dân phố', 'số 1')
  await as(system, async ({ tx }) => {
    for (const rows of [[unit(paths.country, 'country', '', 'Việt Nam')], [city], wards, [group]])
      await upsertUnits(tx, rows)
    const names = [city, ...wards, group].map((row) => ownName(row, city.fullName, 'entered'))
    await upsertNames(tx, names)
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
