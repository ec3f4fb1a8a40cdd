import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type House } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import {
  authorScript,
  findWindowByCode,
  handInEnvelope,
  readersOf,
  takesEnvelopes,
  type Envelope,
  type SealedWindow,
} from '../sealed/index.ts'
import { sealedPage } from './sealed-page.ts'

type Means = {
  readonly house: House
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

const config = { access: 'public' } as const
const asksPerMinute = 120
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** What a browser sends as an envelope; whatever is none is refused by the verb. */
const envelopeIn = (value: unknown): Envelope => {
  const { body, salt, shares } = asRecord(value)
  const texts = Object.entries(asRecord(shares)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return {
    body: typeof body === 'string' ? body : '',
    salt: typeof salt === 'string' ? salt : '',
    shares: Object.fromEntries(texts),
  }
}

/** The page that seals a letter in the browser, and the door that takes what is sealed. Nothing of who sends is kept. */
export const sealedRoutes = (app: FastifyInstance, { house, localeOf, sendPage }: Means): void => {
  const count = app.createRateLimit({ max: asksPerMinute, timeWindow: '1 minute' })
  const slowDown = async (request: FastifyRequest): Promise<void> => {
    const verdict = await count(request)
    if (!verdict.isAllowed && verdict.isExceeded)
      throw new AppError('LIMIT', 'too many from one address', { phrase: 'errors:tooMany' })
  }

  const windowOf = async (code: string): Promise<SealedWindow> => {
    const one = /^\d{6}$/.test(code) ? await findWindowByCode(house.database, code) : undefined
    if (one && ['open', 'closed', 'released'].includes(one.state)) return one
    throw new AppError('NOT_FOUND', 'no window of this code', { phrase: 'errors:notFound' })
  }

  const script = authorScript()
  const name = `${createHash('sha256').update(script).digest('base64url').slice(0, 12)}.js`

  app.get<{ Params: { name: string } }>('/gop-y-kin/tep/:name', { config }, async (request, reply) => {
    if (request.params.name !== name) throw new AppError('NOT_FOUND', 'no such file', { phrase: 'errors:notFound' })
    return await reply
      .type('text/javascript; charset=utf-8')
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .send(script)
  })

  type WithCode = { Params: { code: string } }
  app.get<WithCode>('/gop-y-kin/:code', { config }, async (request, reply) => {
    await slowDown(request)
    const one = await windowOf(request.params.code)
    const readers = await readersOf(house.database, one.id)
    const isOpen = takesEnvelopes(one, house.clock.now())
    reply.header('Content-Security-Policy', policy)
    const page = sealedPage(localeOf(request), { one, readers, isOpen, script: `/gop-y-kin/tep/${name}` })
    return await sendPage(reply, 200, page)
  })

  app.post<WithCode & { Body: unknown }>('/gop-y-kin/:code', { config }, async (request, reply) => {
    await slowDown(request)
    const one = await windowOf(request.params.code)
    const { token, envelope } = asRecord(request.body)
    const receipt = await act(
      house,
      systemActor('sealed-page'),
      async (scope) =>
        await handInEnvelope(scope, {
          windowId: one.id,
          token: typeof token === 'string' ? token.slice(0, 64) : '',
          envelope: envelopeIn(envelope),
        }),
    )
    return await reply.code(201).send(receipt)
  })
}
