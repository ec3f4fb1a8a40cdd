const central = 0x02014b50
const local = 0x04034b50
const endOfDirectory = 0x06054b50
/** 1 January 1980, the first day that a ZIP knows. */
const firstDay = 0x0021

const findEnd = (zip: Buffer): number => {
  for (let at = zip.length - 22; at >= 0; at -= 1) if (zip.readUInt32LE(at) === endOfDirectory) return at
  throw new RangeError('not a ZIP file')
}

/** A copy of a ZIP in which every entry bears the same date, so that the same content is the same bytes (APPNOTE 4.3). */
export const fixZipDates = (zip: Buffer): Buffer => {
  const fixed = Buffer.from(zip)
  const end = findEnd(fixed)
  const entries = fixed.readUInt16LE(end + 10)
  let at = fixed.readUInt32LE(end + 16)
  for (let entry = 0; entry < entries; entry += 1) {
    if (fixed.readUInt32LE(at) !== central) throw new RangeError('a ZIP directory that is broken')
    const head = fixed.readUInt32LE(at + 42)
    if (fixed.readUInt32LE(head) !== local) throw new RangeError('a ZIP entry that is broken')
    fixed.writeUInt16LE(0, at + 12)
    fixed.writeUInt16LE(firstDay, at + 14)
    fixed.writeUInt16LE(0, head + 10)
    fixed.writeUInt16LE(firstDay, head + 12)
    at += 46 + fixed.readUInt16LE(at + 28) + fixed.readUInt16LE(at + 30) + fixed.readUInt16LE(at + 32)
  }
  return fixed
}
