import { expect, test } from 'vitest'
import { safeFileName } from '../../../src/attachments/file-name.ts'

test.each([
  ['Đơn kiến nghị ngõ 12.pdf', 'pdf', 'Đơn kiến nghị ngõ 12.pdf'],
  ['ANH.JPG', 'jpg', 'ANH.jpg'],
  ['hoa-don.jpg.exe', 'png', 'hoa-don.jpg.exe.png'],
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['..\\..\\Windows\\system.ini', 'pdf', 'system.ini.pdf'],
  ['/', 'jpg', 'tep-dinh-kem.jpg'],
  ['..', 'jpg', 'tep-dinh-kem.jpg'],
  ['.htaccess', 'jpg', 'htaccess.jpg'],
  ['', 'jpg', 'tep-dinh-kem.jpg'],
  [undefined, 'amr', 'tep-dinh-kem.amr'],
  ['CON', 'pdf', 'tep-dinh-kem.pdf'],
  ['lpt1.pdf', 'pdf', 'tep-dinh-kem.pdf'],
  ['a\u0000b\r\nc.pdf', 'pdf', 'abc.pdf'],
  ['annexe\u202Efdp.exe', 'png', 'annexefdp.exe.png'],
  ['a"; filename="b.pdf', 'pdf', 'a__ filename=_b.pdf'],
  ['   khoảng   trắng  .pdf', 'pdf', 'khoảng trắng.pdf'],
])('the claimed name %j of a .%s becomes %j', (claimed, extension, expected) => {
  expect(safeFileName(claimed, extension)).toBe(expected)
})

test('a decomposed name is stored composed', () => {
  expect(safeFileName('ảnh ngõ.jpg'.normalize('NFD'), 'jpg')).toBe('ảnh ngõ.jpg'.normalize('NFC'))
})

test('a name of ten thousand letters is cut to 120 with its extension, never inside a letter', () => {
  const name = safeFileName(`${'😀'.repeat(10_000)}.pdf`, 'pdf')
  expect(Array.from(name)).toHaveLength(120)
  expect(name.endsWith('😀.pdf')).toBe(true)
})
