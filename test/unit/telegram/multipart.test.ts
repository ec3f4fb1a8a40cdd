import { expect, it } from 'vitest'
import { buildMultipart } from '../../../bots/telegram/multipart.ts'
import { parseMultipart } from '../../emulators/telegram/multipart.ts'

const upload = { field: 'document', name: 'a.pdf', mediaType: 'application/pdf', bytes: Buffer.from([0, 13, 10, 255]) }
const roundTrip = (params: Record<string, unknown>, more: Partial<typeof upload> = {}) => {
  const { contentType, body } = buildMultipart(params, { ...upload, ...more })
  return parseMultipart(body, contentType)
}

it('carries texts with their line breaks, objects as JSON, and the bytes as they are', () => {
  const form = roundTrip({ chat_id: 7_000_000_123_456, caption: 'Dòng một\nDòng hai', reply_markup: { a: ['ổ'] } })
  expect(form?.fields).toEqual({
    chat_id: '7000000123456',
    caption: 'Dòng một\nDòng hai',
    reply_markup: '{"a":["ổ"]}',
  })
  expect(form?.files.get('document')).toEqual({ name: 'a.pdf', mime: 'application/pdf', bytes: upload.bytes })
})

it('lets no name or type of a file become a header', () => {
  const form = roundTrip({}, { name: 'a"\r\nX-Evil: 1\r\n\r\nb', mediaType: 'text/html\r\nX-Evil: 1' })
  expect(form?.files.get('document')).toMatchObject({
    name: 'a%22%0D%0AX-Evil: 1%0D%0A%0D%0Ab',
    mime: 'application/octet-stream',
  })
})
