import { listOfficers } from '../officers/index.ts'
import { columns } from './columns.ts'
import { textOf, type Context, type Input, type Outcome } from './command.ts'
import { withInstallation } from './with-installation.ts'

/** `officer list`: who may work here, and as what. */
export const listOfficersByLine = async (context: Context, input: Input): Promise<Outcome> =>
  await withInstallation(context, async ({ house }) => {
    const unit = textOf(input, 'unit')
    const found = await listOfficers(house.database, unit === undefined ? {} : { within: [unit] })
    const officers = found.map(({ id, login, name, title, hasPassword, hasTotp, disabledAt, grants }) => ({
      id,
      login,
      name,
      title,
      hasPassword,
      hasTotp,
      disabledAt: disabledAt?.toISOString() ?? null,
      roles: grants.map(({ role, unitId, unitName }) => ({ role, unitId, unitName })),
    }))
    const stateOf = (one: (typeof officers)[number]): string =>
      one.disabledAt !== null ? 'disabled' : one.hasPassword ? '' : 'no password yet'
    const rows = officers.map((one) => [
      one.id,
      one.login,
      one.name,
      one.roles.map(({ role, unitName }) => `${role} (${unitName})`).join(', '),
      stateOf(one),
    ])
    const none = 'There are no officers as yet. `nhip-cau set-up-link` lets the first one in.'
    return { json: { officers }, text: rows.length === 0 ? none : columns(rows).join('\n') }
  })
