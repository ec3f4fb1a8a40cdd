import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import pino from 'pino'
import { createConsole } from '../../../src/console/index.ts'
import { createServer, demandAccessRules } from '../../../src/http/index.ts'
import type { Role } from '../../../src/kernel/actor.ts'
import { openOfficers, type OfficersHouse } from '../officers/officers-house.ts'

export type Browser = {
  readonly officerId: string
  get(path: string): Promise<LightMyRequestResponse>
  /** Sends a form of our own: with cookie, origin and the proof that stands in the page. */
  post(path: string, form?: Record<string, string | readonly string[]>): Promise<LightMyRequestResponse>
  /** A form with a file, as a browser packs it. */
  upload(path: string, form: Record<string, string>, file?: Uint8Array): Promise<LightMyRequestResponse>
  /** The same with other headers or without a proof. */
  forge(path: string, headers: Record<string, string>, form?: Record<string, string>): Promise<LightMyRequestResponse>
  readonly cookie: string
  readonly formToken: string
}

export type OpenConsole = OfficersHouse & {
  readonly app: FastifyInstance
  readonly routes: readonly { method: string; url: string; access: unknown }[]
  browser(login: string, grants: readonly { role: Role; unitId: string }[]): Promise<Browser>
}

const encode = (form: Record<string, string | readonly string[]>): string => {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  )
  return new URLSearchParams(pairs).toString()
}

const origin = 'http://console.test'

/** The console over a house with a ward, without a port. */
export const openConsole = async (): Promise<OpenConsole> => {
  const here = await openOfficers()
  const app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  const routes: { method: string; url: string; access: unknown }[] = []
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, access: route.config?.access })
  })
  demandAccessRules(app)
  await app.register(createConsole({ house: here.house, publicUrl: undefined, localUrl: origin }), {
    prefix: '/console',
  })
  await app.ready()

  const send = async (method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: string) =>
    await app.inject({
      method,
      url,
      headers: {
        host: 'console.test',
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })

  const browser: OpenConsole['browser'] = async (login, grants) => {
    const officerId = await here.enter(login, grants)
    const outcome = await here.signIn(login)
    if (outcome.kind !== 'signed-in') throw new Error(outcome.kind)
    const cookie = `nhip-cau=${outcome.session.token}`
    const page = await send('GET', '/console/account', { cookie })
    const formToken = /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    return {
      officerId,
      cookie,
      formToken,
      get: async (path) => await send('GET', path, { cookie }),
      post: async (path, form = {}) =>
        await send('POST', path, { cookie, origin }, encode({ ...form, _token: formToken })),
      upload: async (path, form, file = Buffer.alloc(0)) => {
        const body = new FormData()
        for (const [name, value] of Object.entries({ _token: formToken, ...form })) body.set(name, value)
        body.set('file', new Blob([Buffer.from(file)]), file.length === 0 ? '' : 'tep')
        const packed = new Response(body)
        return await app.inject({
          method: 'POST',
          url: path,
          headers: { host: 'console.test', cookie, origin, 'content-type': packed.headers.get('content-type') ?? '' },
          payload: Buffer.from(await packed.arrayBuffer()),
        })
      },
      forge: async (path, headers, form = {}) => await send('POST', path, headers, encode(form)),
    }
  }
  return {
    ...here,
    app,
    routes,
    browser,
    async close() {
      await app.close()
      await here.close()
    },
  }
}
