import { makePasswordLink } from '../officers/index.ts'
import { textOf, type Context, type Input, type Outcome } from './command.ts'
import { findOfficerBy } from './find-officer.ts'
import { actByLine, addressOf, withInstallation } from './with-installation.ts'

/** `officer link`: for a password that was never chosen or is forgotten. */
export const makeLinkByLine = async (context: Context, input: Input): Promise<Outcome> =>
  await withInstallation(context, async ({ house }) => {
    const { id, login } = await findOfficerBy(house.database, textOf(input, 'officer') ?? '')
    const made = await actByLine(house, async (scope) => await makePasswordLink(scope, { officerId: id }))
    const link = addressOf(context, `/console/welcome/${made.token}`)
    const expiresAt = made.expiresAt.toISOString()
    return { json: { id, login, link, expiresAt }, text: `${link}\nFor ${login}; works once, until ${expiresAt}.` }
  })
