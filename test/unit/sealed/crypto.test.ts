import { expect, test } from 'vitest'
import { decryptWith, leafOf, makeReader, openWords, recipientOf, sealWords } from '../../../src/sealed/crypto.ts'
import { openExport } from '../../../src/sealed/open-export.ts'

const words = 'Cán bộ thôn nên về họp với bà con đều hơn.'

const threeReaders = async () => {
  const [a, b, c] = [await makeReader(), await makeReader(), await makeReader()]
  return { a, b, c, keys: { a: a.recipient, b: b.recipient, c: c.recipient } }
}

test('any two of three readers read the words; one alone reads nothing', async () => {
  const { a, b, c, keys } = await threeReaders()
  const envelope = await sealWords(words, keys)
  const shares = await Promise.all(
    [a, b, c].map(
      async ({ identity }, at) => await decryptWith(identity, envelope.shares[['a', 'b', 'c'][at] ?? ''] ?? ''),
    ),
  )
  for (const [one, other] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    expect(await openWords(envelope, [shares[one] ?? new Uint8Array(), shares[other] ?? new Uint8Array()])).toBe(words)
  }
  expect(await openWords(envelope, shares.slice(0, 1))).toBeNull()
  const own = shares[0] ?? new Uint8Array()
  expect(await openWords(envelope, [own, own])).toBeNull()
})

test('a share is opened by its own reader only', async () => {
  const { b, keys } = await threeReaders()
  const envelope = await sealWords(words, keys)
  await expect(decryptWith(b.identity, envelope.shares['a'] ?? '')).rejects.toThrow()
})

test('short and long words of one bucket make envelopes of one length', async () => {
  const { keys } = await threeReaders()
  const [short, long] = [await sealWords('Không.', keys), await sealWords('ý'.repeat(1_000), keys)]
  expect(short.body.length).toBe(long.body.length)
})

test('an exported file opens away from the server with two files of keys, not with the same one twice', async () => {
  const { a, c, keys } = await threeReaders()
  const sound = await sealWords(words, keys)
  const broken = { ...(await sealWords(words, keys)), body: sound.body }
  const file = JSON.stringify({
    envelopes: [
      { ...sound, id: '1' },
      { ...broken, id: '2' },
    ],
  })
  expect(await openExport(file, [a.identity, c.identity])).toEqual({ opinions: [words], unreadable: 1 })
  expect(await openExport(file, [a.identity, a.identity])).toBeNull()
})

test('the leaf changes with the body and with the salt', async () => {
  const { keys } = await threeReaders()
  const [one, other] = [await sealWords(words, keys), await sealWords(words, keys)]
  const leaf = await leafOf(one)
  expect(leaf).toMatch(/^[0-9a-f]{64}$/)
  expect(await leafOf({ ...one, salt: other.salt })).not.toBe(leaf)
  expect(await leafOf({ ...one, body: other.body })).not.toBe(leaf)
})

test('a key file tells its own public half, and one bad share among good ones spoils nothing', async () => {
  const { a, b, c, keys } = await threeReaders()
  expect(await recipientOf(a.identity)).toBe(a.recipient)
  const envelope = await sealWords(words, keys)
  const good = await decryptWith(b.identity, envelope.shares['b'] ?? '')
  const other = await decryptWith(c.identity, envelope.shares['c'] ?? '')
  const bad = Uint8Array.from(other, (byte) => byte ^ 1)
  expect(await openWords(envelope, [bad, good, other])).toBe(words)
  expect(await openWords(envelope, [bad, good])).toBeNull()
})
