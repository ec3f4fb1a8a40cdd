import { describe, expect, it } from 'vitest'
import {
  errorEntry,
  OA_ERRORS,
  OAUTH_ERRORS,
  readFailure,
  unwrap,
  ZaloAccountError,
  ZaloError,
  ZaloMessageError,
  ZaloQuotaError,
  ZaloRecipientError,
  ZaloRetryError,
  ZaloTokenError,
  ZBS_ERRORS,
} from 'zalo-oa-sdk'
import type { FailureFamily } from 'zalo-oa-sdk'

const answer = (error: unknown, message = '') => JSON.stringify({ error, message })
const classOf = (family: FailureFamily, code: number) => errorEntry(family, code)?.class

describe('the error tables', () => {
  it('hold each code once and say something about it', () => {
    for (const table of [OA_ERRORS, ZBS_ERRORS, OAUTH_ERRORS]) {
      expect(new Set(table.map(({ code }) => code)).size).toBe(table.length)
      for (const entry of table) {
        expect(Number.isInteger(entry.code) && entry.code !== 0).toBe(true)
        expect(entry.meaning.length).toBeGreaterThan(10)
      }
    }
  })

  it('class every documented code of the Official Account API', () => {
    const documented = {
      retry: [-32, -200, -214, -234],
      token: [-216, -220, 216, 401, -401],
      recipient: [-213, -217, -218, -222, -227, -230, -231, -232, -237, -244, -305, -403],
      message: [-100, -201, -207, -208, -210, -233, -238, -241, -248, -249, -1340, -1341],
      account: [-204, -205, -209, -212, -215, -219, -221, -223, -224, -235, -240, -242, -320, -321],
      quota: [-211, -311],
    }
    for (const [name, codes] of Object.entries(documented)) {
      for (const code of codes) expect([code, classOf('oa', code)]).toEqual([code, name])
    }
    expect(OA_ERRORS).toHaveLength(Object.values(documented).flat().length)
  })

  it('class every documented code of template messages', () => {
    const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, step) => from - step)
    const documented = [...range(-100, -153), -158, -159, -160, -161, -162]
    const finer = [-1091, -1121, -1122, -1123, -1124, -1131, -1132, -1201, -1202, -1241, -1351, -1381, -1441]
    const all = [...documented, ...finer, -1471, -1472, -1491]
    expect(new Set(ZBS_ERRORS.map(({ code }) => code))).toEqual(new Set(all))
  })

  it('keep the families apart where a number means different things', () => {
    expect([classOf('oa', -100), classOf('zbs', -100)]).toEqual(['message', 'retry'])
    expect([classOf('zbs', -118), classOf('oauth', -118)]).toEqual(['recipient', 'token'])
    expect([classOf('oa', -124), classOf('zbs', -124)]).toEqual([undefined, 'token'])
  })

  it('say what to wait for and what helps', () => {
    expect(errorEntry('oa', -234)).toMatchObject({ retryAt: '06:00' })
    expect(errorEntry('zbs', -133)).toMatchObject({ retryAt: '06:00' })
    expect(errorEntry('oa', -32)).toMatchObject({ retryAfterSeconds: 60 })
    expect(errorEntry('oa', -100)).toMatchObject({ remedy: 'upload-again' })
    expect(errorEntry('oa', -235)).toMatchObject({ remedy: 'use-v2' })
    expect(errorEntry('oa', -240)).toMatchObject({ remedy: 'use-v3' })
    expect(errorEntry('oa', -244)).toMatchObject({ optOut: true })
    expect(errorEntry('zbs', -141)).toMatchObject({ optOut: true })
  })
})

describe('readFailure', () => {
  it('takes a -201 that names the user id as a matter of the recipient', () => {
    expect(readFailure('oa', 200, answer(-201, 'user_id is invalid'))).toMatchObject({ class: 'recipient' })
    expect(readFailure('oa', 200, answer(-201, 'attachment is invalid'))).toMatchObject({ class: 'message' })
  })

  it('reads a code that was sent as text', () => {
    expect(readFailure('oa', 200, answer('-230'))).toMatchObject({ code: -230, class: 'recipient' })
  })

  it('is ambiguous without a clear answer only for calls that send', () => {
    expect(readFailure('oa', 502, '<html>', { sends: true }).ambiguous).toBe(true)
    expect(readFailure('oa', 502, '<html>').ambiguous).toBe(false)
    expect(readFailure('oa', 429, '', { sends: true })).toMatchObject({ ambiguous: false, retryAfterSeconds: 60 })
  })
})

describe('unwrap', () => {
  it('gives the data of a success', () => {
    expect(unwrap({ ok: true, data: 5 })).toBe(5)
  })

  it.each([
    [-32, ZaloRetryError],
    [-216, ZaloTokenError],
    [-230, ZaloRecipientError],
    [-210, ZaloMessageError],
    [-209, ZaloAccountError],
    [-211, ZaloQuotaError],
  ])('throws the error of the class of %i', (code, expected) => {
    const failure = readFailure('oa', 200, answer(code, 'what was said'))
    const attempt = () => unwrap({ ok: false, failure })
    expect(attempt).toThrow(expected)
    expect(attempt).toThrow(ZaloError)
    expect(attempt).toThrow(String(code))
    expect(attempt).not.toThrow('what was said')
  })
})
