import { inflateRawSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { makeDocument } from '../../../src/preparation/make-document.ts'

/** The files of a ZIP by name, read from its directory. */
const unzip = (zip: Buffer): Map<string, string> => {
  const files = new Map<string, string>()
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < zip.readUInt16LE(end + 10); entry += 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const head = zip.readUInt32LE(at + 42)
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    files.set(name, (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return files
}

const input = {
  title: 'Báo cáo tóm tắt <trước> buổi & đối thoại',
  subtitle: 'Phường Cửa Nam\n19 giờ 30',
  blocks: [
    { kind: 'heading', text: 'Các chủ đề' },
    { kind: 'text', text: '“Xe rác đến muộn”', tone: 'quote' },
    { kind: 'list', items: ['Câu 1: thu gom rác', 'Câu 2: đèn ngõ'] },
    { kind: 'table', head: ['Loại', 'Đã nhận'], rows: [['Hiến kế', '31/577, bằng 5,4%']], widths: [50, 50] },
  ],
  at: new Date('2026-11-21T02:00:00Z'),
} as const

test('what a document says is found in it', async () => {
  const files = unzip(await makeDocument(input))
  const text = files.get('word/document.xml') ?? ''
  for (const words of [
    'Các chủ đề',
    '“Xe rác đến muộn”',
    'Câu 2: đèn ngõ',
    '31/577, bằng 5,4%',
    'Báo cáo tóm tắt &lt;trước&gt; buổi &amp; đối thoại',
  ]) {
    expect(text).toContain(words)
  }
  expect(files.get('docProps/core.xml')).toContain('2026-11-21T02:00:00Z')
  expect(files.has('[Content_Types].xml')).toBe(true)
})

test('the same input makes the same bytes, whatever the clock says', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-21T02:00:00Z'), toFake: ['Date'] })
  const one = await makeDocument(input)
  vi.setSystemTime(new Date('2027-03-04T05:06:08Z'))
  const other = await makeDocument(input)
  vi.useRealTimers()
  expect(other.equals(one)).toBe(true)
})
