const uint = (value: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntBE(value, 0, size)
  return bytes
}

export const box = (type: string, ...body: readonly (Buffer | string)[]): Buffer => {
  const content = Buffer.concat(body.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  return Buffer.concat([uint(content.length + 8, 4), Buffer.from(type, 'latin1'), content])
}

const versioned = (version: number): Buffer => Buffer.from([version, 0, 0, 0])

const track = (handler: string, ...more: readonly Buffer[]): Buffer =>
  box('trak', box('mdia', box('hdlr', versioned(0), uint(0, 4), handler, Buffer.alloc(12))), ...more)

/** ISO 6709, as phones write it: the Ngọc Hà post office. */
export const place = '+21.0392+105.8301/'

/** A film of one phone: place in the user data, in a track of its own, and in XMP. */
export const makeMovie = (brand: string, handlers: readonly string[]): Buffer =>
  Buffer.concat([
    box('ftyp', brand, uint(0, 4), 'isom'),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      ...handlers.map((handler) => track(handler, box('udta', `name${place}`))),
      track('meta', box('free', place)),
      box('udta', box('\u00a9xyz', place)),
      box('meta', versioned(0), place),
    ),
    box('uuid', `XMP ${place}`),
    box('mdat', 'samples that stay'),
  ])

/** A HEIC picture with EXIF and XMP items beside its pixels; `shift` makes the item table lie. */
export const makeHeic = (shift = 0): Buffer => {
  const pixels = Buffer.from('PIXELS-THAT-STAY')
  const exif = Buffer.from(`Exif GPS ${place}`, 'latin1')
  const xmp = Buffer.from(`<x:xmpmeta>${place}</x:xmpmeta>`, 'latin1')
  const entry = (id: number, type: string): Buffer => box('infe', versioned(2), uint(id, 2), uint(0, 2), type, '\0')
  const head = box('ftyp', 'heic', uint(0, 4), 'mif1heic')
  const meta = (dataAt: number): Buffer => {
    const extent = (id: number, from: number, length: number): Buffer =>
      Buffer.concat([uint(id, 2), uint(0, 2), uint(1, 2), uint(from, 4), uint(length, 4)])
    return box(
      'meta',
      versioned(0),
      box('hdlr', versioned(0), uint(0, 4), 'pict', Buffer.alloc(12)),
      box('iinf', versioned(0), uint(3, 2), entry(1, 'hvc1'), entry(2, 'Exif'), entry(3, 'mime')),
      box(
        'iloc',
        versioned(0),
        uint(0x4400, 2),
        uint(3, 2),
        extent(1, dataAt, pixels.length),
        extent(2, dataAt + pixels.length + shift, exif.length),
        extent(3, dataAt + pixels.length + exif.length, xmp.length),
      ),
    )
  }
  const dataAt = head.length + meta(0).length + 8
  return Buffer.concat([head, meta(dataAt), box('mdat', pixels, exif, xmp)])
}
