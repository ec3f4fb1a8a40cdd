import { describeMediaType, maxFileBytes } from './accepted-kinds.ts'
import { blankBoxes } from './blank-boxes.ts'
import { cleanImage } from './clean-image.ts'
import { inspectFile } from './inspect-file.ts'
import type { InspectedFile } from './inspect-file.ts'
import type { PictureMediaType } from './redraw-image.ts'
import { refused } from './refusals.ts'
import type { Refused } from './refusals.ts'

export type PreparedFile = InspectedFile & { readonly bytes: Uint8Array }

/** From the bytes of a stranger to what may be kept: inspected, and freed of place, device and owner. */
export const prepareFile = async (bytes: Uint8Array): Promise<PreparedFile | Refused> => {
  const inspected = await inspectFile(bytes)
  if (!inspected.ok) return inspected
  const { treatment } = describeMediaType(inspected.mediaType)
  if (treatment === 'keep') return { ...inspected, bytes }
  if (treatment === 'blank-boxes') {
    const blanked = blankBoxes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    return blanked ? { ...inspected, bytes: blanked } : refused('damaged')
  }
  const cleaned = await cleanImage(bytes, inspected.mediaType as PictureMediaType)
  if (!cleaned.ok) return cleaned
  return cleaned.bytes.length > maxFileBytes ? refused('too-big') : { ...inspected, bytes: cleaned.bytes }
}
