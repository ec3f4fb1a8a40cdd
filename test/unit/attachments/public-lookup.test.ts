import type { LookupFunction } from 'node:net'
import { expect, test } from 'vitest'
import { failedForPrivateAddress, publicLookup } from '../../../src/attachments/public-lookup.ts'

type Found = { readonly error: Error | null; readonly address: unknown; readonly family: number | undefined }

const look = (resolve: LookupFunction, all: boolean): Promise<Found> =>
  new Promise((done) => {
    publicLookup(resolve)('photo.zdn.vn', { all }, (error, address, family) => done({ error, address, family }))
  })

const both = [
  { address: '8.8.8.8', family: 4 },
  { address: '2001:4860:4860::8888', family: 6 },
]
const resolver: LookupFunction = (_host, options, callback) => {
  expect(options.all).toBe(true)
  callback(null, both)
}

test('public addresses are handed on, all of them or the first, as the caller asked', async () => {
  expect(await look(resolver, true)).toEqual({ error: null, address: both, family: undefined })
  expect(await look(resolver, false)).toEqual({ error: null, address: '8.8.8.8', family: 4 })
})

test('a resolver that gives one address as text is understood', async () => {
  const single: LookupFunction = (_host, _options, callback) => callback(null, '8.8.4.4', 4)
  expect(await look(single, true)).toMatchObject({ address: [{ address: '8.8.4.4', family: 4 }] })
  const inner: LookupFunction = (_host, _options, callback) => callback(null, '127.0.0.1', 4)
  expect(failedForPrivateAddress((await look(inner, true)).error)).toBe(true)
})

test('a name without addresses is refused, a failed look-up stays what it was', async () => {
  const nothing: LookupFunction = (_host, _options, callback) => callback(null, [])
  expect(failedForPrivateAddress((await look(nothing, true)).error)).toBe(true)
  const failing: LookupFunction = (_host, _options, callback) => callback(new Error('no such name'), [])
  const { error } = await look(failing, true)
  expect(error?.message).toBe('no such name')
  expect(failedForPrivateAddress(error)).toBe(false)
})
