import type { Sharp } from 'sharp'
import { refused } from './refusals.ts'
import type { Refused } from './refusals.ts'

export type PictureMediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'

export type RedrawnImage = { readonly ok: true; readonly bytes: Uint8Array }

/** Above any phone's usual picture (50 megapixels), below what fills the memory of a small server. */
export const maxPixels = 64_000_000
/** Enough to read a page of A4 from a photo. */
const longestSide = 2560
const maxFramePixels = 40_000_000

const loadSharp = async () => {
  const { default: sharp } = await import('sharp')
  // One picture at a time and nothing remembered: the service stays small beside the database.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

const encoders: Readonly<Record<PictureMediaType, (picture: Sharp) => Sharp>> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 82 }),
  'image/png': (picture) => picture.png(),
  'image/webp': (picture) => picture.webp({ quality: 82 }),
  'image/gif': (picture) => picture.gif(),
}

/**
 * The same picture without anything but pixels: EXIF (with the place), XMP, IPTC, comments and appended bytes are
 * gone, the orientation is applied, the longest side is at most 2,560 pixels. Colours become sRGB.
 */
export const redrawImage = async (bytes: Uint8Array, mediaType: PictureMediaType): Promise<RedrawnImage | Refused> => {
  const sharp = await loadSharp()
  const animated = mediaType === 'image/gif' || mediaType === 'image/webp'
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > maxPixels) return refused('too-many-pixels')
    if (animated && pages > 1 && width * height * pages > maxFramePixels) return refused('too-many-pixels')
    const picture = sharp(bytes, { animated, failOn: 'error', limitInputPixels: maxPixels })
    const bounded = picture
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    const cleaned = await encoders[mediaType](bounded).toBuffer()
    return { ok: true, bytes: cleaned }
  } catch {
    // libvips says in many words that it cannot read these bytes; nothing in them helps the resident.
    return refused('damaged')
  }
}
