import { describe, expect, test } from 'vitest'
import { prepareFile } from '../../../src/attachments/prepare-file.ts'
import { toneAmr } from './samples/amr-samples.ts'
import { makeHeic, makeMovie, place } from './samples/box-samples.ts'
import { jpegWithPlace, pngClaiming } from './samples/picture-samples.ts'

const prepared = async (bytes: Uint8Array): Promise<Buffer> => {
  const result = await prepareFile(bytes)
  if (!result.ok) throw new Error(`refused: ${result.why}`)
  return Buffer.from(result.bytes)
}

describe('nothing that is kept tells where it was made', () => {
  test('a photo is redrawn', async () => {
    expect((await prepared(await jpegWithPlace())).includes('GPS')).toBe(false)
  })

  test.each(['isom', 'qt  ', '3gp4', 'M4A '])(
    'in a recording of brand "%s" the metadata becomes zeros in place',
    async (brand) => {
      const before = makeMovie(brand, ['soun'])
      expect(before.includes(place)).toBe(true)
      const after = await prepared(before)
      expect(after.includes(place)).toBe(false)
      expect(after.length).toBe(before.length)
      expect(after.indexOf('samples that stay')).toBe(before.indexOf('samples that stay'))
      expect(after.includes('hdlr')).toBe(true)
    },
  )

  test('in a HEIC the EXIF and XMP items become zeros, the pixels stay', async () => {
    const before = makeHeic()
    expect(before.includes(place)).toBe(true)
    const after = await prepared(before)
    expect(after.includes(place)).toBe(false)
    expect(after.includes('xmpmeta')).toBe(false)
    expect(after.indexOf('PIXELS-THAT-STAY')).toBe(before.indexOf('PIXELS-THAT-STAY'))
  })

  test('a HEIC whose table points outside of the file is refused', async () => {
    expect(await prepareFile(makeHeic(1_000_000))).toEqual({ ok: false, why: 'damaged' })
  })
})

test('a voice message is kept byte for byte', async () => {
  expect(await prepared(toneAmr())).toEqual(toneAmr())
})

test('a picture of too many pixels is refused with that reason', async () => {
  expect(await prepareFile(pngClaiming(10_000, 10_001))).toEqual({ ok: false, why: 'too-many-pixels' })
})
