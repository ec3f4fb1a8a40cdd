import { act } from '../../src/database/index.ts'
import { systemActor, type Role } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { openSession } from '../../src/officers/index.ts'
import type { BenchHouse } from './bench-house.ts'

/** The cookie of an officer who holds these roles on a unit. */
export const signIn = async (house: BenchHouse['house'], login: string, roles: readonly Role[], unitId: string) => {
  const { $client: sql } = house.database
  const id = newId()
  await sql`insert into officers (id, login, name, created_at, updated_at) values (${id}, ${login}, ${login}, now(), now())`
  for (const role of roles)
    await sql`insert into officer_roles (officer_id, role, unit_id, granted_at) values (${id}, ${role}, ${unitId}, now())`
  const input = { officerId: id, device: 'bench' }
  const { token } = await act(house, systemActor('bench'), async (scope) => await openSession(scope, input))
  return `nhip-cau=${token}`
}
