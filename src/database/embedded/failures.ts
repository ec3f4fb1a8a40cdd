import { AppError } from '../../kernel/errors.ts'

/** A failure that an operator can act on; the sentence says what to do. */
export const unavailable = (message: string, cause?: unknown): AppError =>
  new AppError('UNAVAILABLE', message, { cause })

const ELSEWHERE = 'or set DATABASE_URL to a PostgreSQL of your own'

const diskFull = (folder: string, cause: unknown): AppError =>
  unavailable(
    `The disk is full: the embedded PostgreSQL cannot write in ${folder}. Free some space and start again.`,
    cause,
  )

/** Puts what the file system said about the database folder into words; anything else passes through unchanged. */
export const explainFileFailure = (error: unknown, folder: string): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unavailable(
        `The folder ${folder} of the embedded PostgreSQL is not writable for this user (${code}). ` +
          `Change its owner or permissions, choose another DATA_DIR, ${ELSEWHERE}.`,
        error,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return unavailable(
        `A part of ${folder} is a file, not a folder: the embedded PostgreSQL cannot live there. Choose another DATA_DIR.`,
        error,
      )
    case 'ENAMETOOLONG':
      return unavailable(`The path ${folder} is too long for a file system. Choose a shorter DATA_DIR.`, error)
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, error)
    default:
      return error
  }
}

/** Why a server program ended: two reasons that a new attempt cures, and all others with words for the operator. */
export type ProgramFailure = { readonly kind: 'port' | 'orphans' | 'other'; readonly error: AppError }

/** Reads the reason out of what initdb or postgres wrote; `folder` and `logFile` go into the sentence. */
export const explainProgramFailure = (output: string, folder: string, logFile?: string): ProgramFailure => {
  const other = (error: AppError): ProgramFailure => ({ kind: 'other', error })
  const see = logFile === undefined ? '' : ` The log is ${logFile}.`
  const cause = new Error(output.trim().slice(-2000))
  if (/Address already in use|could not create any TCP\/IP sockets/u.test(output))
    return { kind: 'port', error: unavailable('The port chosen for the embedded PostgreSQL is taken.', cause) }
  if (/pre-existing shared memory block|lock file "postmaster\.pid" already exists/u.test(output))
    return {
      kind: 'orphans',
      error: unavailable(
        `Processes of an earlier PostgreSQL on ${folder} have not ended yet; end them and start again.`,
        cause,
      ),
    }
  if (/No space left on device|Disk quota exceeded/u.test(output)) return other(diskFull(folder, cause))
  if (/database files are incompatible with server/u.test(output))
    return other(
      unavailable(
        `The database in ${folder} does not fit this PostgreSQL: made by another build of it, or damaged.${see}`,
        cause,
      ),
    )
  if (/Permission denied|could not access directory|has wrong ownership|invalid permissions/u.test(output))
    return other(
      unavailable(`PostgreSQL may not read or write its data in ${folder}: check owner and permissions.${see}`, cause),
    )
  if (/could not create shared memory|could not map anonymous shared memory|Cannot allocate memory/u.test(output))
    return other(unavailable(`Too little memory is free to start the embedded PostgreSQL.${see}`, cause))
  const [, nameless] = /could not look up effective user ID (\d+)/u.exec(output) ?? []
  if (nameless !== undefined)
    return other(
      unavailable(
        `PostgreSQL makes a database only for a user with a name, and this system has none for the user ID ${nameless}. ` +
          `Give it one (a line in /etc/passwd of the machine or the image), start the service as another user, ${ELSEWHERE}.`,
        cause,
      ),
    )
  if (
    /PANIC: {2}|could not locate (a valid checkpoint|required checkpoint)|incorrect checksum|invalid data in|could not (open|read|find|stat) |is not a database cluster directory|does not exist/u.test(
      output,
    )
  )
    return other(
      unavailable(
        `The database in ${folder} is damaged and PostgreSQL refuses to start. Nothing was changed. ` +
          `Keep a copy of the folder and restore the newest backup into an empty one.${see}`,
        cause,
      ),
    )
  return other(unavailable(`The embedded PostgreSQL in ${folder} did not start.${see}`, cause))
}
