import { expect, test } from 'vitest'
import { addressBucket } from '../../../src/officers/address-bucket.ts'

test('an IPv4 address is a place of its own, also when it is written as IPv6', () => {
  expect(addressBucket('203.0.113.7')).toBe('203.0.113.7')
  expect(addressBucket('::ffff:203.0.113.7')).toBe('203.0.113.7')
})

test('all addresses of one /64 are one place, those of the next are not', () => {
  const place = addressBucket('2001:db8:1:2::1')
  expect(addressBucket('2001:0db8:0001:0002:ffff:1:2:3')).toBe(place)
  expect(addressBucket('2001:db8:1:3::1')).not.toBe(place)
  expect(addressBucket('fe80::1%eth0')).toBe('fe80:0:0:0')
})
