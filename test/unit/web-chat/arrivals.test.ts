import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { networkOf } from '../../../bots/web/address-network.ts'
import { bitsFor, provesWork } from '../../../bots/web/proof-of-work.ts'

it.each([
  ['203.0.113.7', '203.0.113'],
  ['::ffff:203.0.113.7', '203.0.113'],
  ['2001:db8:12:3456::1', '20010db8001234'],
  ['2001:db8:12:34ff:1:2:3:4', '20010db8001234'],
  ['2001:db8:12:3556::1', '20010db8001235'],
  ['fe80::1%eth0', 'fe800000000000'],
  ['::1', '00000000000000'],
  ['not an address', 'unknown'],
])('the address %s lies in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it('asks for more work by one bit for each doubling over the usual, up to an end', () => {
  const bits = (network: number, all = 0) => bitsFor(14, { network, all })
  expect([0, 20, 39, 40, 80, 320, 1e9].map((count) => bits(count))).toEqual([14, 14, 14, 15, 16, 18, 19])
  expect([300, 600, 1200].map((count) => bits(0, count))).toEqual([14, 15, 16])
})

it('the worker of the page finds the proof that the server asks for, for texts of any length', async () => {
  const source = await readFile(new URL('../../../bots/web/assets/prove-work.js', import.meta.url), 'utf8')
  const found: string[] = []
  const self: { onmessage?: (event: { data: { challenge: string; bits: number } }) => void; postMessage: unknown } = {
    postMessage: (work: string) => found.push(work),
  }
  runInNewContext(source, { self })
  for (let length = 0; length < 140; length += 7) {
    const challenge = randomBytes(length).toString('base64url')
    self.onmessage?.({ data: { challenge, bits: 6 } })
    const work = found.at(-1) ?? ''
    expect(provesWork(challenge, work, 6)).toBe(true)
    // And it is the first that does, so both sides compute the same hash for every number before it.
    for (let one = 0; one < Number(work); one += 1) expect(provesWork(challenge, String(one), 6)).toBe(false)
  }
})

it('takes no work that is no number, and none that falls short', () => {
  const hash = createHash('sha256').update('x:0').digest().readUInt32BE(0)
  const zeros = Math.clz32(hash)
  expect(provesWork('x', '0', zeros)).toBe(true)
  expect(provesWork('x', '0', zeros + 1)).toBe(false)
  for (const work of ['', '-1', '0x0', ' 0', '1e3', '0'.repeat(13)]) expect(provesWork('x', work, 0)).toBe(false)
})
