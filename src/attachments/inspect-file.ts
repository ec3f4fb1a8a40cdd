import { describeMediaType, isAcceptedMediaType, maxFileBytes } from './accepted-kinds.ts'
import type { AcceptedMediaType, AttachmentKind } from './accepted-kinds.ts'
import { readAmrFrames } from './amr-frames.ts'
import { inspectBoxes } from './inspect-boxes.ts'
import { inspectDocx } from './inspect-docx.ts'
import { readsAsMpegAudio } from './mpeg-frames.ts'
import { refused } from './refusals.ts'
import type { FileRefusal, Refused } from './refusals.ts'

export type InspectedFile = {
  readonly ok: true
  readonly mediaType: AcceptedMediaType
  readonly kind: AttachmentKind
  /** Without the dot. */
  readonly extension: string
}

type Verdict = AcceptedMediaType | { readonly why: FileRefusal }

const wrongKind: Verdict = { why: 'wrong-kind' }
const damaged: Verdict = { why: 'damaged' }

const startsWith = (file: Buffer, text: string, at = 0): boolean =>
  file.toString('latin1', at, at + text.length) === text

const inspectPdf = (file: Buffer): Verdict =>
  file.lastIndexOf('startxref') > 0 && file.lastIndexOf('%%EOF') > 0 ? 'application/pdf' : damaged

/** A Word file with a password is not a ZIP but an OLE container that says so in UTF-16. */
const inspectOle = (file: Buffer): Verdict =>
  file.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? { why: 'locked' } : wrongKind

const videoCodecs = ['V_VP8', 'V_VP9', 'V_AV1', 'V_MPEG']

const inspectWebm = (file: Buffer): Verdict => {
  const head = file.subarray(0, 64 * 1024)
  if (videoCodecs.some((codec) => head.includes(codec))) return 'video/webm'
  return head.includes('A_OPUS') || head.includes('A_VORBIS') ? 'audio/webm' : damaged
}

const inspectOthers = async (file: Buffer): Promise<Verdict> => {
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(file)
  const mediaType = found?.mime.split(';')[0] ?? ''
  if (mediaType === 'image/apng') return 'image/png'
  if (mediaType === 'video/webm') return inspectWebm(file)
  if (mediaType === 'application/x-cfb') return inspectOle(file)
  if (mediaType === 'audio/mpeg' || mediaType === 'audio/aac') {
    return readsAsMpegAudio(file, mediaType) ? mediaType : wrongKind
  }
  return isAcceptedMediaType(mediaType) ? mediaType : wrongKind
}

const judge = async (file: Buffer): Promise<Verdict> => {
  if (startsWith(file, 'PK\x03\x04')) return inspectDocx(file)
  if (startsWith(file, 'ftyp', 4)) return inspectBoxes(file)
  if (startsWith(file, '%PDF-')) return inspectPdf(file)
  if (startsWith(file, '#!AMR')) return readAmrFrames(file)?.mediaType ?? damaged
  return inspectOthers(file)
}

/** A page that pretends to be something else, in one byte or two a character, would run where it is shown. */
const beginsWithMarkup = (file: Buffer): boolean => {
  const head = file.subarray(0, 1024)
  return [head.toString('latin1'), head.toString('utf16le')].some((text) =>
    /<(html|script|svg|!doctype\s+html)/i.test(text),
  )
}

/**
 * What a file is by its bytes; its name and claimed type are not asked, so a wrong claim does no harm. The verdict
 * on a picture says nothing about its pixels: `prepareFile` decodes it.
 */
export const inspectFile = async (bytes: Uint8Array): Promise<InspectedFile | Refused> => {
  if (bytes.length === 0) return refused('empty')
  if (bytes.length > maxFileBytes) return refused('too-big')
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const verdict = await judge(file)
  if (typeof verdict !== 'string') return refused(verdict.why)
  const { kind, extension, treatment } = describeMediaType(verdict)
  // A redrawn picture keeps pixels only; anything else is served as it came.
  if (treatment !== 'redraw' && beginsWithMarkup(file)) return refused('wrong-kind')
  return { ok: true, mediaType: verdict, kind, extension }
}
