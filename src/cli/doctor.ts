import { connect, disconnect } from '../database/index.ts'
import { isAppError } from '../kernel/errors.ts'
import { columns } from './columns.ts'
import type { Context, Input, Outcome } from './command.ts'
import { checkDatabase } from './doctor-database.ts'
import { checkNode, checkPlatforms, checkPublicUrl, checkSpace, checkSpool } from './doctor-surroundings.ts'
import { explainFailure } from './explain-failure.ts'
import { bad, note, ok, type Finding } from './finding.ts'
import { hasEmbedded, openServer, type OpenedServer } from './open-server.ts'

const marks: Readonly<Record<Finding['state'], string>> = { ok: 'ok', note: '-', warn: '!', bad: 'BAD' }

const report = (findings: readonly Finding[]): Outcome => {
  const worst = findings.filter(({ state }) => state === 'bad').length
  const warnings = findings.filter(({ state }) => state === 'warn').length
  const sum = worst > 0 ? `${worst} to be mended` : warnings > 0 ? `Works; ${warnings} to look at` : 'All is well'
  const rows = findings.map(({ check, state, says }) => [marks[state], check, says])
  return {
    json: { ok: worst === 0, checks: findings },
    text: [...columns(rows), `${sum}.`].join('\n'),
    exitCode: worst === 0 ? 0 : 1,
  }
}

/** With settings that cannot be used there is nothing else to look at. */
export const reportFaults = (faults: readonly string[]): Outcome =>
  report([checkNode(), ...faults.map((fault) => bad('settings', fault))])

const openFor = async (context: Context): Promise<OpenedServer | Finding> => {
  const isEmbedded = context.config.secrets.databaseUrl === undefined
  if (isEmbedded && !hasEmbedded(context)) return note('database', 'none as yet: the first start makes it')
  try {
    return await openServer(context, 'beside')
  } catch (error) {
    return bad('database', isAppError(error) ? error.message : explainFailure(error))
  }
}

const lookInside = async (context: Context): Promise<readonly Finding[]> => {
  const server = await openFor(context)
  if ('check' in server) return [server]
  const database = connect({ url: server.url, max: 1, applicationName: 'nhip-cau doctor' })
  try {
    return await checkDatabase(context, database)
  } catch (error) {
    return [bad('database', explainFailure(error))]
  } finally {
    await disconnect(database)
    await server.close()
  }
}

/** `doctor`: looks at everything the service needs, makes and changes nothing. Status 1 when something must be mended. */
export const examine = async (context: Context, input: Input): Promise<Outcome> => {
  const online = input.values['online'] === true ? await checkPlatforms(context) : []
  return report([
    checkNode(),
    ok('settings', 'complete and well-formed'),
    checkPublicUrl(context),
    ...(await lookInside(context)),
    await checkSpool(context),
    await checkSpace(context),
    ...online,
  ])
}
