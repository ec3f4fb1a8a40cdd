import { issueToken } from '../officers/index.ts'
import { textOf, type Context, type Input, type Outcome } from './command.ts'
import { findOfficerBy } from './find-officer.ts'
import { actByLine, withInstallation } from './with-installation.ts'

/** `officer token`: for a program. People see the token alone, so that a shell can take it. */
export const issueTokenByLine = async (context: Context, input: Input): Promise<Outcome> =>
  await withInstallation(context, async ({ house }) => {
    const { id } = await findOfficerBy(house.database, textOf(input, 'officer') ?? '')
    const label = textOf(input, 'label') ?? 'nhip-cau'
    const { token, tokenId } = await actByLine(
      house,
      async (scope) => await issueToken(scope, { officerId: id, label }),
    )
    return { json: { token, id: tokenId, officer: id, label }, text: token }
  })
