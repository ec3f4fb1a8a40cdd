import { describe, expect, it } from 'vitest'
import { explainFileFailure, explainProgramFailure } from '../../../../src/database/embedded/failures.ts'

const folder = '/srv/nhịp cầu/postgres'
const fileFailure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code })

describe('what the system said about the folder', () => {
  it.each([
    ['EACCES', /not writable for this user \(EACCES\)/u],
    ['EPERM', /not writable for this user \(EPERM\)/u],
    ['EROFS', /not writable for this user \(EROFS\)/u],
    ['ENOTDIR', /a file, not a folder/u],
    ['ENAMETOOLONG', /too long/u],
    ['ENOSPC', /disk is full/u],
    ['EDQUOT', /disk is full/u],
  ])('%s becomes words that name the folder', (code, words) => {
    const explained = explainFileFailure(fileFailure(code), folder)
    expect(explained).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(words) as string })
    expect((explained as Error).message).toContain(folder)
  })

  it('leaves an error that it does not know as it is', () => {
    const unknown = fileFailure('ELOOP')
    expect(explainFileFailure(unknown, folder)).toBe(unknown)
    expect(explainFileFailure('no error', folder)).toBe('no error')
  })
})

// The words of PostgreSQL 18 (src/backend and src/bin/initdb), with its time stamp and process id left out.
describe('what PostgreSQL said when it did not start', () => {
  it.each([
    ['port', 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /port/u],
    ['orphans', 'FATAL:  pre-existing shared memory block (key 16039952, ID 9) is still in use', /not ended yet/u],
    ['orphans', 'FATAL:  lock file "postmaster.pid" already exists', /not ended yet/u],
    ['other', 'PANIC:  could not write to file "pg_wal/xlogtemp.29": No space left on device', /disk is full/u],
    ['other', 'FATAL:  could not create lock file "postmaster.pid": No space left on device', /disk is full/u],
    ['other', 'initdb: error: could not write file "x/PG_VERSION": Disk quota exceeded', /disk is full/u],
    ['other', 'FATAL:  database files are incompatible with server', /does not fit/u],
    ['other', 'FATAL:  data directory "/proc/self/cwd" has wrong ownership', /owner and permissions/u],
    ['other', 'FATAL:  could not map anonymous shared memory: Cannot allocate memory', /too little memory/iu],
    ['other', 'PANIC:  could not locate a valid checkpoint record at 0/1000028', /damaged/u],
    ['other', 'FATAL:  incorrect checksum in control file', /damaged/u],
    [
      'other',
      'initdb: error: could not look up effective user ID 61234: user does not exist',
      /none for the user ID 61234/u,
    ],
    ['other', 'something new', /did not start/u],
  ] as const)('%s: %s', (kind, output, words) => {
    const failure = explainProgramFailure(output, folder, `${folder}/postgres.log`)
    expect(failure.kind).toBe(kind)
    expect(failure.error).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(words) as string })
    if (kind === 'other' && !/disk is full|user ID/u.test(failure.error.message))
      expect(failure.error.message).toContain(`${folder}/postgres.log`)
  })
})
