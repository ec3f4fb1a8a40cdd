import { migrate } from '../database/index.ts'
import type { Context, Outcome } from './command.ts'
import { openServer } from './open-server.ts'

/** `migrate`: the schema alone; needs no key. */
export const migrateByLine = async (context: Context): Promise<Outcome> => {
  const server = await openServer(context, 'beside')
  try {
    const { applied, hasServiceRole } = await migrate(server.url)
    const done =
      applied === 0 ? 'The schema is up to date.' : `Migrations applied: ${applied}. The schema is up to date.`
    const role = hasServiceRole
      ? []
      : ['The user of DATABASE_URL may make no roles, so the service works as the owner of the schema.']
    return { json: { applied, hasServiceRole }, text: [done, ...role].join('\n') }
  } finally {
    await server.close()
  }
}
