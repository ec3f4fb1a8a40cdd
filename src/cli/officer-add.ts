import { roles, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { addOfficer, makePasswordLink } from '../officers/index.ts'
import { countryId, findUnit } from '../units/index.ts'
import type { Queryable } from '../database/index.ts'
import { columns } from './columns.ts'
import { listOf, textOf, UsageError, type Context, type Input, type Outcome } from './command.ts'
import { actByLine, addressOf, withInstallation } from './with-installation.ts'

const rolesOf = (input: Input): Role[] => {
  const given = listOf(input, 'role').flatMap((text) => text.split(',').map((one) => one.trim()))
  return [...new Set(given)].map((text) => {
    const role = roles.find((one) => one === text)
    if (role) return role
    throw new UsageError(`"${text}" is no role. Roles are ${roles.join(', ')}.`)
  })
}

const requireUnit = async (db: Queryable, id: string): Promise<void> => {
  if (await findUnit(db, id)) return
  const hint = (await findUnit(db, countryId))
    ? '`nhip-cau units search <name>` finds the code.'
    : 'No places are entered as yet: run `nhip-cau units import` first.'
  throw new AppError('INVALID', `There is no unit with the code "${id}". ${hint}`)
}

/** `officer add`: an officer without a password as yet, and the link to choose one. */
export const addOfficerByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const wanted = rolesOf(input)
  const unitId = textOf(input, 'unit')?.trim()
  const [login, title, language] = [textOf(input, 'login'), textOf(input, 'title'), textOf(input, 'language')]
  if (unitId === undefined && wanted.some((role) => role !== 'admin')) throw new UsageError('--unit must be given.')
  if (language !== undefined && language !== 'vi' && language !== 'en') throw new UsageError('--language is vi or en.')
  return await withInstallation(context, async ({ house }) => {
    const made = await actByLine(house, async (scope) => {
      // An administrator's role holds for the whole installation, wherever they sit.
      const grants = wanted.map((role) => ({ role, unitId: role === 'admin' ? countryId : (unitId ?? '') }))
      for (const grant of grants) await requireUnit(scope.tx, grant.unitId)
      const { officerId, login: given } = await addOfficer(scope, {
        name: textOf(input, 'name') ?? '',
        grants,
        ...(login === undefined ? {} : { login }),
        ...(title === undefined ? {} : { title }),
        ...(language === undefined ? {} : { language }),
      })
      const { token, expiresAt } = await makePasswordLink(scope, { officerId })
      return { id: officerId, login: given, token, expiresAt: expiresAt.toISOString() }
    })
    const { token, ...known } = made
    const json = { ...known, link: addressOf(context, `/console/welcome/${token}`) }
    const rows = [
      ['Officer', json.id],
      ['Login', json.login],
      ['Link', json.link],
      ['Until', json.expiresAt],
    ]
    return { json, text: [...columns(rows), 'The link works once; with it the officer chooses a password.'].join('\n') }
  })
}
