import { describe, expect, it } from 'vitest'
import { readFailure } from '../../../bots/telegram/read-failure.ts'

const refusal = (code: number, description: string, more: { seconds?: number; migrated?: boolean } = {}) =>
  readFailure({
    kind: 'refused',
    code,
    description,
    retryAfterSeconds: more.seconds ?? 0,
    migrated: more.migrated ?? false,
  })

describe('a refusal of the Bot API', () => {
  it.each([
    ['Forbidden: bot was blocked by the user', 'blocked'],
    ['Forbidden: user is deactivated', 'gone'],
    ["Forbidden: bot can't initiate conversation with a user", 'no_relation'],
    ['Forbidden: bot was kicked from the supergroup chat', 'gone'],
    ['Forbidden: bot is not a member of the channel chat', 'gone'],
    ['Forbidden: the group chat was deleted', 'gone'],
    ["Forbidden: bot can't send messages to the bot", 'gone'],
  ])('"%s" means that the person cannot be reached: %s', (description, reach) => {
    expect(refusal(403, description)).toMatchObject({ kind: 'unreachable', reach })
  })

  it.each([
    ['Bad Request: chat not found', { kind: 'unreachable', reach: 'gone' }],
    ['Bad Request: not enough rights to send text messages to the chat', { kind: 'unreachable', reach: 'gone' }],
    ['Bad Request: message is not modified: specified new message content …', { kind: 'sent' }],
    ['Bad Request: message is too long', { kind: 'refused', why: 'too-long', scope: 'message' }],
    ['Bad Request: message text is empty', { kind: 'refused', why: 'empty', scope: 'message' }],
    ['Bad Request: BUTTON_DATA_INVALID', { kind: 'refused', why: 'keyboard', scope: 'message' }],
    ["Bad Request: can't parse entities: …", { kind: 'refused', why: 'markup', scope: 'message' }],
    ['Bad Request: something new', { kind: 'refused', why: 'bad-request', scope: 'message' }],
  ])('"%s" is about this message', (description, outcome) => {
    expect(refusal(400, description)).toMatchObject(outcome)
  })

  it('does not follow a group that moved', () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat'
    expect(refusal(400, description, { migrated: true })).toEqual({
      kind: 'refused',
      why: 'migrated',
      scope: 'message',
    })
  })

  it('lets the whole lane wait as long as Telegram says, hours too, and at least a second', () => {
    expect(refusal(429, 'Too Many Requests: retry after 10072', { seconds: 10_072 })).toEqual({
      kind: 'retry',
      afterMs: 10_072_000,
      why: 'too-many-requests',
      scope: 'lane',
    })
    expect(refusal(429, '')).toMatchObject({ afterMs: 1000 })
  })

  it.each([401, 404])('%i concerns the account', (code) => {
    expect(refusal(code, 'Unauthorized')).toMatchObject({ kind: 'refused', scope: 'account' })
  })

  it.each([500, 502])('%i leaves open whether the message was sent', (code) => {
    expect(refusal(code, 'Internal Server Error')).toMatchObject({ kind: 'uncertain' })
  })

  it('tells nothing of a description, which may quote the message', () => {
    const description = "Bad Request: inline keyboard button URL 'http://bi-mat' is invalid: Wrong HTTP URL"
    expect(JSON.stringify(refusal(400, description))).not.toContain('bi-mat')
  })
})

describe('an answer that is not the Bot API’s', () => {
  it.each([
    [502, true, 'uncertain'],
    [503, false, 'uncertain'],
    [200, false, 'uncertain'],
    [200, true, 'retry'],
    [302, true, 'retry'],
    [302, false, 'retry'],
    [403, true, 'retry'],
    [407, false, 'retry'],
  ])('status %i, a page: %s, means %s', (status, isPage, kind) => {
    expect(readFailure({ kind: 'strange', status, isPage })).toMatchObject({ kind })
  })
})

describe('no answer', () => {
  it('is uncertain once the request had left', () => {
    expect(readFailure({ kind: 'broken', left: true, why: 'ECONNRESET' })).toEqual({
      kind: 'uncertain',
      why: 'ECONNRESET',
    })
  })

  it('is tried again when it had not: by the whole lane, or by this message when we stopped', () => {
    expect(readFailure({ kind: 'broken', left: false, why: 'ECONNREFUSED' })).toMatchObject({
      kind: 'retry',
      scope: 'lane',
    })
    expect(readFailure({ kind: 'broken', left: false, why: 'STOPPED' })).toMatchObject({
      kind: 'retry',
      scope: 'message',
    })
  })
})
