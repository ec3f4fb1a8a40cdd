import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 40, b: 40 } } })

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="21,2.35N"/></rdf:RDF></x:xmpmeta>`

/** As a phone held upright makes it: 80 x 40 stored, turned a quarter by its orientation, with place and owner. */
export const jpegWithPlace = async (): Promise<Buffer> =>
  canvas(80, 40)
    .withExif({
      IFD0: { Make: 'Dien thoai', Artist: 'Nguyen Thi Mau', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '21/1 2/1 21/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 49/1 48/1',
      },
    })
    .withXmp(xmp)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

export const picture = async (format: 'png' | 'webp' | 'jpeg' | 'gif', width = 60, height = 30): Promise<Buffer> =>
  canvas(width, height).toFormat(format).toBuffer()

/** Two frames, red and blue. */
export const animatedGif = async (): Promise<Buffer> => {
  const frame = async (blue: number) =>
    sharp({ create: { width: 20, height: 10, channels: 3, background: { r: 255 - blue, g: 0, b: blue } } })
      .png()
      .toBuffer()
  return sharp([await frame(0), await frame(255)], { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer()
}

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A PNG whose header claims so many pixels over a few bytes of content. */
export const pngClaiming = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
