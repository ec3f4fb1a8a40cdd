import { validateHeaderValue } from 'node:http'
import { expect, test } from 'vitest'
import { servingHeaders } from '../../../src/attachments/serving-headers.ts'

const headersFor = (name: string) => servingHeaders({ mediaType: 'image/jpeg', name, size: 12 })

test('a file is a download in a sandbox, neither sniffed nor cached nor embedded elsewhere', () => {
  expect(headersFor('anh.jpg')).toEqual({
    'content-type': 'image/jpeg',
    'content-length': '12',
    'content-disposition': `attachment; filename="anh.jpg"; filename*=UTF-8''anh.jpg`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
  })
})

test('a Vietnamese name travels whole, with a plain one for old programs', () => {
  expect(headersFor('Đường ngõ 12 (ảnh).jpg')['content-disposition']).toBe(
    `attachment; filename="Duong ngo 12 (anh).jpg"; ` +
      `filename*=UTF-8''%C4%90%C6%B0%E1%BB%9Dng%20ng%C3%B5%2012%20%28%E1%BA%A3nh%29.jpg`,
  )
})

test.each(['a"b\\c.jpg', "o'hara*!.jpg", 'a\r\nset-cookie: x=1.jpg', '中文.jpg', '😀.jpg'])(
  'the name %j breaks out of no header',
  (name) => {
    const value = headersFor(name)['content-disposition'] ?? ''
    expect(value).toMatch(/^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.%~-]*$/)
    expect(() => validateHeaderValue('content-disposition', value)).not.toThrow()
  },
)
