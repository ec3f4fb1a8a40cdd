import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles, type Role } from '../../../src/kernel/actor.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
const browsers = new Map<Role, Browser>()
beforeAll(async () => {
  here = await openConsole()
  for (const role of roles) {
    browsers.set(
      role,
      await here.browser(`role.${role.replace('_', '-')}`, [{ role, unitId: role === 'admin' ? 'vn' : '00082' }]),
    )
  }
})
afterAll(async () => await here.close())

const lastRefusal = async (): Promise<string | undefined> => {
  const [row] = await here.house.database.execute<{ why: string }>(
    "select details ->> 'why' as why from audit_entries where action = 'console.refused' order by id desc limit 1",
  )
  return row?.why
}

const unknownId = '0198c0de-0000-7000-8000-00000000ffff'
const concrete = (url: string): string => url.replaceAll(/:(?:id|file|token|hash|name)/g, unknownId)
const own = (): OpenConsole['routes'] =>
  here.routes.filter(({ url, method }) => url.startsWith('/console') && method !== 'HEAD')

test('a visitor reaches nothing but the doors: pages ask to sign in, forms are not done', async () => {
  const closed = own().filter(({ access }) => access !== 'public')
  expect(closed.length).toBeGreaterThan(40)
  for (const { method, url } of closed) {
    const response = await here.app.inject({
      method: method as 'GET',
      url: concrete(url),
      headers: { host: 'console.test', origin: 'http://console.test' },
    })
    const isRefused = method === 'GET' ? response.statusCode === 303 : response.statusCode === 401
    expect([method, url, isRefused]).toEqual([method, url, true])
    if (method === 'GET') expect(response.headers.location).toMatch(/^\/console\/sign-in\?return=%2Fconsole/)
  }
})

test('each role gets exactly the routes that name it; an administrator gets all of them', async () => {
  const wrong: string[] = []
  for (const role of roles) {
    const browser = browsers.get(role)
    for (const { method, url, access } of own().filter((route) => Array.isArray(route.access))) {
      const may = role === 'admin' || (access as readonly Role[]).includes(role)
      const path = concrete(url)
      const response = method === 'GET' ? await browser?.get(path) : await browser?.post(path)
      // Behind the door the record is unknown or the form is empty: 404, 409, 422, a page; or the verb says no itself.
      const isIn = response?.statusCode !== 403 || (await lastRefusal()) === 'verb'
      if (isIn !== may) wrong.push(`${role} ${method} ${url}: ${response?.statusCode}`)
      if ((response?.statusCode ?? 500) >= 500) wrong.push(`${role} ${method} ${url}: failed`)
    }
  }
  expect(wrong).toEqual([])
}, 120_000)

test('every route of the console says who may call it, and those for all are few', () => {
  expect(own().every(({ access }) => access !== undefined)).toBe(true)
  const open = own()
    .filter(({ access }) => access === 'public')
    .map(({ method, url }) => `${method} ${url}`)
  expect(open.toSorted()).toEqual(
    [
      'GET /console/assets/:hash/:name',
      'GET /console/places',
      'GET /console/set-up/:token',
      'GET /console/sign-in',
      'GET /console/sign-in/link',
      'GET /console/sign-in/link/:token',
      'GET /console/sign-in/oidc',
      'GET /console/sign-in/oidc/return',
      'GET /console/welcome/:token',
      'POST /console/set-up/:token',
      'POST /console/sign-in',
      'POST /console/sign-in/code',
      'POST /console/sign-in/link',
      'POST /console/sign-in/link/:token',
      'POST /console/welcome/:token',
    ].toSorted(),
  )
})

test('every page forbids what is inline or from elsewhere, and is kept nowhere', async () => {
  const page = await browsers.get('front_officer')?.get('/console')
  const policy = String(page?.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|data:|https?:|\*/)
  expect(page?.headers['cache-control']).toBe('no-store')
  expect(page?.body).not.toMatch(/\sstyle=|\son[a-z]+="|<style|<script(?![^>]+src=)/)
})

test('fonts and scripts come from our own port and may be kept for good; another version is not served under the name', async () => {
  const page = await here.app.inject({ url: '/console/sign-in', headers: { host: 'console.test' } })
  const paths = [...page.body.matchAll(/(?:href|src)="(\/console\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
  expect(paths.length).toBeGreaterThanOrEqual(4)
  const css = await here.app.inject({ url: paths.find((path) => path.endsWith('.css')) ?? '' })
  const font = /url\("(\/console\/assets\/[^"]+vietnamese-400[^"]+)"\)/.exec(css.body)?.[1] ?? ''
  for (const path of [...paths, font]) {
    const asset = await here.app.inject({ url: path })
    expect([path, asset.statusCode]).toEqual([path, 200])
    expect(asset.headers['cache-control']).toContain('immutable')
  }
  expect((await here.app.inject({ url: '/console/assets/another/console.css' })).statusCode).toBe(404)
})
