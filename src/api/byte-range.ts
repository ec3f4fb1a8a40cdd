export type ByteRange = { readonly from: number; readonly to: number }

/**
 * What a `Range` header asks for (RFC 9110, 14.2): one part of the bytes, both ends included. `undefined` where all of
 * it is to be sent, because nothing is asked, several parts are, or the header means nothing to us; `null` where the
 * part lies outside of the file.
 */
export const readByteRange = (header: string | undefined, size: number): ByteRange | undefined | null => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? null : { from: size - length, to: size - 1 }
  }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return undefined
  return from >= size ? null : { from, to: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
