import { act, type House } from '../src/database/index.ts'
import { systemActor, type OfficerActor, type Role } from '../src/kernel/actor.ts'
import { addOfficer, choosePassword, grantsOf, makePasswordLink, setPasswordByLink } from '../src/officers/index.ts'
import { countryId } from '../src/units/index.ts'

/** One for all, easy to type on a phone: the data are thrown away. */
export const demoPassword = 'caulongbien1902'

const people = {
  admin: { login: 'quantri', name: 'Nguyễn Minh Quân', title: 'Quản trị hệ thống', role: 'admin' },
  front: { login: 'huong', name: 'Trần Thị Thu Hương', title: 'Cán bộ Mặt trận phường', role: 'front_officer' },
  approver: { login: 'binh', name: 'Lê Văn Bình', title: 'Phó Chủ tịch Mặt trận phường', role: 'approver' },
  leader: { login: 'khanh', name: 'Phạm Quốc Khánh', title: 'Chủ tịch UBND phường', role: 'leader' },
} as const satisfies Record<string, { login: string; name: string; title: string; role: Role }>

export type OfficerPart = keyof typeof people
export type DemoOfficer = { readonly login: string; readonly name: string; readonly title: string } & {
  readonly actor: OfficerActor
}
export type DemoOfficers = Readonly<Record<OfficerPart, DemoOfficer>>

/** The four people of the ward, invited and with the password that each has chosen by their link. */
export const addOfficers = async (house: House, wardId: string): Promise<DemoOfficers> => {
  const passwordHash = await choosePassword(demoPassword, [])
  const add = async (part: OfficerPart): Promise<[OfficerPart, DemoOfficer]> => {
    const { login, name, title, role } = people[part]
    const unitId = part === 'admin' ? countryId : wardId
    const officerId = await act(house, systemActor('demo'), async (scope) => {
      const added = await addOfficer(scope, { login, name, title, grants: [{ role, unitId }] })
      const { token } = await makePasswordLink(scope, added)
      await setPasswordByLink(scope, { token, passwordHash })
      return added.officerId
    })
    const grants = (await grantsOf(house.database, [officerId])).get(officerId) ?? []
    return [part, { login, name, title, actor: { kind: 'officer', officerId, grants } }]
  }
  const added: [OfficerPart, DemoOfficer][] = []
  for (const part of Object.keys(people) as OfficerPart[]) added.push(await add(part))
  return Object.fromEntries(added) as DemoOfficers
}
