import { crc32, deflateSync } from 'node:zlib'

const concat = (...parts: (Buffer | string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

const uint32 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) out.writeUInt32BE(value, at * 4)
  return out
}

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = concat(type, data)
  return concat(uint32(data.length), body, uint32(crc32(body)))
}

/** A valid RGB picture in one colour. */
export const pngBytes = (width = 32, height = 24, colour: readonly number[] = [40, 120, 200]): Buffer => {
  const row = concat([0], ...Array.from({ length: width }, () => [...colour]))
  const pixels = concat(...Array.from({ length: height }, () => row))
  return concat(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngChunk('IHDR', concat(uint32(width, height), [8, 2, 0, 0, 0])),
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND', Buffer.alloc(0)),
  )
}

// A lamp post beside a road, 48 by 32 pixels, baseline JPEG without any metadata.
const plainJpeg = Buffer.from(
  '/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAgADADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAMEAv/EACkQAAEDAgQEBwEAAAAAAAAAAAABAhEDBBITYqEFQVGxFCEiMTQ1c4H/xAAXAQADAQAAAAAAAAAAAAAAAAAAAQME/8QAGBEBAQEBAQAAAAAAAAAAAAAAAAESQRH/2gAMAwEAAhEDEQA/AIAAzIrWtDxNw2liw4p84nlJxVZlVn05nC5Wz1g0cL+wpf3spK7+XW/R3cfD4iABElnadxnadyQL4iuY3cPu2Ur2m+r6WJMr78lJXNw19zVcxJa56qi9UkzAMweRXO07jO07kgGIMx//2Q==',
  'base64',
)

/** Degrees, minutes and hundredths of a second as three EXIF rationals. */
const degrees = (value: number): Buffer => {
  const whole = Math.floor(value)
  const minutes = Math.floor((value - whole) * 60)
  const seconds = Math.round(((value - whole) * 60 - minutes) * 6000)
  return uint32(whole, 1, minutes, 1, seconds, 100)
}

const tag = (id: number, type: number, count: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(id, 0)
  head.writeUInt16BE(type, 2)
  return concat(head, uint32(count), concat(value, Buffer.alloc(4)).subarray(0, 4))
}

/** Big-endian TIFF: camera make and a GPS folder, as phones write them. Offsets count from the TIFF header. */
const exif = (latitude: number, longitude: number): Buffer => {
  const gpsAt = 8 + 2 + 2 * 12 + 4
  const makeAt = gpsAt + 2 + 4 * 12 + 4
  const make = concat('Emulator Phone\0\0')
  const root = concat([0, 2], tag(0x010f, 2, make.length, uint32(makeAt)), tag(0x8825, 4, 1, uint32(gpsAt)), uint32(0))
  const gps = concat(
    [0, 4],
    tag(1, 2, 2, concat('N\0')),
    tag(2, 5, 3, uint32(makeAt + make.length)),
    tag(3, 2, 2, concat('E\0')),
    tag(4, 5, 3, uint32(makeAt + make.length + 24)),
    uint32(0),
  )
  return concat('MM', [0, 42], uint32(8), root, gps, make, degrees(latitude), degrees(longitude))
}

/** A photo as a phone makes it, with the place in its EXIF block (default: Hoàn Kiếm lake). */
export const jpegBytes = (
  place: { latitude: number; longitude: number } = { latitude: 21.0287, longitude: 105.8524 },
): Buffer => {
  const body = concat('Exif\0\0', exif(place.latitude, place.longitude))
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2)
  return concat(plainJpeg.subarray(0, 2), [0xff, 0xe1], length, body, plainJpeg.subarray(2))
}

/** AMR-NB at 12.2 kbit/s: 50 frames a second of 31 bytes behind their header. */
export const amrBytes = (seconds = 2): Buffer => {
  const frame = concat([0x3c], Buffer.alloc(31))
  return concat('#!AMR\n', ...Array.from({ length: Math.ceil(seconds * 50) }, () => frame))
}

/** One page with one line of text; the cross-reference table fits the bytes. */
export const pdfBytes = (line = 'Don kien nghi'): Buffer => {
  const text = `BT /F1 18 Tf 72 720 Td (${line.replace(/[()\\]/g, '')}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return concat(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${trailer}`)
}
