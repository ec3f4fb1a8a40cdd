import { leaseTime, listAccounts, type AccountRow } from '../channels/index.ts'
import { readSchemaState, type Database } from '../database/index.ts'
import { yearsWithoutHolidays } from '../rules/index.ts'
import type { Context } from './command.ts'
import {
  countCommunes,
  countProcesses,
  keyOfDatabase,
  serverFacts,
  serviceRoleState,
  whatWaits,
  type ServerFacts,
} from './doctor-views.ts'
import { bad, note, ok, warn, type Finding } from './finding.ts'
import { installedKeys, keyName } from './installed-keys.ts'

const oldest = 150_000
const neededExtensions = ['pg_trgm', 'unaccent']
/** A process of the service: its pool (12), one that listens for pokes, one for leases, and pg-boss (2). */
const connectionsPerProcess = 16
/** A command beside the service, and a migration. */
const connectionsBeside = 5
const beatSeconds = 10

const checkServer = (facts: ServerFacts): Finding[] => [
  facts.versionNumber >= oldest
    ? ok('database', `PostgreSQL ${facts.version}`)
    : bad('database', `PostgreSQL ${facts.version} is too old: 15 or newer is needed`),
  facts.encoding === 'UTF8'
    ? ok('encoding', 'UTF8')
    : bad('encoding', `${facts.encoding}: make the database with encoding UTF8, Vietnamese does not survive this one`),
]

const checkExtensions = ({ extensions }: ServerFacts, isMigrated: boolean): Finding => {
  const missing = neededExtensions.filter((name) => !extensions.includes(name))
  if (missing.length === 0) return ok('extensions', neededExtensions.join(', '))
  const says = `${missing.join(', ')} not there; an administrator of the server enters: ${missing.map((name) => `create extension ${name};`).join(' ')}`
  return isMigrated
    ? bad('extensions', says)
    : note('extensions', `${missing.join(', ')} not there as yet; a migration makes them`)
}

const checkSkew = async ({ clock }: Context, database: Database): Promise<Finding> => {
  const before = clock.now().getTime()
  const theirs = (await leaseTime(database)).getTime()
  const middle = (before + clock.now().getTime()) / 2
  const seconds = Math.abs(theirs - middle) / 1000
  const says = `${seconds.toFixed(1)} s between this machine and the database`
  if (seconds > 30) return bad('clocks', `${says}: set both by NTP`)
  return seconds > 2 ? warn('clocks', `${says}: set both by NTP`) : ok('clocks', says)
}

const checkHolidays = async (database: Database, now: Date): Promise<Finding> => {
  const years = await yearsWithoutHolidays(database, now)
  if (years.length === 0) return ok('holidays', 'known for the years that deadlines reach into')
  return warn('holidays', `none verified for ${years.join(', ')}: an administrator enters them in the console`)
}

const checkRole = async (database: Database): Promise<Finding> => {
  const state = await serviceRoleState(database)
  if (state === 'member') return ok('service role', 'cannot change or remove what is append-only')
  if (state === 'too-mighty') return bad('service role', 'may change the audit: run `nhip-cau migrate`')
  return warn(
    'service role',
    'the user of DATABASE_URL may make or take no role, so the service works as the owner of the schema',
  )
}

/** Whether the key at hand is the one that the data is sealed with, and where else to look when it is not. */
const checkKey = async (context: Context, database: Database): Promise<Finding> => {
  const keys = installedKeys(context.config)
  const wanted = await keyOfDatabase(database)
  if (wanted === undefined)
    return note('secret key', 'nothing is sealed as yet; the first start binds the database to its key')
  const where = context.config.secrets.secretKey === undefined ? keys.file : 'SECRET_KEY'
  if (keys.current && keyName(keys.current) === wanted) return ok('secret key', `${where} fits (key ${wanted})`)
  if (keys.previous && keyName(keys.previous) === wanted) {
    return warn('secret key', `SECRET_KEY_PREVIOUS fits (key ${wanted}); the next start changes to SECRET_KEY`)
  }
  const have =
    keys.inFile === null && keys.current === undefined
      ? `${keys.file} holds no key of 32 bytes in base64`
      : keys.current
        ? `${where} is key ${keyName(keys.current)}`
        : `${keys.file} is gone`
  return bad(
    'secret key',
    `the data is sealed with key ${wanted}, but ${have}. Without that key contacts, tokens and opinions cannot be opened, by ` +
      `anybody. Look for it in the former environment of the service, in ${keys.file} of a copy of DATA_DIR, or restore a ` +
      'backup that was made with a passphrase: it holds the key.',
  )
}

