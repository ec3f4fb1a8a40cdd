import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { combine, split } from 'shamir-secret-sharing'

// Runs in browsers, in the command line and in tests; what a server does with sealed opinions is not in this file.
// Encryption: age (X25519, ChaCha20-Poly1305) for the readers' shares, AES-256-GCM for the words, Shamir's sharing with
// a threshold of two, in the audited library named in docs/sealed-opinions.md.

/** So many readers together read; one alone reads nothing. */
export const threshold = 2
/** Bytes to which words are padded, so that the length of the envelope says little of the length of the words. */
export const paddedTo = 2_048
export const wordsMax = 4_000
const keyBytes = 32
const nonceBytes = 12
const saltBytes = 32

export type Envelope = {
  /** Nonce and ciphertext, base64. */
  readonly body: string
  /** For each reader a share of the key, encrypted to their recipient, base64. */
  readonly shares: Readonly<Record<string, string>>
  /** Thirty-two random bytes, base64: the leaf of the log is made over them. */
  readonly salt: string
}

export const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCodePoint(byte)
  return btoa(text)
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (one) => one.codePointAt(0) ?? 0)

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

/** A reader's pair: the identity stays with them, the recipient is given away. */
export const makeReader = async (): Promise<{ readonly identity: string; readonly recipient: string }> => {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

export const recipientOf = async (identity: string): Promise<string> => await identityToRecipient(identity)

export const encryptTo = async (recipient: string, bytes: Uint8Array): Promise<string> => {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return toBase64(await encrypter.encrypt(bytes))
}

export const decryptWith = async (identity: string, sealed: string): Promise<Uint8Array> => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return await decrypter.decrypt(fromBase64(sealed))
}

const pad = (words: string): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(words)
  const size = Math.ceil((bytes.length + 4) / paddedTo) * paddedTo
  const padded = new Uint8Array(size)
  new DataView(padded.buffer).setUint32(0, bytes.length)
  padded.set(bytes, 4)
  return padded
}

const unpad = (padded: Uint8Array): string => {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  return new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(4, 4 + length))
}

const aes = async (
  key: Uint8Array<ArrayBuffer>,
  use: 'encrypt' | 'decrypt',
): Promise<Awaited<ReturnType<typeof crypto.subtle.importKey>>> =>
  await crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])

/**
 * Seals words to readers, given by id and recipient; at least two. Throws RangeError for fewer readers than the
 * threshold, no words, or more than `wordsMax` characters.
 */
export const sealWords = async (words: string, readers: Readonly<Record<string, string>>): Promise<Envelope> => {
  const ids = Object.keys(readers).toSorted()
  if (ids.length < threshold) throw new RangeError('too few readers')
  if (words.trim() === '' || words.length > wordsMax) throw new RangeError('no words, or too many')
  const key = random(keyBytes)
  const nonce = random(nonceBytes)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, await aes(key, 'encrypt'), pad(words))
  const body = new Uint8Array(nonceBytes + sealed.byteLength)
  body.set(nonce)
  body.set(new Uint8Array(sealed), nonceBytes)
  const parts = await split(key, ids.length, threshold)
  const shares: Record<string, string> = {}
  for (const [at, id] of ids.entries()) {
    shares[id] = await encryptTo(readers[id] ?? '', parts[at] ?? new Uint8Array())
  }
  return { body: toBase64(body), shares, salt: toBase64(random(saltBytes)) }
}

const openWith = async (body: Uint8Array<ArrayBuffer>, shares: readonly Uint8Array[]): Promise<string | null> => {
  try {
    const key = Uint8Array.from(await combine([...shares]))
    const iv = body.subarray(0, nonceBytes)
    const open = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      await aes(key, 'decrypt'),
      body.subarray(nonceBytes),
    )
    return unpad(new Uint8Array(open))
  } catch {
    return null
  }
}

/**
 * Opens an envelope with two or more shares; null where no two of them fit, or the words were changed. Each two are
 * tried, so that one bad share spoils nothing.
 */
export const openWords = async (
  envelope: Pick<Envelope, 'body'>,
  shares: readonly Uint8Array[],
): Promise<string | null> => {
  const body = fromBase64(envelope.body)
  for (const [at, one] of shares.entries()) {
    for (const other of shares.slice(at + 1)) {
      const words = await openWith(body, [one, other])
      if (words !== null) return words
    }
  }
  return null
}

/** Leaf of the window's log: SHA-256 over a zero byte, the salt and the sealed body, as RFC 6962 hashes leaves. */
export const leafOf = async (envelope: Pick<Envelope, 'body' | 'salt'>): Promise<string> => {
  const salt = fromBase64(envelope.salt)
  const body = fromBase64(envelope.body)
  const bytes = new Uint8Array(1 + salt.length + body.length)
  bytes.set(salt, 1)
  bytes.set(body, 1 + salt.length)
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
