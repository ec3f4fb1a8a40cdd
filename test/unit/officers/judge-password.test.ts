import { expect, test } from 'vitest'
import { judgePassword } from '../../../src/officers/judge-password.ts'

const own = ['Nguyễn Thị Hoa', 'hoa.nguyen']

test.each([
  'qwertyuiop',
  '1234567890',
  'q1w2e3r4t5',
  '1q2w3e4r5t',
  '123456789a',
  '1234554321',
  '12345qwert',
  '741852963741',
  '1111111111',
  'password123',
  'P@ssw0rd2024',
  'matkhau12345',
  'Mật khẩu 123',
  'Anh yêu em 2024',
  'abc123abc123',
  'qwerty!!123456',
  '01/01/1990!',
])('%s is refused as one that everybody tries first', (password) => {
  expect(judgePassword(password, own)).toBe('common')
})

test.each(['nguyenthihoa', 'Hoa Nguyễn 1980', 'hoa.nguyen!99'])(
  '%s is refused as the name of its owner',
  (password) => {
    expect(judgePassword(password, own)).toBe('ownName')
  },
)

test.each(['cầu Long Biên mùa thu', 'xe đạp ba bánh', 'correct horse battery', 'T7#kd92mPqz'])(
  '%s may be used',
  (password) => {
    expect(judgePassword(password, own)).toBeUndefined()
  },
)

test('length counts characters, in whichever Unicode form they were typed', () => {
  expect(judgePassword('ngõ hẹp x'.normalize('NFD'), own)).toBe('tooShort')
  expect(judgePassword('ngõ hẹp xưa'.normalize('NFD'), own)).toBeUndefined()
  expect(judgePassword('đường xa '.repeat(30), own)).toBe('tooLong')
})
