import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../officers/index.ts'
import { phrase, type Locale, type PhraseKey, type PhraseValues } from '../phrases/index.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, on routes of the console. */
    signedIn: SignedIn | undefined
    /** Proves that a form was made for this browser; empty for visitors. */
    formToken: string
  }
}

/** What every page needs to be written: language, who reads it, and where. */
export type View = {
  readonly locale: Locale
  t(key: PhraseKey, values?: PhraseValues): string
  readonly path: string
  readonly signedIn: SignedIn | undefined
  readonly formToken: string
  /** Said once at the top after something was done. */
  readonly notice: string | undefined
  readonly now: Date
}

const noticeKeys = new Set([
  'saved',
  'added',
  'imported',
  'granted',
  'revoked',
  'disabled',
  'enabled',
  'signedOut',
  'signedOutOthers',
  'passwordChanged',
  'totpOff',
  'totpReset',
  'tokenRevoked',
  'documentAdded',
  'documentRemoved',
  'discarded',
  'drafted',
  'submitted',
  'approved',
  'rejected',
  'cancelled',
  'held',
  'retried',
  'replied',
  'closed',
  'taken',
  'entered',
  'connected',
  'paused',
  'resumed',
  'stopped',
  'released',
  'merged',
  'unmerged',
  'split',
])

const languageOf = (request: FastifyRequest): Locale => {
  const asked = (request.query as { lang?: unknown } | null)?.lang
  if (asked === 'en' || asked === 'vi') return asked
  return request.signedIn?.officer.language ?? 'vi'
}

export const viewOf = (request: FastifyRequest, now: Date): View => {
  const locale = languageOf(request)
  const t = (key: PhraseKey, values?: PhraseValues): string => phrase(locale, key, values)
  const done = (request.query as { done?: unknown } | null)?.done
  return {
    locale,
    t,
    path: request.url.split('?')[0] ?? '/console',
    signedIn: request.signedIn,
    formToken: request.formToken,
    notice: typeof done === 'string' && noticeKeys.has(done) ? t(`console:done.${done}` as PhraseKey) : undefined,
    now,
  }
}
