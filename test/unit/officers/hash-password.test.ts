import { expect, test } from 'vitest'
import { choosePassword, hashPassword, verifyPassword } from '../../../src/officers/hash-password.ts'

test('a hash is argon2id in PHC form with the costs that OWASP asks for, salted anew each time', async () => {
  const one = await hashPassword('cầu Long Biên')
  const other = await hashPassword('cầu Long Biên')
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(one).not.toBe(other)
})

test('a password fits its hash in both Unicode forms, another one does not', async () => {
  const hash = await hashPassword('cầu Long Biên'.normalize('NFC'))
  expect(await verifyPassword('cầu Long Biên'.normalize('NFD'), hash)).toBe(true)
  expect(await verifyPassword('cau Long Bien', hash)).toBe(false)
})

test('without a stored hash nothing fits, not even nothing', async () => {
  expect(await verifyPassword('', undefined)).toBe(false)
  expect(await verifyPassword('anything at all', null)).toBe(false)
})

test('more checks at once than may run wait for their turn and all come back right', async () => {
  const hash = await hashPassword('xe đạp ba bánh')
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => await verifyPassword(index % 2 ? 'xe đạp ba bánh' : 'sai', hash)),
  )
  expect(answers).toEqual([false, true, false, true, false, true, false, true])
})

test('a refused password says which field and why', async () => {
  await expect(choosePassword('ngắn', [])).rejects.toMatchObject({
    code: 'INVALID',
    field: 'password',
    phrase: 'officers:password.tooShort',
  })
})
