import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type OpenConsole } from './open-console.ts'

let here: OpenConsole
beforeAll(async () => {
  here = await openConsole()
}, 60_000)
afterAll(async () => await here.close())

test('the article of a notice is asked for, let out and taken back by staff only', () => {
  const routes = here.routes.filter(({ url, method }) => method === 'POST' && url.includes('/:id/articles'))
  expect(routes.map(({ url }) => url.split('/:id/articles')[1])).toEqual([
    '',
    '/:article/approve',
    '/:article/unsent',
    '/:article/withdraw',
  ])
  for (const { access } of routes) expect(access).not.toContain('public')
})
