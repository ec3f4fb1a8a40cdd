import { randomBytes } from 'node:crypto'

export type Upload = {
  /** The parameter that takes the file. */
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export type Multipart = { readonly contentType: string; readonly body: Buffer }

const escaped = (name: string): string =>
  name.replace(/["\r\n]/g, (sign) => (sign === '"' ? '%22' : sign === '\r' ? '%0D' : '%0A'))

/**
 * A form with one file (RFC 7578). Not the standard FormData: that turns each line break of a text into two characters,
 * and the person would read other lines than we wrote.
 */
export const buildMultipart = (params: Readonly<Record<string, unknown>>, upload: Upload): Multipart => {
  const boundary = `----nhip-cau-${randomBytes(18).toString('base64url')}`
  const head = (disposition: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`
  const parts = Object.entries(params).map(([name, value]) => {
    const content = typeof value === 'string' ? value : JSON.stringify(value)
    return `${head(`name="${name}"`)}\r\n${content}\r\n`
  })
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(upload.mediaType) ? upload.mediaType : 'application/octet-stream'
  const fileHead = head(`name="${upload.field}"; filename="${escaped(upload.name)}"`)
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      Buffer.from(`${parts.join('')}${fileHead}Content-Type: ${type}\r\n\r\n`),
      upload.bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  }
}
