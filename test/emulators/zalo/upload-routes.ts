import type { ApiCall, ApiRoutes } from './api-call.ts'
import { refuse } from './answer.ts'
import { durations, vietnamTime } from './emulator-clock.ts'
import { keepMedia } from './media-store.ts'
import type { Upload } from './world.ts'

const mebibyte = 1_048_576
type Kind = { most: number; extensions: readonly string[]; fits: (bytes: Buffer, extension: string) => boolean }

const starts = (bytes: Buffer, ...signature: number[]): boolean =>
  bytes.subarray(0, signature.length).equals(Buffer.from(signature))
const isZip = (bytes: Buffer): boolean => starts(bytes, 0x50, 0x4b, 0x03, 0x04)
const isOldOffice = (bytes: Buffer): boolean => starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)

const kinds: Record<Upload['kind'], Kind> = {
  image: {
    most: mebibyte,
    extensions: ['jpg', 'jpeg', 'png'],
    fits: (bytes) => starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x89, 0x50, 0x4e, 0x47),
  },
  gif: { most: 5 * mebibyte, extensions: ['gif'], fits: (bytes) => starts(bytes, 0x47, 0x49, 0x46, 0x38) },
  file: {
    most: 5 * mebibyte,
    extensions: ['pdf', 'doc', 'docx', 'csv'],
    fits: (bytes, extension) => {
      if (extension === 'pdf') return starts(bytes, 0x25, 0x50, 0x44, 0x46)
      if (extension === 'docx') return isZip(bytes)
      return extension === 'doc' ? isOldOffice(bytes) : !bytes.includes(0)
    },
  },
}

const readFile = async ({ request }: ApiCall): Promise<File> => {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return refuse(-201, 'Content-Type is invalid')
  let form: FormData
  try {
    form = await new Response(new Uint8Array(request.body), { headers: { 'content-type': type } }).formData()
  } catch {
    return refuse(-201, 'multipart body is invalid')
  }
  const file = form.get('file')
  return file instanceof File ? file : refuse(-201, 'file is invalid')
}

const upload = async (call: ApiCall, kind: Upload['kind']): Promise<Upload> => {
  const { world, account } = call
  const file = await readFile(call)
  const { most, extensions, fits } = kinds[kind]
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  const bytes = Buffer.from(await file.arrayBuffer())
  if (!extensions.includes(extension) || !fits(bytes, extension)) refuse(-201, 'file type is invalid')
  if (bytes.length > most) refuse(-210, `file is over ${most} bytes`)
  const month = `upload:${vietnamTime(world.now()).month}`
  const used = account.used.get(month) ?? 0
  if (used >= account.uploadsPerMonth) refuse(-211, 'Out of uploads this month')
  account.used.set(month, used + 1)
  const url = keepMedia(world, { bytes, name: file.name, contentType: file.type || 'application/octet-stream' })
  const id = world.ids.token(48)
  const kept: Upload = {
    id,
    oaId: account.oaId,
    kind,
    url,
    name: file.name,
    size: bytes.length,
    expiresAt: world.now() + 7 * durations.day,
  }
  world.uploads.set(id, kept)
  return kept
}

export const uploadRoutes: ApiRoutes = {
  'POST /v2.0/oa/upload/image': async (call) => ({ attachment_id: (await upload(call, 'image')).id }),
  'POST /v2.0/oa/upload/gif': async (call) => ({ attachment_id: (await upload(call, 'gif')).id }),
  'POST /v2.0/oa/upload/file': async (call) => ({ token: (await upload(call, 'file')).id }),
}
