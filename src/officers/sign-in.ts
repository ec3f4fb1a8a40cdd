import { timingSafeEqual } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import { act, type House } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { foldLogin } from './officer.ts'
import { findForSignIn } from './officer-views.ts'
import { addressBucket } from './address-bucket.ts'
import { verifyPassword } from './hash-password.ts'
import { checkSecondFactor } from './second-factor.ts'
import { openSession, type NewSession } from './sessions.ts'
import { clearTries, countTry, forgetTries, takeBackTry, type ThrottlePolicy } from './throttle-store.ts'

const perLogin: ThrottlePolicy = { free: 5, firstWaitSeconds: 30, mostSeconds: 900 }
// A whole ward office may stand behind one address.
const perAddress: ThrottlePolicy = { free: 30, firstWaitSeconds: 30, mostSeconds: 900 }
const pendingMs = 5 * 60_000

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: NewSession; readonly officerId: string }
  /** The password was right and a second factor is on. `pending` proves the first step for five minutes. */
  | { readonly kind: 'code-needed'; readonly pending: string }
  /** Wrong name or wrong password; nobody learns which. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked'; readonly until: Date }

const actor = systemActor('sign-in')

/** The first step's proof, bound to the password hash: a new password ends it. */
const pendingProof = (house: House, officerId: string, expires: number, passwordHash: string | null): string =>
  house.keyring.sign('session', `second-step|${officerId}|${expires}|${passwordHash ?? ''}`)

const readPending = async (house: House, pending: string): Promise<string | undefined> => {
  const [login = '', expires = '', proof = ''] = pending.split('~')
  if (!/^\d{13}$/.test(expires) || Number(expires) < house.clock.now().getTime()) return undefined
  const officer = await findForSignIn(house.database, Buffer.from(login, 'base64url').toString('utf8'))
  if (!officer) return undefined
  const expected = Buffer.from(pendingProof(house, officer.id, Number(expires), officer.passwordHash))
  const given = Buffer.from(proof)
  return given.length === expected.length && timingSafeEqual(given, expected) ? officer.id : undefined
}

const startSession = async (house: House, officerId: string, device: string): Promise<SignInOutcome> =>
  await act(house, actor, async (scope) => {
    const session = await openSession(scope, { officerId, device })
    await recordAudit(scope, { action: 'officer.signed_in', subject: { kind: 'officer', id: officerId }, details: {} })
    return { kind: 'signed-in', session, officerId }
  })

type FirstStep = {
  readonly id: string
  readonly login: string
  readonly passwordHash: string | null
  readonly totpSecret: Buffer | null
}

/** Who has shown a password, a link or their identity provider is in, or is asked for the second factor. */
export const afterFirstStep = async (house: House, officer: FirstStep, device: string): Promise<SignInOutcome> => {
  if (!officer.totpSecret) return await startSession(house, officer.id, device)
  const expires = house.clock.now().getTime() + pendingMs
  const proof = pendingProof(house, officer.id, expires, officer.passwordHash)
  return { kind: 'code-needed', pending: `${Buffer.from(officer.login).toString('base64url')}~${expires}~${proof}` }
}

export type SignInInput = {
  readonly login: string
  readonly password: string
  /** The address that asked; only a keyed hash of its network is kept, for a day. */
  readonly address: string
  /** How the officer will recognise the device: "Chrome, Windows". */
  readonly device: string
}

/**
 * Signs an officer in. Not a verb: the password is hashed between two short transactions, never inside one. The try is
 * counted before it is judged, by login (known or not) and by address; an unknown login costs the same work.
 */
export const signIn = async (house: House, input: SignInInput): Promise<SignInOutcome> => {
  const login = foldLogin(input.login)
  const loginBucket = house.keyring.blindIndex('officer', `login:${login}`)
  const network = house.keyring.blindIndex('officer', `address:${addressBucket(input.address)}`)
  const gate = await act(house, actor, async ({ tx, clock }) => {
    const now = clock.now()
    await forgetTries(tx, now)
    const until = await countTry(tx, network, perAddress, now)
    if (until) return { until, officer: undefined }
    return { until: await countTry(tx, loginBucket, perLogin, now), officer: await findForSignIn(tx, login) }
  })
  if (gate.until) return { kind: 'locked', until: gate.until }
  const isRight = await verifyPassword(input.password, gate.officer?.passwordHash)
  const { officer } = gate
  if (!isRight || !officer) return { kind: 'refused' }
  await act(house, actor, async ({ tx }) => {
    await clearTries(tx, loginBucket)
    await takeBackTry(tx, network, perAddress)
  })
  return await afterFirstStep(house, officer, input.device)
}

/** The second step: a code of the app, or a recovery code. `refused` also when five minutes have gone by. */
export const confirmSignIn = async (
  house: House,
  input: { readonly pending: string; readonly code: string; readonly device: string },
): Promise<Exclude<SignInOutcome, { kind: 'code-needed' }> | { readonly kind: 'expired' }> => {
  const officerId = await readPending(house, input.pending)
  if (officerId === undefined) return { kind: 'expired' }
  const outcome = await act(
    house,
    actor,
    async (scope) => await checkSecondFactor(scope, { officerId, code: input.code }),
  )
  if (outcome.kind === 'locked') return outcome
  if (outcome.kind === 'wrong') return { kind: 'refused' }
  const started = await startSession(house, officerId, input.device)
  return started.kind === 'code-needed' ? { kind: 'expired' } : started
}

/**
 * Whether a signed-in officer knows their present password; gives the hash that it was compared with. Counted like a
 * sign-in, because a browser left open must not be a place to guess.
 */
export const checkOwnPassword = async (
  house: House,
  input: { readonly login: string; readonly password: string },
): Promise<
  | { readonly kind: 'right'; readonly hash: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Date }
> => {
  const bucket = house.keyring.blindIndex('officer', `login:${input.login}`)
  const gate = await act(house, actor, async ({ tx, clock }) => ({
    until: await countTry(tx, bucket, perLogin, clock.now()),
    officer: await findForSignIn(tx, input.login),
  }))
  if (gate.until) return { kind: 'locked', until: gate.until }
  const hash = gate.officer?.passwordHash
  if (!(await verifyPassword(input.password, hash)) || typeof hash !== 'string') return { kind: 'wrong' }
  await act(house, actor, async ({ tx }) => await clearTries(tx, bucket))
  return { kind: 'right', hash }
}
