import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../kernel/errors.ts'
import { judgePassword, longestPassword, shortestPassword } from './judge-password.ts'

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
const memory = 19_456
const passes = 2
const parallelism = 1
const tagLength = 32

// Each run takes 19 MiB and a thread of the pool that files and DNS use as well.
const atOnce = 2
const mostWaiting = 60
let running = 0
const waiting: (() => void)[] = []

const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) {
      throw new AppError('LIMIT', 'too many passwords are being checked', { phrase: 'errors:tooMany' })
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

type Costs = { readonly memory: number; readonly passes: number; readonly parallelism: number }

const derive = async (password: string, nonce: Buffer, costs: Costs, length: number): Promise<Buffer> =>
  await inTurn(
    async () =>
      await new Promise<Buffer>((resolve, reject) => {
        argon2(
          'argon2id',
          { message: Buffer.from(password.normalize('NFC')), nonce, tagLength: length, ...costs },
          (error, key) => {
            if (error) reject(error)
            else resolve(key)
          },
        )
      }),
  )

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** A password in PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. Verbs take only this, so hashing stays outside. */
export type PasswordHash = string & { readonly isPasswordHash: true }

export const hashPassword = async (password: string): Promise<PasswordHash> => {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, { memory, passes, parallelism }, tagLength)
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}` as PasswordHash
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

let decoy: Promise<PasswordHash> | undefined

/** Whether the password fits. Without a stored hash (no such officer) it does the same work and says no. */
export const verifyPassword = async (password: string, stored: string | null | undefined): Promise<boolean> => {
  const target = stored ?? (await (decoy ??= hashPassword(randomBytes(18).toString('base64'))))
  const [, m, t, p, salt, hash] = phc.exec(target) ?? []
  if (salt === undefined || hash === undefined) throw new AppError('INTERNAL', 'a stored password hash is not argon2id')
  const expected = Buffer.from(hash, 'base64')
  const costs = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  const given = await derive(
    password.slice(0, longestPassword * 4),
    Buffer.from(salt, 'base64'),
    costs,
    expected.length,
  )
  return timingSafeEqual(given, expected) && typeof stored === 'string'
}

/** Judges and hashes a new password. Call it before the transaction: it takes some 30 ms and 19 MiB. */
export const choosePassword = async (password: string, own: readonly string[]): Promise<PasswordHash> => {
  const fault = judgePassword(password, own)
  if (fault === undefined) return await hashPassword(password)
  throw new AppError('INVALID', `password refused: ${fault}`, {
    phrase: `officers:password.${fault}`,
    values: { least: shortestPassword, most: longestPassword },
    field: 'password',
  })
}
