import type { IncomingMessage } from 'node:http'
import { parseMultipart, type UploadedFile } from './multipart.ts'
import { badRequest, value, type Read } from './outcome.ts'

export type CallBody = {
  params: Record<string, unknown>
  asForm: boolean
  files: ReadonlyMap<string, UploadedFile>
}

const largestBody = 52 * 1024 * 1024
const noFiles: ReadonlyMap<string, UploadedFile> = new Map()

/** Collects a request's body; `done` gets undefined when it is too large. */
export const collectBody = (request: IncomingMessage, done: (body: Buffer | undefined) => void): void => {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= largestBody) chunks.push(chunk)
  })
  request.on('end', () =>
    done(size > largestBody ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
  )
}

const readJson = (body: Buffer): Read<Record<string, unknown>> => {
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (typeof read !== 'object' || read === null || Array.isArray(read))
      return badRequest('request must be a JSON object')
    return value(read as Record<string, unknown>)
  } catch {
    return badRequest("can't parse JSON object")
  }
}

const joined = (query: string, more: Record<string, unknown>): Record<string, unknown> =>
  query === '' ? more : { ...Object.fromEntries(new URLSearchParams(query)), ...more }

/** Reads the parameters of a call from its address and body, whichever way they travel. */
export const readBody = (contentType: string, query: string, body: Buffer): Read<CallBody> => {
  if (body.length === 0) return value({ params: joined(query, {}), asForm: true, files: noFiles })
  if (contentType.startsWith('application/json')) {
    const read = readJson(body)
    return read.ok ? value({ params: joined(query, read.value), asForm: query !== '', files: noFiles }) : read
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')))
    return value({ params: joined(query, fields), asForm: true, files: noFiles })
  }
  if (!contentType.startsWith('multipart/form-data')) return badRequest('unsupported content type')
  const form = parseMultipart(body, contentType)
  if (form === undefined) return badRequest("can't parse multipart body")
  return value({ params: joined(query, form.fields), asForm: true, files: form.files })
}
