import type { SendOutcome } from '../../src/channels/port.ts'
import type { ApiAnswer } from './call-api.ts'

type Failure = Exclude<ApiAnswer, { kind: 'done' }>

const noConnectionMs = 5_000
const strangeAnswerMs = 30_000

const unreachable = (reach: 'blocked' | 'gone' | 'no_relation', why: string): SendOutcome => ({
  kind: 'unreachable',
  why,
  reach,
})
const refused = (why: string): SendOutcome => ({ kind: 'refused', why, scope: 'message' })

// Beginnings and parts of descriptions as the open-source Bot API server and its core library write them. The text is
// no contract, so whatever is not recognised falls to the code.
const forbidden: readonly (readonly [RegExp, SendOutcome])[] = [
  [/blocked by the user/i, unreachable('blocked', 'blocked')],
  [/user is deactivated/i, unreachable('gone', 'deactivated')],
  [/can't initiate conversation/i, unreachable('no_relation', 'never-started')],
  [/kicked from|not a member|chat was deleted/i, unreachable('gone', 'not-in-chat')],
  [/can't send messages to (?:the )?bot/i, unreachable('gone', 'is-a-bot')],
]

const badRequests: readonly (readonly [RegExp, SendOutcome])[] = [
  [/chat not found|PEER_ID_INVALID|user not found|INPUT_USER_DEACTIVATED/i, unreachable('gone', 'chat-not-found')],
  [/not enough rights|have no rights|CHAT_WRITE_FORBIDDEN/i, unreachable('gone', 'no-rights')],
  [/message is not modified/i, { kind: 'sent' }],
  [/too long|MESSAGE_TOO_LONG/i, refused('too-long')],
  [/is empty/i, refused('empty')],
  [/BUTTON_DATA_INVALID|keyboard|reply markup/i, refused('keyboard')],
  [/can't parse entities/i, refused('markup')],
  [/file|photo|voice|document|IMAGE_PROCESS_FAILED/i, refused('file')],
]

const find = (
  table: readonly (readonly [RegExp, SendOutcome])[],
  description: string,
  otherwise: SendOutcome,
): SendOutcome => table.find(([pattern]) => pattern.test(description))?.[1] ?? otherwise

const readRefusal = (failure: Extract<Failure, { kind: 'refused' }>): SendOutcome => {
  const { code, description } = failure
  switch (code) {
    case 429:
      // The limit may be this chat's or the bot's; the answer does not tell, and hammering on makes both worse.
      return {
        kind: 'retry',
        afterMs: Math.max(1, failure.retryAfterSeconds) * 1000,
        why: 'too-many-requests',
        scope: 'lane',
      }
    case 400:
      return failure.migrated ? refused('migrated') : find(badRequests, description, refused('bad-request'))
    case 401:
    case 404:
      return { kind: 'refused', why: 'token', scope: 'account' }
    case 403:
      return find(forbidden, description, refused('forbidden'))
    case 413:
      return refused('too-large')
    default:
      return code >= 500 ? { kind: 'uncertain', why: `status-${code}` } : refused(`status-${code}`)
  }
}

/** What a failed call means for a message. There is no key against doubles, so silence after leaving is uncertain. */
export const readFailure = (failure: Failure): SendOutcome => {
  switch (failure.kind) {
    case 'refused':
      return readRefusal(failure)
    case 'strange':
      return failure.status >= 500 || (failure.status < 300 && !failure.isPage)
        ? { kind: 'uncertain', why: `status-${failure.status}` }
        : // A redirect, a refusal or a page without the Bot API's JSON comes from a proxy or from a network that blocks.
          { kind: 'retry', afterMs: strangeAnswerMs, why: `not-telegram-${failure.status}`, scope: 'lane' }
    case 'broken':
      if (failure.left) return { kind: 'uncertain', why: failure.why }
      return failure.why === 'STOPPED'
        ? { kind: 'retry', afterMs: 0, why: 'stopped', scope: 'message' }
        : { kind: 'retry', afterMs: noConnectionMs, why: failure.why, scope: 'lane' }
  }
}
