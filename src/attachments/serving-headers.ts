// RFC 5987, 3.2.1: everything else is percent-encoded; encodeURIComponent leaves ' ( ) * ! alone.
const encodeExtended = (text: string): string =>
  encodeURIComponent(text).replaceAll(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const asciiName = (name: string): string =>
  name
    .replaceAll(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll(/["\\]/g, '_')

/**
 * Headers under which a resident's file leaves the service: always a download, in a sandbox of its own, never
 * sniffed, never cached, never embedded by another site. `<img>` and `<audio>` of our own pages still show it.
 */
export const servingHeaders = (file: {
  readonly mediaType: string
  readonly name: string
  readonly size: number
}): Readonly<Record<string, string>> => ({
  'content-type': file.mediaType,
  'content-length': String(file.size),
  'content-disposition': `attachment; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeExtended(file.name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
})
