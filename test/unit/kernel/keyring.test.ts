import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeyring } from '../../../src/kernel/keyring.ts'

const secret = randomBytes(32)
const subkey = (label: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'nhip-cau/v1', label, 32))

test('indexes and signatures are the HMAC-SHA-256 of RFC 2104, whatever the length of the value', () => {
  const keyring = createKeyring(secret)
  for (const value of ['', 'a', 'Nguyễn Thị Hòa, tổ 5', 'x'.repeat(63), 'x'.repeat(64), 'ờ'.repeat(500)]) {
    const index = createHmac('sha256', subkey('index:chat')).update(value).digest('hex').slice(0, 32)
    expect(keyring.blindIndex('chat', value).replaceAll('-', '')).toBe(index)
    const signature = createHmac('sha256', subkey('sign:session')).update(value).digest('base64url')
    expect(keyring.sign('session', value)).toBe(signature)
    expect(keyring.verify('session', value, signature)).toBe(true)
    expect(keyring.verify('officer', value, signature)).toBe(false)
  }
})

test('what was sealed opens at its place and nowhere else, and not with one bit changed', () => {
  const keyring = createKeyring(secret)
  for (const text of ['', 'ngõ 12', 'đường '.repeat(1000)]) {
    const sealed = keyring.seal('contact', text, 'chats.address:a')
    expect(keyring.openText('contact', sealed, 'chats.address:a')).toBe(text)
    expect(() => keyring.open('contact', sealed, 'chats.address:b')).toThrow('does not open')
    expect(() => keyring.open('outbox', sealed, 'chats.address:a')).toThrow('does not open')
    for (const at of [4, 16, sealed.length - 1]) {
      const damaged = Buffer.from(sealed)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(() => keyring.open('contact', damaged, 'chats.address:a')).toThrow('does not open')
    }
  }
})

test('a value of the previous key opens, and one of neither key does not', () => {
  const former = createKeyring(secret)
  const sealed = former.seal('contact', 'ngõ 12', 'chats.address:a')
  const fresh = randomBytes(32)
  expect(createKeyring(fresh, secret).openText('contact', sealed, 'chats.address:a')).toBe('ngõ 12')
  expect(createKeyring(fresh, secret).isCurrent(sealed)).toBe(false)
  expect(() => createKeyring(fresh).open('contact', sealed, 'chats.address:a')).toThrow('another SECRET_KEY')
})
