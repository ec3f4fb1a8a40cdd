import { describeMediaType } from './accepted-kinds.ts'
import type { AcceptedMediaType } from './accepted-kinds.ts'

const maxNameLength = 120
const fallback = 'tep-dinh-kem'

// Windows gives these a meaning of their own, with any extension.
const reservedNames = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i

/** How a file that people know by a title is called on their disk. */
export const nameOfFile = (title: string, mediaType: AcceptedMediaType): string =>
  safeFileName(title, describeMediaType(mediaType).extension)

/**
 * A name that is safe on an officer's disk: no folders, no control, bidirectional or invisible characters, at most
 * 120 characters, and the extension of what the file really is ("ảnh.jpg.exe" with PNG bytes is "ảnh.jpg.exe.png").
 */
export const safeFileName = (claimed: string | undefined, extension: string): string => {
  const base = (claimed ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = base
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*%;]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const own = `.${extension}`
  const stem = plain.toLowerCase().endsWith(own) ? plain.slice(0, -own.length) : plain
  const short = Array.from(stem)
    .slice(0, maxNameLength - own.length)
    .join('')
    .trim()
  return `${short === '' || reservedNames.test(short.split('.')[0] ?? '') ? fallback : short}${own}`
}
