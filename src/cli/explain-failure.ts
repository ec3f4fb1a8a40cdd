import { isAppError } from '../kernel/errors.ts'
import { phraseOfError } from '../phrases/index.ts'
import { UsageError } from './command.ts'

type Coded = Error & { readonly code: string; readonly path?: string; readonly syscall?: string }

const codedIn = (error: unknown): Coded | undefined => {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string' && !isAppError(one)) return one as Coded
    // Several addresses of one name were tried.
    if (one instanceof AggregateError) return codedIn(one.errors[0])
  }
  return undefined
}

const files: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EROFS: 'lies on a disk that cannot be written',
  EISDIR: 'is a folder',
  ENOTDIR: 'lies below something that is no folder',
  EEXIST: 'is there already',
  ENOSPC: 'has no room: the disk is full',
}

/** Codes of the network, and SQLSTATE of PostgreSQL. */
const databases: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at its address',
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host cannot be looked up now',
  ETIMEDOUT: 'its host does not answer',
  CONNECT_TIMEOUT: 'its host does not answer',
  ECONNRESET: 'it broke the connection off',
  CONNECTION_CLOSED: 'it broke the connection off',
  CONNECTION_ENDED: 'it broke the connection off',
  CONNECTION_DESTROYED: 'it broke the connection off',
  '28P01': 'it refuses user name or password',
  '28000': 'it refuses this user',
  '3D000': 'there is no database of that name',
  '42501': 'its user may not do this',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
}

/** Why the database of DATABASE_URL cannot be used; undefined when it is something else. */
export const databaseFailure = (error: unknown): string | undefined => databases[codedIn(error)?.code ?? '']

/**
 * What a person reads when a command fails: one sentence, no stack, nothing of what a driver's message may hold (whole
 * rows, the password of an address).
 */
export const explainFailure = (error: unknown): string => {
  if (error instanceof UsageError) return error.message
  if (isAppError(error)) {
    if (error.phrase === undefined) return error.message
    const field = error.field === undefined ? '' : ` (${error.field})`
    return `${phraseOfError('en', error.phrase, error.values)}${field}`
  }
  const coded = codedIn(error)
  const database = databaseFailure(error)
  if (coded?.path !== undefined && files[coded.code] !== undefined) return `${coded.path} ${files[coded.code] ?? ''}.`
  if (database !== undefined) return `The database cannot be used: ${database}. Look at DATABASE_URL.`
  const what = error instanceof Error ? [error.name, coded?.code].filter(Boolean).join(' ') : 'unknown'
  return `Something failed that should not (${what}). \`nhip-cau doctor\` may tell more.`
}
