import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  randomFillSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'
import { AppError } from './errors.ts'

/**
 * What a key is used for. Each purpose has a subkey of its own (HKDF-SHA-256), so a value sealed for one purpose
 * opens for no other.
 */
export type KeyPurpose =
  | 'chat'
  | 'inbox'
  | 'outbox'
  | 'conversation'
  | 'contact'
  | 'resident'
  | 'opinion'
  | 'form'
  | 'receipt'
  | 'sealed'
  | 'search'
  | 'attachment'
  | 'credential'
  | 'officer'
  | 'session'
  | 'web-chat'
  | 'message-id'
  | 'spool'
  | 'backup'
  | 'installation'
  | 'code'

/** Encrypts, decrypts and indexes with the installation's secret key. Made once at start. */
export type Keyring = {
  /** AES-256-GCM. `place` names table, column and row: a value moved elsewhere does not open. */
  seal(purpose: KeyPurpose, plain: Uint8Array | string, place: string): Buffer
  /** Opens what `seal` made, with the current or the previous key. Throws INTERNAL when key or place do not fit. */
  open(purpose: KeyPurpose, sealed: Uint8Array, place: string): Buffer
  /** Whether a sealed value was sealed with the current key. */
  isCurrent(sealed: Uint8Array): boolean
  openText(purpose: KeyPurpose, sealed: Uint8Array, place: string): string
  /** HMAC-SHA-256 cut to 16 bytes, as a UUID-shaped text: finds a row without storing what it stands for. */
  blindIndex(purpose: KeyPurpose, value: string): string
  /** A signature over bytes for cookies and links: base64url, 43 characters. */
  sign(purpose: KeyPurpose, value: string): string
  /** Whether `sign` made it. Takes the same time for right and wrong ones. */
  verify(purpose: KeyPurpose, value: string, signature: string): boolean
  /** Eight hex digits that name the current key without revealing it. */
  readonly keyId: string
}

const nonceBytes = 12
const tagBytes = 16
const headBytes = 4 + nonceBytes

type OneKey = { readonly id: Buffer; subkey(label: string): KeyObject; digest(label: string): Digest }
type Digest = (value: string) => Buffer

const derive = (secret: Buffer, label: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'nhip-cau/v1', label, 32))

const blockBytes = 64
const digestBytes = 32

/**
 * HMAC-SHA-256 (RFC 2104) out of two one-shot digests with both pads made once: `createHmac` builds and frees an object
 * for each value and costs half as much again.
 */
const createDigest = (key: Buffer): Digest => {
  const padded = (pad: number): Buffer => {
    const block = Buffer.alloc(blockBytes, pad)
    for (const [at, byte] of key.entries()) block[at] = byte ^ pad
    return block
  }
  const inner = padded(0x36)
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(digestBytes)])
  return (value) => {
    hash('sha256', Buffer.concat([inner, Buffer.from(value, 'utf8')]), 'buffer').copy(outer, blockBytes)
    return hash('sha256', outer, 'buffer')
  }
}

const oneKey = (secret: Buffer): OneKey => {
  if (secret.length !== 32) throw new AppError('INTERNAL', 'a secret key has 32 bytes')
  // Key objects are made once: from plain bytes each seal and each index costs three to five times as much.
  const once = <Made>(make: (label: string) => Made): ((label: string) => Made) => {
    const made = new Map<string, Made>()
    return (label) => {
      const known = made.get(label)
      if (known !== undefined) return known
      const fresh = make(label)
      made.set(label, fresh)
      return fresh
    }
  }
  return {
    id: derive(secret, 'key-id').subarray(0, 4),
    subkey: once((label) => createSecretKey(derive(secret, label))),
    digest: once((label) => createDigest(derive(secret, label))),
  }
}

/** Nonces are cut from a block of random bytes; asking the system for twelve at a time costs as much as the sealing. */
const createNonces = () => {
  const block = Buffer.alloc(nonceBytes * 512)
  let at = block.length
  return (): Buffer => {
    if (at === block.length) {
      randomFillSync(block)
      at = 0
    }
    at += nonceBytes
    return Buffer.from(block.subarray(at - nonceBytes, at))
  }
}

const asUuid = (digest: Buffer): string => {
  const hex = digest.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

const isSame = (a: string, b: string): boolean => {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Makes the keyring. `previous` opens what it sealed before; it neither seals nor indexes. Layout of a sealed value: key id (4) | nonce (12) | ciphertext | tag (16).
 */
export const createKeyring = (secret: Buffer, previous?: Buffer): Keyring => {
  const current = oneKey(secret)
  const former = previous ? oneKey(previous) : undefined
  const nextNonce = createNonces()

  const seal: Keyring['seal'] = (purpose, plain, place) => {
    const nonce = nextNonce()
    const cipher = createCipheriv('aes-256-gcm', current.subkey(`seal:${purpose}`), nonce)
    cipher.setAAD(Buffer.from(place, 'utf8'))
    const body = cipher.update(typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain)
    return Buffer.concat([current.id, nonce, body, cipher.final(), cipher.getAuthTag()])
  }

  const open: Keyring['open'] = (purpose, sealed, place) => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    const id = bytes.subarray(0, 4)
    const key = id.equals(current.id) ? current : former && id.equals(former.id) ? former : undefined
    if (!key || bytes.length < headBytes + tagBytes) {
      throw new AppError('INTERNAL', `a value at ${place} was sealed with another SECRET_KEY (${id.toString('hex')})`)
    }
    const decipher = createDecipheriv('aes-256-gcm', key.subkey(`seal:${purpose}`), bytes.subarray(4, headBytes))
    decipher.setAAD(Buffer.from(place, 'utf8'))
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
    try {
      // In this mode all that is opened comes out of `update`; `final` only says whether it may be believed.
      const plain = decipher.update(bytes.subarray(headBytes, bytes.length - tagBytes))
      decipher.final()
      return plain
    } catch (cause) {
      throw new AppError('INTERNAL', `a sealed value at ${place} does not open: moved or damaged`, { cause })
    }
  }

  const index = (key: OneKey, purpose: KeyPurpose, value: string): string =>
    asUuid(key.digest(`index:${purpose}`)(value))

  const signature = (key: OneKey, purpose: KeyPurpose, value: string): string =>
    key.digest(`sign:${purpose}`)(value).toString('base64url')

  return {
    seal,
    open,
    isCurrent: (sealed) => current.id.equals(sealed.subarray(0, 4)),
    openText: (purpose, sealed, place) => open(purpose, sealed, place).toString('utf8'),
    blindIndex: (purpose, value) => index(current, purpose, value),
    sign: (purpose, value) => signature(current, purpose, value),
    verify: (purpose, value, given) => isSame(signature(current, purpose, value), given),
    keyId: current.id.toString('hex'),
  }
}
