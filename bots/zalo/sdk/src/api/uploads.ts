import { FormData } from 'undici'
import { incompleteAnswer, refuseBeforeSending } from '../errors/read-failure.ts'
import { idAt, objectAt } from '../json-fields.ts'
import { callApi, mapResult } from './call-api.ts'
import type { CallResult } from './call-api.ts'
import type { ZaloClient } from './client.ts'

export type Upload = {
  readonly bytes: Uint8Array
  /** With an extension that fits the content; shown to the person for files. */
  readonly fileName: string
}

const MB = 1024 * 1024

type Format = { readonly mime: string; readonly startsWith: readonly number[] }

const PK = [0x50, 0x4b, 0x03, 0x04]
const formats: Readonly<Record<string, Format>> = {
  jpg: { mime: 'image/jpeg', startsWith: [0xff, 0xd8, 0xff] },
  jpeg: { mime: 'image/jpeg', startsWith: [0xff, 0xd8, 0xff] },
  png: { mime: 'image/png', startsWith: [0x89, 0x50, 0x4e, 0x47] },
  gif: { mime: 'image/gif', startsWith: [0x47, 0x49, 0x46, 0x38] },
  pdf: { mime: 'application/pdf', startsWith: [0x25, 0x50, 0x44, 0x46] },
  doc: { mime: 'application/msword', startsWith: [0xd0, 0xcf, 0x11, 0xe0] },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', startsWith: PK },
  csv: { mime: 'text/csv', startsWith: [] },
}

/** What each upload takes: extensions and most bytes. Source: docs.zaloplatforms.com, OA; the csv is newer. */
export const UPLOAD_LIMITS = {
  image: { extensions: ['jpg', 'jpeg', 'png'], maxBytes: MB },
  gif: { extensions: ['gif'], maxBytes: 5 * MB },
  file: { extensions: ['pdf', 'doc', 'docx', 'csv'], maxBytes: 5 * MB },
} as const

const upload = async (
  client: ZaloClient,
  accessToken: string,
  kind: keyof typeof UPLOAD_LIMITS,
  { bytes, fileName }: Upload,
  answerKey: 'attachment_id' | 'token',
): Promise<CallResult<string>> => {
  const refuse = (code: number, meaning: string): CallResult<string> => ({
    ok: false,
    failure: refuseBeforeSending('oa', code, meaning),
    rateLimit: null,
  })
  const limits = UPLOAD_LIMITS[kind]
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const format = (limits.extensions as readonly string[]).includes(extension) ? formats[extension] : undefined
  if (format === undefined) return refuse(-201, `this upload takes ${limits.extensions.join(', ')}`)
  if (bytes.length === 0) return refuse(-201, 'the file is empty')
  if (bytes.length > limits.maxBytes) return refuse(-210, `the file is larger than ${limits.maxBytes} bytes`)
  if (!format.startsWith.every((byte, at) => bytes[at] === byte)) {
    return refuse(-201, `the content is not ${extension}`)
  }
  const form = new FormData()
  form.set('file', new File([Buffer.from(bytes)], fileName, { type: format.mime }))
  const result = mapResult(
    await callApi(client, accessToken, { family: 'oa', method: 'POST', path: `/v2.0/oa/upload/${kind}`, form }),
    (envelope) => idAt(objectAt(envelope, 'data'), answerKey),
  )
  if (!result.ok) return result
  if (result.data !== null) return { ...result, data: result.data }
  return { ok: false, failure: incompleteAnswer('oa', 'the answer holds no id'), rateLimit: result.rateLimit }
}

/**
 * Uploads a jpg or png of at most 1 MB and gives its attachment id, good for 7 days (-100 afterwards). 5,000 uploads a
 * month. Size, extension and first bytes are checked before sending. Source: docs.zaloplatforms.com, official SDKs.
 */
export const uploadImage = (client: ZaloClient, accessToken: string, file: Upload): Promise<CallResult<string>> =>
  upload(client, accessToken, 'image', file, 'attachment_id')

/** Uploads a gif of at most 5 MB and gives its attachment id; otherwise as `uploadImage`. */
export const uploadGif = (client: ZaloClient, accessToken: string, file: Upload): Promise<CallResult<string>> =>
  upload(client, accessToken, 'gif', file, 'attachment_id')

/** Uploads a pdf, doc, docx or csv of at most 5 MB and gives the token for a file message, good for 7 days. */
export const uploadFile = (client: ZaloClient, accessToken: string, file: Upload): Promise<CallResult<string>> =>
  upload(client, accessToken, 'file', file, 'token')
