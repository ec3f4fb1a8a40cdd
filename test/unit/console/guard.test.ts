import { expect, test } from 'vitest'
import { safeReturn } from '../../../src/console/guard.ts'

test.each(['/console', '/console/', '/console/dialogues/0198?done=saved', '/console/units/00082'])(
  'after signing in, %s is reached again',
  (path) => expect(safeReturn(path)).toBe(path),
)

test.each([
  '',
  'https://evil.example/console',
  '//evil.example/console',
  '/\\evil.example',
  '/consolex',
  '/console/../api',
  '/console\r\nSet-Cookie: a=b',
  '/console/sign-out',
  'javascript:alert(1)',
])('%j leads to the first page of the console instead', (path) => {
  const target = safeReturn(path)
  expect(new URL(target, 'http://here.example').href.startsWith('http://here.example/')).toBe(true)
  expect(target === '/console' || target.startsWith('/console/')).toBe(true)
  expect(target).not.toContain('sign-out')
})
