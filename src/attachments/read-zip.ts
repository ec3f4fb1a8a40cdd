import { createInflateRaw } from 'node:zlib'

export type ZipEntry = {
  readonly name: string
  readonly encrypted: boolean
  /** 0 stored, 8 deflated; anything else is unknown to Word and to us. */
  readonly method: number
  readonly packedSize: number
  /** As the directory claims it: only `unpackEntry` knows. */
  readonly claimedSize: number
  readonly headerOffset: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const maxEntries = 2000

const findEnd = (zip: Buffer): number | undefined => {
  const lowest = Math.max(0, zip.length - 22 - 0xffff)
  for (let at = zip.length - 22; at >= lowest; at -= 1) {
    if (zip.readUInt32LE(at) === endSignature && at + 22 + zip.readUInt16LE(at + 20) <= zip.length) return at
  }
  return undefined
}

/** The central directory, or `undefined` when it does not hold together (ZIP64 included: nothing here is that big). */
export const readZipDirectory = (zip: Buffer): readonly ZipEntry[] | undefined => {
  const end = findEnd(zip)
  if (end === undefined) return undefined
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  if (count > maxEntries) return undefined
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== entrySignature) return undefined
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28)
    if (nameEnd > end) return undefined
    entries.push({
      name: zip.toString('utf8', at + 46, nameEnd),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      packedSize: zip.readUInt32LE(at + 20),
      claimedSize: zip.readUInt32LE(at + 24),
      headerOffset: zip.readUInt32LE(at + 42),
    })
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

const packedBytes = (zip: Buffer, entry: ZipEntry): Buffer | undefined => {
  const at = entry.headerOffset
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== localSignature) return undefined
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  if (start + entry.packedSize > zip.length) return undefined
  return zip.subarray(start, start + entry.packedSize)
}

export type Unpacked =
  | { readonly ok: true; readonly size: number; readonly head: Buffer }
  | { readonly ok: false; readonly why: 'damaged' | 'too-big' }

/**
 * Unpacks one entry in pieces, counting: never more than `maxBytes` come out, whatever the directory claims.
 * Only the first `keepBytes` are returned, so a large entry costs no memory.
 */
export const unpackEntry = async (
  zip: Buffer,
  entry: ZipEntry,
  limits: { readonly maxBytes: number; readonly keepBytes: number },
): Promise<Unpacked> => {
  const packed = packedBytes(zip, entry)
  if (packed === undefined) return { ok: false, why: 'damaged' }
  if (entry.method === 0) {
    if (packed.length > limits.maxBytes) return { ok: false, why: 'too-big' }
    return { ok: true, size: packed.length, head: packed.subarray(0, limits.keepBytes) }
  }
  if (entry.method !== 8) return { ok: false, why: 'damaged' }

  const inflate = createInflateRaw()
  inflate.end(packed)
  const kept: Buffer[] = []
  let size = 0
  try {
    for await (const piece of inflate) {
      const bytes = piece as Buffer
      if (size < limits.keepBytes) kept.push(bytes.subarray(0, limits.keepBytes - size))
      size += bytes.length
      if (size > limits.maxBytes) return { ok: false, why: 'too-big' }
    }
  } catch {
    return { ok: false, why: 'damaged' }
  }
  return { ok: true, size, head: Buffer.concat(kept) }
}
