import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { act } from '../../../src/database/index.ts'
import type { Access } from '../../../src/http/access.ts'
import { roles, systemActor, type Role } from '../../../src/kernel/actor.ts'
import { addOfficer, issueToken, openSession } from '../../../src/officers/index.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import type { Line } from './access-line.ts'
import { accessLines } from './access-lines.ts'
import { aPdf, records, unitA, unitB, type Places } from './access-records.ts'

type Route = { readonly method: string; readonly url: string; readonly access: Access | undefined }
type Officer = { readonly role: Role; readonly id: string }

const { routes } = vi.hoisted(() => ({ routes: [] as Route[] }))

// The list is taken where the rule is demanded, before the first route is added.
vi.mock('../../../src/http/access.ts', async (original) => {
  const real = await original<{ demandAccessRules: (app: FastifyInstance) => void }>()
  return {
    ...real,
    demandAccessRules(app: FastifyInstance) {
      app.addHook('onRoute', (route) => {
        for (const method of [route.method].flat()) {
          if (method !== 'HEAD') routes.push({ method, url: route.url, access: route.config?.access })
        }
      })
      real.demandAccessRules(app)
    },
  }
})

const system = systemActor('test')
const here = new Map<Role, Officer>()
const elsewhere = new Map<Role, Officer>()
let place: TestApp

const enter = async (role: Role, unitId: string): Promise<Officer> => {
  const grants = [{ role, unitId: role === 'admin' ? 'vn' : unitId }]
  const added = await act(
    place.installation.house,
    system,
    async (scope) => await addOfficer(scope, { name: 'Nguyễn Thị Hoa', grants }),
  )
  return { role, id: added.officerId }
}

beforeAll(async () => {
  place = await startTestApp()
  for (const role of roles) {
    here.set(role, await enter(role, unitA))
    elsewhere.set(role, await enter(role, unitB))
  }
}, 120_000)
afterAll(async () => await place.close())

const named = ({ method, url }: Route): string => `${method} ${url}`
const isApi = (url: string): boolean => url.startsWith('/api/')
/** Routes of the doors for officers and programs; the others are the business of the test over all public routes. */
const guarded = (): Route[] =>
  routes.filter(({ access }) => access === 'officer' || access === 'token' || Array.isArray(access))
const parametersOf = (url: string): string[] => [...url.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name ?? '')
const addressOf = (url: string, places: Places): string =>
  url.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(places[name] ?? 'missing'))
const mayBy = (access: Access | undefined, role: Role): boolean =>
  access === 'officer' || access === 'token' || role === 'admin' || (Array.isArray(access) && access.includes(role))

/** Asks as a browser or a program that has just signed in; a form is empty unless the line says what is sent. */
const ask = async (route: Route, line: Line, places: Places, officer: Officer | undefined): Promise<number> => {
  const { house } = place.installation
  const { send = {} } = line
  const path = `${addressOf(route.url, places)}${send === 'file' ? '?name=T%E1%BB%87p' : ''}`
  const isChange = route.method !== 'GET'
  const headers: Record<string, string> = { origin: place.url }
  let body: string | Uint8Array<ArrayBuffer> | undefined
  if (isApi(route.url)) {
    if (officer) {
      const input = { officerId: officer.id, label: 'test' }
      const { token } = await act(house, system, async (scope) => await issueToken(scope, input))
      headers['authorization'] = `Bearer ${token}`
    }
    if (isChange) {
      headers['content-type'] = send === 'file' ? 'application/pdf' : 'application/json'
      body = send === 'file' ? new Uint8Array(aPdf) : JSON.stringify(send)
    }
  } else {
    const input = { officerId: officer?.id ?? '', device: 'test' }
    const session = officer && (await act(house, system, async (scope) => await openSession(scope, input)))
    if (session) headers['cookie'] = `nhip-cau=${session.token}`
    if (isChange) {
      headers['content-type'] = 'application/x-www-form-urlencoded'
      const token = session ? house.keyring.sign('session', `form|${session.sessionId}`) : ''
      body = new URLSearchParams({ ...(send as Record<string, string>), _token: token }).toString()
    }
  }
  const answer = await fetch(`${place.url}${path}`, {
    method: route.method,
    redirect: 'manual',
    headers,
    ...(body === undefined ? {} : { body }),
  })
  await answer.body?.cancel()
  return answer.status
}

