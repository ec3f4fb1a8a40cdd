import { entriesOf } from './failure.ts'
import type { ErrorEntry } from './failure.ts'

const oauth = entriesOf('oauth')

/** The account's admin has to consent again: the refresh token is gone. */
export const NEEDS_CONSENT: readonly number[] = [-14014, -14020, -118]

/** The permission flow has to be started again: the authorization code is gone. */
export const RESTART_FLOW: readonly number[] = [-14005, -14019]

/**
 * Errors of oauth.zaloapp.com. Source: docs.zaloplatforms.com, OA/phu-luc/cac-loai-ma-su-dung-trong-oauth, meanings as
 * integrators observed them, each from one source. Which code a refresh token gets that was used before is not
 * documented; -14014 was seen.
 */
export const OAUTH_ERRORS: readonly ErrorEntry[] = [
  ...oauth('token', {
    '-14005': 'the authorization code is invalid',
    '-14019': 'the authorization code has expired',
    '-14014': 'the refresh token is unknown or was used already',
    '-14020': 'the refresh token has expired',
    '-118': 'invalid grant',
  }),
  ...oauth('account', {
    '-14002': 'the app id is invalid or the app is not active',
    '-14003': "the redirect address is not the one in the app's settings",
    '-14012': 'ownership or admin of the Official Account',
    '-14024': 'ownership or admin of the Official Account',
    '-14029': 'the app is not approved',
    '-209': 'the app is not activated',
    '-212': 'the app has not registered the Official Account API',
    '-221': 'the Official Account must be verified',
    '-223': 'the account has not granted the app this permission',
    '-224': "the account's package is too low for API access",
  }),
]
