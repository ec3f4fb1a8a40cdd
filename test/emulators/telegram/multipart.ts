export type UploadedFile = { name: string; mime: string; bytes: Buffer }

export type FormBody = { fields: Record<string, string>; files: Map<string, UploadedFile> }

const blank = Buffer.from('\r\n\r\n')

const headerOf = (head: string, name: string): string | undefined =>
  head
    .split('\r\n')
    .find((line) => line.toLowerCase().startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trim()

const parameterOf = (header: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'iu').exec(header)?.[1] ??
  new RegExp(`;\\s*${name}=([^;\\s]+)`, 'iu').exec(header)?.[1]

/** Reads multipart/form-data (RFC 7578); undefined when the body does not follow its own boundary. */
export const parseMultipart = (body: Buffer, contentType: string): FormBody | undefined => {
  const boundary = parameterOf(contentType, 'boundary')
  if (boundary === undefined) return undefined
  const delimiter = Buffer.from(`--${boundary}`)
  const form: FormBody = { fields: {}, files: new Map() }
  let at = body.indexOf(delimiter)
  while (at !== -1) {
    const start = at + delimiter.length
    if (body.subarray(start, start + 2).toString('latin1') === '--') return form
    const headEnd = body.indexOf(blank, start)
    const next = headEnd === -1 ? -1 : body.indexOf(delimiter, headEnd + blank.length)
    if (next === -1) return undefined
    // Whatever stands between the delimiter and its line end is padding; the head begins behind it.
    const head = body.subarray(start + 2, headEnd).toString('utf8')
    const content = body.subarray(headEnd + blank.length, next - 2)
    const disposition = headerOf(head, 'content-disposition')
    const name = disposition === undefined ? undefined : parameterOf(disposition, 'name')
    if (disposition === undefined || name === undefined) return undefined
    const fileName = parameterOf(disposition, 'filename')
    const mime = headerOf(head, 'content-type')
    if (fileName === undefined && mime === undefined) form.fields[name] = content.toString('utf8')
    else form.files.set(name, { name: fileName ?? 'file', mime: mime ?? 'application/octet-stream', bytes: content })
    at = next
  }
  return undefined
}
