import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Access } from '../../src/http/access.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { changedTables, readDomainRows } from '../support/domain-rows.ts'

type Route = { readonly method: string; readonly url: string; readonly access: Access | undefined }

const { routes } = vi.hoisted(() => ({ routes: [] as Route[] }))

// The list is taken where the rule is demanded, before the first route is added.
vi.mock('../../src/http/access.ts', async (original) => {
  const real = await original<{ demandAccessRules: (app: FastifyInstance) => void }>()
  return {
    ...real,
    demandAccessRules(app: FastifyInstance) {
      app.addHook('onRoute', (route) => {
        for (const method of [route.method].flat()) {
          routes.push({ method, url: route.url, access: route.config?.access })
        }
      })
      real.demandAccessRules(app)
    },
  }
})

let place: TestApp
beforeAll(async () => {
  place = await startTestApp()
}, 120_000)
afterAll(async () => await place.close())

/** Everything that anybody may ask for. Whoever adds a route here makes it public to the whole network. */
const publicRoutes = [
  'GET /',
  'GET /api/openapi.json',
  'GET /api/v1/audit/head',
  'GET /api/v1/receipts/logs/:id',
  'GET /api/v1/receipts/logs/:id/consistency',
  'GET /bien-nhan/:token',
  'GET /bien-nhan/:token/bien-nhan.json',
  'GET /cach-viet',
  'GET /chat',
  'GET /chat/assets/:name',
  'GET /chuyen/:token',
  'GET /chuyen/:token/ho-so.zip',
  'GET /console/assets/:hash/:name',
  'GET /console/places',
  'GET /console/set-up/:token',
  'GET /console/sign-in',
  'GET /console/sign-in/link',
  'GET /console/sign-in/link/:token',
  'GET /console/sign-in/oidc',
  'GET /console/sign-in/oidc/return',
  'GET /console/welcome/:token',
  'GET /g/:token',
  'GET /gop-y-kin/:code',
  'GET /gop-y-kin/tep/:name',
  'GET /healthz',
  'GET /ket-luan/:code',
  'GET /metrics',
  'GET /phieu/:code',
  'GET /quy-tac',
  'GET /readyz',
  'GET /so-bien-nhan',
  'GET /so-bien-nhan/:log',
  'GET /thong-ke',
  'GET /thong-ke.csv',
  'GET /thong-ke.json',
  'GET /tra-loi/:answer/:proof',
  'GET /tra-loi/:answer/:proof/:file',
  'GET /verify',
  'GET /verify/:code',
  'GET /verify/:code/calendar.ics',
  'GET /verify/:code/card.png',
  'GET /verify/:code/documents/:file',
  'GET /verify/:code/hoi',
  'GET /verify/:code/hoi/:id',
  'GET /verify/:code/nghe',
  'GET /verify/:code/nghe/:sound',
  'GET /verify/:code/ve/:ticket',
  'GET /verify/chain',
  'GET /verify/style.css',
  'GET /zalo_verifier:code(^[A-Za-z0-9_-]{1,128}).html',
  'POST /chat/begin',
  'POST /chat/session',
  'POST /chuyen/:token/da-nhan',
  'POST /chuyen/:token/tra-lai',
  'POST /console/set-up/:token',
  'POST /console/sign-in',
  'POST /console/sign-in/code',
  'POST /console/sign-in/link',
  'POST /console/sign-in/link/:token',
  'POST /console/welcome/:token',
  'POST /gop-y-kin/:code',
  'POST /phieu/:code',
  'POST /verify/:code/hoi',
]

const named = ({ method, url }: Route): string => `${method} ${url}`
const isHead = ({ method }: Route): boolean => method === 'HEAD'

/** An address of the route with something that could be there in each place. */
const addressOf = (url: string): string =>
  url.replaceAll(/:[A-Za-z]+(?:\([^)]*\))?/g, '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11')

const bodyOf = ({ method, url }: Route): RequestInit => {
  if (method === 'GET' || method === 'HEAD') return {}
  if (url !== '/chat/files') return { body: '{}', headers: { 'content-type': 'application/json' } }
  const form = new FormData()
  form.set('file', new Blob(['x']), 'x.pdf')
  return { body: form }
}

