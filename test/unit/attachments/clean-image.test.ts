import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cleanImage } from '../../../src/attachments/clean-image.ts'
import type { PictureMediaType } from '../../../src/attachments/redraw-image.ts'
import { animatedGif, jpegWithPlace, picture, pngClaiming } from './samples/picture-samples.ts'

const cleaned = async (bytes: Uint8Array, mediaType: PictureMediaType): Promise<Buffer> => {
  const result = await cleanImage(bytes, mediaType)
  if (!result.ok) throw new Error(`refused: ${result.why}`)
  return Buffer.from(result.bytes)
}

describe('a photo loses everything but its pixels', () => {
  test('the sample of this test does hold a place, an owner and an orientation', async () => {
    const sample = await jpegWithPlace()
    const before = await sharp(sample).metadata()
    expect(before.orientation).toBe(6)
    expect(before.exif?.includes('Nguyen Thi Mau')).toBe(true)
    // Tag 0x8825 points to the GPS directory.
    expect(before.exif?.includes(Buffer.from([0x25, 0x88])) || before.exif?.includes(Buffer.from([0x88, 0x25]))).toBe(
      true,
    )
    expect(sample.includes('GPSLatitude')).toBe(true)
  })

  test('place, owner, device and XMP are gone, and the picture stands upright', async () => {
    const after = await cleaned(await jpegWithPlace(), 'image/jpeg')
    const { exif, xmp, iptc, orientation, width, height, format } = await sharp(after).metadata()
    expect({ exif, xmp, iptc, orientation }).toEqual({})
    expect({ width, height, format }).toEqual({ width: 40, height: 80, format: 'jpeg' })
    for (const trace of ['Exif', 'GPS', 'Nguyen', 'Dien thoai', 'xmpmeta']) expect(after.includes(trace)).toBe(false)
  })

  test('bytes hidden behind the end of a picture do not survive', async () => {
    const hidden = Buffer.from('<script>alert(1)</script>')
    const after = await cleaned(Buffer.concat([await picture('png'), hidden]), 'image/png')
    expect(after.includes('script')).toBe(false)
  })

  test.each(['png', 'webp', 'jpeg', 'gif'] as const)('a %s stays a %s', async (format) => {
    const after = await cleaned(await picture(format), `image/${format}`)
    expect((await sharp(after).metadata()).format).toBe(format)
  })

  test('a wide picture is brought to 2,560 pixels, a small one keeps its size', async () => {
    const wide = await sharp(await cleaned(await picture('jpeg', 4000, 1000), 'image/jpeg')).metadata()
    expect([wide.width, wide.height]).toEqual([2560, 640])
    const small = await sharp(await cleaned(await picture('jpeg', 60, 30), 'image/jpeg')).metadata()
    expect([small.width, small.height]).toEqual([60, 30])
  })

  test('a moving picture keeps its frames', async () => {
    const after = await sharp(await cleaned(await animatedGif(), 'image/gif')).metadata()
    expect(after.pages).toBe(2)
  })
})

describe('pictures that would fill the memory or cannot be read are refused', () => {
  test('a header that claims 100 megapixels', async () => {
    expect(await cleanImage(pngClaiming(10_000, 10_000), 'image/png')).toEqual({ ok: false, why: 'too-many-pixels' })
  })

  test('a header that claims a side of two billion', async () => {
    expect((await cleanImage(pngClaiming(2_000_000_000, 1), 'image/png')).ok).toBe(false)
  })

  test('a photo cut in half', async () => {
    const photo = await picture('jpeg', 600, 600)
    expect(await cleanImage(photo.subarray(0, photo.length / 2), 'image/jpeg')).toEqual({ ok: false, why: 'damaged' })
  })

  test('the beginning of a PNG with noise behind it', async () => {
    const noise = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(400, 7)])
    expect(await cleanImage(noise, 'image/png')).toEqual({ ok: false, why: 'damaged' })
  })
})

test('a picture whose time is up is refused, and the next one is cleaned', async () => {
  expect(await cleanImage(await picture('jpeg', 3000, 3000), 'image/jpeg', 1)).toEqual({ ok: false, why: 'damaged' })
  expect((await cleanImage(await picture('png'), 'image/png')).ok).toBe(true)
})

test('several at once are all cleaned, one after the other', async () => {
  const sizes = [10, 20, 30]
  const all = await Promise.all(sizes.map(async (size) => cleaned(await picture('png', size, size), 'image/png')))
  expect(await Promise.all(all.map(async (one) => (await sharp(one).metadata()).width))).toEqual(sizes)
})