const checkConnections = (facts: ServerFacts, processes: number): Finding => {
  const needed = Math.max(processes, 1) * connectionsPerProcess + connectionsBeside
  const says = `${facts.connectionsMax} allowed, ${facts.connectionsUsed} in use; ${Math.max(processes, 1)} process(es) × ${connectionsPerProcess} and ${connectionsBeside} beside need ${needed}`
  return needed <= facts.connectionsMax ? ok('connections', says) : bad('connections', `${says}: raise max_connections`)
}

const checkAccount = (account: AccountRow, now: Date): Finding => {
  const name = `account ${account.id}`
  if (account.state === 'needs_consent') return bad(name, 'its tokens are spent: connect it again in the console')
  if (account.trouble !== null) return warn(name, account.trouble)
  if (account.state === 'disabled') return note(name, 'switched off')
  if (account.pausedUntil && account.pausedUntil > now)
    return warn(name, `paused until ${account.pausedUntil.toISOString()}`)
  return ok(name, 'active')
}

const checkWaiting = async (database: Database, now: Date, isRunning: boolean): Promise<Finding[]> => {
  const { parked, inbox, outbox, oldestAt } = await whatWaits(database, now)
  const minutes = oldestAt === null ? 0 : Math.round((now.getTime() - oldestAt.getTime()) / 60_000)
  const says = `${inbox} updates wait for their turn, ${outbox} messages for sending`
  const isStuck = isRunning && minutes >= 5
  return [
    parked === 0
      ? ok('parked updates', 'none')
      : warn('parked updates', `${parked}: their turn failed again and again; officers see them, the chats go on`),
    isStuck ? warn('waiting', `${says}, the oldest for ${minutes} min`) : ok('waiting', says),
  ]
}

const checkContents = async (context: Context, database: Database, facts: ServerFacts): Promise<Finding[]> => {
  const now = context.clock.now()
  const processes = await countProcesses(database, new Date((await leaseTime(database)).getTime() - beatSeconds * 1000))
  const communes = await countCommunes(database)
  return [
    await checkRole(database),
    await checkKey(context, database),
    processes === 0 ? note('service', 'does not run') : ok('service', `${processes} process(es)`),
    checkConnections(facts, processes),
    communes === 0
      ? note('places', 'none as yet: the first start or `nhip-cau units import` enters them')
      : ok('places', `${communes} communes`),
    ...(await listAccounts(database)).map((account) => checkAccount(account, now)),
    ...(await checkWaiting(database, now, processes > 0)),
    await checkHolidays(database, now),
  ]
}

/** Everything inside the database; what needs a newer schema is left out until it is there. */
export const checkDatabase = async (context: Context, database: Database): Promise<readonly Finding[]> => {
  const facts = await serverFacts(database)
  const schema = await readSchemaState(database)
  const schemas = {
    current: ok('schema', 'up to date'),
    behind: bad('schema', 'older than these sources: start the service, or run `nhip-cau migrate`'),
    newer: bad('schema', 'made by a newer version: start that one, or restore a backup of this one'),
  } as const
  const findings = [
    ...checkServer(facts),
    await checkSkew(context, database),
    schemas[schema],
    checkExtensions(facts, schema === 'current'),
  ]
  return schema === 'current' ? [...findings, ...(await checkContents(context, database, facts))] : findings
}
