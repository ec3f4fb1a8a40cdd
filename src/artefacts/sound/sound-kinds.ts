import { describeMediaType, maxFileBytes, type AcceptedMediaType } from '../../attachments/index.ts'

/** Bytes that a recording may have, by what it is: about five minutes well encoded, less for plain samples. */
const compressed = 8 * 1024 * 1024
export const largestSounds: Partial<Record<AcceptedMediaType, number>> = {
  'audio/mpeg': compressed,
  'audio/mp4': compressed,
  'audio/aac': compressed,
  'audio/ogg': compressed,
  'audio/webm': compressed,
  'audio/wav': maxFileBytes,
}

/** For a browser's file chooser; the bytes decide. */
export const soundExtensions = (Object.keys(largestSounds) as AcceptedMediaType[])
  .map((mediaType) => `.${describeMediaType(mediaType).extension}`)
  .concat('.opus', '.webm')