const refusals = async (officer: Officer): Promise<number> => {
  const [row] = await place.installation.house.database.$client`
    select count(*)::int as count from audit_entries
    where actor_id = ${officer.id} and action in ('console.refused', 'api.refused')`
  return Number(row?.['count'])
}

const make = async (line: Line, caller: Officer): Promise<Places> =>
  line.record === undefined ? {} : await records[line.record](place.installation.house, caller.id)

const isRefusal = (status: number): boolean => status === 401 || status === 403 || status === 404

describe('the table of who may call what', () => {
  it('has a line for every route of the service, and none for a route that is not there', () => {
    expect(Object.keys(accessLines).toSorted()).toEqual([...new Set(guarded().map(named))].toSorted())
  })

  it('has a real record for each place in an address', async () => {
    const [someone] = here.values()
    if (!someone) throw new Error('nobody')
    for (const route of guarded()) {
      const line = accessLines[named(route)]
      const places = line ? await make(line, someone) : {}
      expect([named(route), Object.keys(places).toSorted()]).toEqual([
        named(route),
        expect.arrayContaining(parametersOf(route.url)),
      ])
      expect([named(route), Object.values(places).includes('')]).toEqual([named(route), false])
    }
  }, 60_000)
})

describe('every route behind a door', () => {
  it('lets in exactly the roles that its rule names, on their own unit, and audits whom it refuses', async () => {
    const wrong: string[] = []
    for (const route of guarded()) {
      const line = accessLines[named(route)]
      if (!line) continue
      let places: Places | undefined
      for (const officer of here.values()) {
        const may = mayBy(route.access, officer.role) && (line.lets?.includes(officer.role) ?? true)
        // What is let in may change the record; what is refused changes nothing.
        places = may || !places ? await make(line, officer) : places
        const before = may ? 0 : await refusals(officer)
        const status = await ask(route, line, places, officer)
        if (may === isRefusal(status) && !(may && line.absent)) wrong.push(`${officer.role} ${named(route)}: ${status}`)
        if (status >= 500) wrong.push(`${officer.role} ${named(route)}: failed with ${status}`)
        if (!may && (!isRefusal(status) || (await refusals(officer)) === before)) {
          wrong.push(`${officer.role} ${named(route)}: ${status}, not audited`)
        }
      }
    }
    expect(wrong).toEqual([])
  }, 240_000)

  it('refuses the same roles of another unit for a record of this one, and audits it', async () => {
    const wrong: string[] = []
    for (const route of guarded()) {
      const line = accessLines[named(route)]
      if (line?.of !== 'unit' && line?.of !== 'officer') continue
      const owner = here.get('group_head')
      if (!owner) throw new Error('nobody')
      const places = await make(line, owner)
      for (const officer of elsewhere.values()) {
        if (officer.role === 'admin' && line.of === 'unit') continue
        if (!mayBy(route.access, officer.role)) continue
        const before = await refusals(officer)
        const status = await ask(route, line, places, officer)
        if (status !== 403 && status !== 404) wrong.push(`${officer.role} ${named(route)}: ${status}`)
        else if ((await refusals(officer)) === before) wrong.push(`${officer.role} ${named(route)}: not audited`)
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('sends whoever has not signed in to the door', async () => {
    const [someone] = here.values()
    if (!someone) throw new Error('nobody')
    const wrong: string[] = []
    for (const route of guarded()) {
      const line = accessLines[named(route)]
      if (!line) continue
      const status = await ask(route, line, await make(line, someone), undefined)
      // Programs without a token are counted by their address; after thirty they are told to wait.
      const isSent = isApi(route.url) ? [401, 429].includes(status) : status === (route.method === 'GET' ? 303 : 401)
      if (!isSent) wrong.push(`${named(route)}: ${status}`)
    }
    expect(wrong).toEqual([])
  }, 120_000)
})
