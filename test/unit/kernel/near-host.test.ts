import { expect, test } from 'vitest'
import { isNearHost } from '../../../src/kernel/near-host.ts'

const host = (address: string): string => new URL(address).hostname

test.each([
  ['http://127.0.0.1:8080', true],
  ['http://localhost', true],
  ['http://speech', true],
  ['http://10.2.3.4', true],
  ['http://192.168.1.9', true],
  ['http://172.16.0.1', true],
  ['http://172.31.255.255', true],
  ['http://[::1]', true],
  ['http://[FD12:3456::1]', true],
  // Written otherwise, the same address.
  ['http://0x7f.1', true],
  ['http://172.32.0.1', false],
  ['http://11.0.0.1', false],
  ['http://169.254.169.254', false],
  ['http://[2001:db8::1]', false],
  ['http://[::]', false],
  ['https://10.example.vn', false],
  ['https://zalo.me', false],
])('%s is near: %s', (address, expected) => {
  expect(isNearHost(host(address))).toBe(expected)
})
