import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { AppError } from '../../kernel/errors.ts'

// A backup is a line of plain JSON (what it is, how to open it) and then blocks: length (4 bytes), nonce (12),
// ciphertext, tag (16). Each block's number is authenticated, so none can be left out, repeated or moved; the last is empty.

export const blockBytes = 1_048_576
const tagBytes = 16
const nonceBytes = 12

export type BackupHead = {
  readonly format: 'nhip-cau backup 1'
  readonly madeAt: string
  /** `when` of the last migration that the data was made under. */
  readonly migration: number
  readonly keyId: string
  /** `passphrase`: the file also holds SECRET_KEY. `secret-key`: it opens only with the SECRET_KEY of the installation. */
  readonly lock: 'passphrase' | 'secret-key'
  readonly salt: string
}

const aadOf = (head: string, block: number, isLast: boolean): Buffer =>
  Buffer.from(`${head}\n${block}\n${isLast ? 'last' : 'more'}`, 'utf8')

/** scrypt with N = 2^17, r = 8, p = 1 (OWASP's first choice): about 128 MiB and a third of a second. */
export const keyOfPassphrase = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 })

/** Turns a stream of bytes into sealed blocks, ending with the empty last one. */
export const sealBlocks = async function* (
  key: Buffer,
  head: string,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let block = 0
  const seal = (bytes: Buffer, isLast: boolean): Buffer => {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(aadOf(head, block, isLast))
    block += 1
    const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealed.length)
    return Buffer.concat([length, sealed])
  }
  for await (const chunk of plain) {
    waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk])
    while (waiting.length >= blockBytes) {
      yield seal(waiting.subarray(0, blockBytes), false)
      waiting = waiting.subarray(blockBytes)
    }
  }
  if (waiting.length > 0) yield seal(waiting, false)
  yield seal(Buffer.alloc(0), true)
}

/** Opens the blocks again. A cut, damaged or foreign file is refused before the end is believed. */
export const openBlocks = async function* (
  key: Buffer,
  head: string,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let block = 0
  let hasEnded = false
  const open = (bytes: Buffer): Buffer => {
    for (const isLast of [false, true]) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
      decipher.setAAD(aadOf(head, block, isLast))
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
      try {
        const plain = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)),
          decipher.final(),
        ])
        hasEnded = isLast
        return plain
      } catch {
        // Tried as the last block next; after that the file is refused.
      }
    }
    throw new AppError('INVALID', `the backup does not open at block ${block}: another key, or a damaged file`)
  }
  for await (const chunk of sealed) {
    waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk])
    for (;;) {
      if (hasEnded || waiting.length < 4) break
      const length = waiting.readUInt32BE(0)
      if (length > blockBytes + nonceBytes + tagBytes) throw new AppError('INVALID', 'this is no backup of Nhịp Cầu')
      if (waiting.length < 4 + length) break
      const plain = open(waiting.subarray(4, 4 + length))
      waiting = waiting.subarray(4 + length)
      block += 1
      if (!hasEnded) yield plain
    }
  }
  if (!hasEnded) throw new AppError('INVALID', 'the backup is cut off: its end is missing')
}
