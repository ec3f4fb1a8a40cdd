import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { newTotpSecret, totpAddress, totpStep } from '../../../src/officers/totp.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const codeAt = (ms: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ms })

test('the code of RFC 6238 passes at its time', () => {
  // The RFC's eight digits for T = 59 s are 94287082; six digits are their end.
  expect(totpStep(secret, '287 082', new Date(59_000), null)).toBe(1)
})

test('a code of the step before or after passes, one further off does not', () => {
  const now = new Date(1_000_000_000_000)
  expect(totpStep(secret, codeAt(now.getTime() - 30_000), now, null)).toBeDefined()
  expect(totpStep(secret, codeAt(now.getTime() + 30_000), now, null)).toBeDefined()
  expect(totpStep(secret, codeAt(now.getTime() - 90_000), now, null)).toBeUndefined()
})

test('a code does not pass again in its own step or an earlier one', () => {
  const now = new Date(1_000_000_000_000)
  const step = totpStep(secret, codeAt(now.getTime()), now, null) ?? 0
  expect(totpStep(secret, codeAt(now.getTime()), now, step)).toBeUndefined()
  expect(totpStep(secret, codeAt(now.getTime() - 30_000), now, step)).toBeUndefined()
})

test('anything but six digits is wrong', () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '12345６']) {
    expect(totpStep(secret, code, new Date(59_000), null)).toBeUndefined()
  }
})

test('a new secret has 160 bits and its address names the service and the login', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(totpAddress(secret, 'hoa')).toContain('otpauth://totp/Nhip%20Cau:hoa?')
})