const ask = async (route: Route, headers: Record<string, string> = {}): Promise<Response> => {
  const { headers: own = {}, ...rest } = bodyOf(route)
  return await fetch(`${place.url}${addressOf(route.url)}`, {
    method: route.method,
    redirect: 'manual',
    headers: { ...(own as Record<string, string>), ...headers },
    ...rest,
  })
}

/** Refused, in the way of the route's door. */
const isRefusal = (route: Route, answer: Response, body: string): boolean => {
  const { status } = answer
  if (status === 401 || status === 403) return true
  if (route.url.startsWith('/console')) {
    return (status === 302 || status === 303) && answer.headers.get('location')?.includes('/sign-in') === true
  }
  // Whoever has tried too many tokens is not even told that this one is wrong.
  if (route.url.startsWith('/api/')) return status === 429
  // To a stranger a file that is not theirs is not there; a stream that must not come again is told so by 204.
  if (route.url === '/chat/files/:seq' || route.url === '/chat/events') {
    return (status === 404 || status === 204) && body === ''
  }
  // Before Zalo has proved itself its registration check must get 200; it stores nothing.
  return route.url === '/webhooks/zalo' && status === 200 && body === ''
}

describe('every route of the whole service', () => {
  it('says who may call it', () => {
    expect(routes.length).toBeGreaterThan(60)
    expect(routes.filter((route) => route.access === undefined).map(named)).toEqual([])
  })

  it('is public only if it stands on the list', () => {
    const found = routes.filter((route) => route.access === 'public' && !isHead(route))
    expect([...new Set(found.map(named))].toSorted()).toEqual(publicRoutes)
    // A HEAD is public where its GET is, and nowhere else.
    for (const head of routes.filter((route) => isHead(route) && route.access === 'public')) {
      expect(publicRoutes).toContain(`GET ${head.url}`)
    }
  })

  it('has a rule that fits its door', () => {
    for (const route of routes) {
      const { access, url } = route
      if (access === 'signed') expect(url).toMatch(/^\/webhooks\//)
      if (access === 'visitor') expect(url).toMatch(/^\/chat\//)
      if (access === 'token') expect(url).toMatch(/^\/api\/v1\//)
      if (access === 'officer' || Array.isArray(access)) expect(url).toMatch(/^\/(?:console|api\/v1)(?:\/|$)/)
    }
  })

  it.each([
    ['nothing at all', {}],
    ['invented credentials', { authorization: 'Bearer nc_x', cookie: 'nhip-cau=x; nc_chat=x.y.z' }],
    ['credentials of another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=', cookie: '__Host-nhip-cau=x' }],
  ])('refuses whoever shows %s, and nothing happens', async (_name, headers) => {
    const { database } = place.installation.house
    const before = await readDomainRows(database)
    const guarded = routes.filter((route) => route.access !== 'public')
    expect(guarded.length).toBeGreaterThan(40)
    const opened: string[] = []
    for (const route of guarded) {
      const answer = await ask(route, headers)
      const body = await answer.text()
      if (!isRefusal(route, answer, body)) opened.push(`${named(route)}: ${answer.status}`)
    }
    expect(opened).toEqual([])
    expect(changedTables(before, await readDomainRows(database))).toEqual([])
    const [row] = await database.$client`select count(*)::int as stored from inbox_seen`
    expect(row?.['stored']).toBe(0)
  })

  it('a form that another site sends is refused, also where visitors may send forms', async () => {
    const forms = routes.filter((route) => route.method === 'POST' && route.url.startsWith('/console/'))
    for (const route of forms) {
      const answer = await ask(route, { origin: 'https://elsewhere.example' })
      expect([named(route), answer.status]).toEqual([named(route), 403])
    }
  })
})

describe('an address that does not exist', () => {
  it.each([
    '/.env',
    '/console/../.env',
    '/api/v1',
    '/chat/assets/../../package.json',
    '/console/assets/%2e%2e/%2e%2e/package.json',
    '/wp-login.php',
  ])('%s is 404 or asks to sign in, and shows nothing', async (path) => {
    const answer = await fetch(`${place.url}${path}`, { redirect: 'manual' })
    expect([303, 401, 404]).toContain(answer.status)
    expect(await answer.text()).not.toMatch(/SECRET_KEY|"dependencies"/)
  })
})
