import type { House } from '../database/index.ts'
import { act, type Scope } from '../database/index.ts'
import { openInstallation, type Installation } from '../installation.ts'
import { systemActor } from '../kernel/actor.ts'
import type { Context } from './command.ts'

/** Opens the installation beside a running service, or by itself, and closes it whatever happens. */
export const withInstallation = async <Result>(
  { config, log, clock }: Context,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> => {
  const installation = await openInstallation({ config, log, clock, beside: true, poolMax: 3 })
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}

/** One act of the command line: all of it happens, or nothing; the audit names the command line. */
export const actByLine = async <Result>(house: House, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
  await act(house, systemActor('cli'), work)

/** Where people reach the service: links are for them. */
export const addressOf = ({ config }: Context, path: string): string => {
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
  return `${config.publicUrl ?? `http://${host}:${config.port}`}${path}`
}
