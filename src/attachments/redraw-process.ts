// A process of its own for one picture, started by `clean-image.ts`: what libvips keeps of the memory, and a picture
// that breaks it, end here and not in the service.
import { redrawImage } from './redraw-image.ts'
import type { PictureMediaType } from './redraw-image.ts'

process.once('disconnect', () => process.exit())
process.once('message', (picture: { bytes: Uint8Array; mediaType: PictureMediaType }) => {
  redrawImage(picture.bytes, picture.mediaType).then(
    (redrawn) => process.send?.(redrawn, () => process.exit()),
    () => process.exit(1),
  )
})
