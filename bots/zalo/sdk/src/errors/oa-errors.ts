import { entriesOf } from './failure.ts'
import type { ErrorEntry } from './failure.ts'

const oa = entriesOf('oa')

/**
 * Errors of openapi.zalo.me. Source: docs.zaloplatforms.com, OA/phu-luc/ma-loi, and clients in production. From a single
 * source: -215, -222, -231, -305, -311 (legacy or unclear) and the token codes other than -216 and -220.
 */
export const OA_ERRORS: readonly ErrorEntry[] = [
  ...oa('retry', { '-32': 'call rate of the app or the account exceeded' }, { retryAfterSeconds: 60 }),
  ...oa('retry', { '-200': 'sending failed for no stated reason' }, { maxRetries: 2 }),
  ...oa('retry', { '-214': 'the article is still being processed' }, { retryAfterSeconds: 5 }),
  ...oa('retry', { '-234': 'not allowed at night' }, { retryAt: '06:00' }),
  ...oa('token', {
    '-216': 'the access token is invalid',
    '-220': 'the access token has expired or was removed',
    '216': 'the access token is invalid (variant)',
    '401': 'the access token is invalid (variant)',
    '-401': 'the access token is invalid (variant)',
  }),
  ...oa('recipient', {
    '-213': 'the person does not follow the account and has no relation to it',
    '-222': 'the person is inactive (legacy)',
    '-227': 'the person is banned or was inactive for more than 45 days',
    '-231': 'the person cannot be reached; meaning not documented',
    '-237': 'the group is disabled or has expired',
    '-305': 'the 48 hour reply window is over (legacy)',
    '-403': 'the account is not in the group',
  }),
  ...oa('recipient', { '-218': 'what this person may receive today is used up' }, { until: 'next-day' }),
  ...oa(
    'recipient',
    {
      '-230': 'no interaction of the person within 7 days',
      '-232': 'the person never interacted, or the interaction has expired',
    },
    { until: 'next-interaction' },
  ),
  ...oa(
    'recipient',
    {
      '-217': 'the person blocked invitations of this account',
      '-244': 'the person restricted this type of message',
    },
    { optOut: true },
  ),
  ...oa('message', { '-100': 'the attachment id has expired' }, { remedy: 'upload-again' }),
  ...oa('message', {
    '-201': 'a parameter is invalid',
    '-207': 'refused (legacy code)',
    '-208': 'refused (legacy code)',
    '-210': 'a parameter exceeds its limit',
    '-233': 'the type of message is invalid or not supported',
    '-249': 'the template cannot be sent by user id',
    '-1340': 'form not found',
    '-1341': 'no access to the form',
  }),
  ...oa('message', {
    '-238': 'the asset id was used already or is disabled',
    '-241': 'the asset id was used already or is disabled',
  }),
  ...oa('message', { '-248': "the content violates the platform's standards" }, { alert: true }),
  ...oa('account', {
    '-204': 'the Official Account is disabled or deleted',
    '-205': 'the Official Account does not exist',
    '-209': 'the app is not activated',
    '-212': 'the app has not registered this API',
    '-215': 'the app id is invalid (legacy)',
    '-219': 'the app was removed or disabled',
    '-221': 'the Official Account must be verified',
    '-223': 'the account has not authorised the app for this API, or the publishing quota of articles is used up',
    '-224': "the account's package is too low for this API",
    '-242': 'appsecret_proof is wrong',
    '-320': 'the app needs a Zalo Cloud Account',
    '-321': 'the Zalo Cloud Account has no money or could not be charged',
  }),
  ...oa('account', { '-235': 'this API does not support this type of account' }, { remedy: 'use-v2' }),
  ...oa('account', { '-240': 'the v2 message API is shut down for this account' }, { remedy: 'use-v3' }),
  ...oa('quota', {
    '-211': 'the quota of this feature is used up',
    '-311': 'the reply quota is used up (legacy)',
  }),
]
