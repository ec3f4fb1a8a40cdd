import { AppError } from '../kernel/errors.ts'
import { makeSetUpLink } from '../officers/index.ts'
import type { Context, Outcome } from './command.ts'
import { actByLine, addressOf, withInstallation } from './with-installation.ts'

/** `set-up-link`: the same as the first start prints; earlier ones end. */
export const makeLinkForFirst = async (context: Context): Promise<Outcome> =>
  await withInstallation(context, async ({ house }) => {
    const made = await actByLine(house, makeSetUpLink)
    if (made === null) {
      throw new AppError(
        'PRECONDITION',
        'There are officers already. `nhip-cau officer link` lets one of them in again.',
      )
    }
    const link = addressOf(context, `/console/set-up/${made.token}`)
    const expiresAt = made.expiresAt.toISOString()
    return { json: { link, expiresAt }, text: `${link}\nWorks once, until ${expiresAt}.` }
  })
