import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { createDatabaseStorage, readAttachment, servingHeaders } from '../attachments/index.ts'
import { logError, problemOf } from '../http/index.ts'
import { AppError } from '../kernel/errors.ts'
import { asLocale } from '../phrases/index.ts'
import { answerPageRoutes } from './answer-page-routes.ts'
import { attendRoutes } from './attend-routes.ts'
import { cardRoutes } from './card-routes.ts'
import { chainRoutes } from './chain-routes.ts'
import { checkCode } from './check-code.ts'
import { handoverPageRoutes } from './handover-page-routes.ts'
import { conclusionPageRoutes } from './conclusion-page-routes.ts'
import type { ApiOptions } from './door.ts'
import { floorRoutes } from './floor-routes.ts'
import { formRoutes } from './form-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { listenRoutes } from './listen-routes.ts'
import { plainLanguageRoutes } from './plain-language-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { ruleRoutes } from './rule-routes.ts'
import { sealedRoutes } from './sealed-routes.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { faultPage, verifyPage } from './verify-page.ts'

type VerifyOptions = Pick<ApiOptions, 'house'> & {
  /** https address under which people reach us, for links in files that leave the page. */
  readonly publicUrl?: string | undefined
  /** Codes that one address may check in a minute; 20 unless told. */
  readonly checksPerMinute?: number
}

const usualPerMinute = 20
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const stylesheet = readFileSync(new URL('./assets/verify.css', import.meta.url), 'utf8')

/** Programs say that they want JSON; whoever says nothing of it reads a page. */
const wantsJson = (request: FastifyRequest): boolean => {
  const accepted = request.headers.accept ?? ''
  return accepted.includes('json') && !accepted.includes('text/html')
}

const sendPage = async (reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply> =>
  await reply.code(status).type('text/html; charset=utf-8').send(String(page))

/** The public check of a receipt or a notice, at `/verify/<code>`. Guessing is slowed down, and nothing is told but a state. */
export const createVerify =
  ({ house, checksPerMinute, publicUrl }: VerifyOptions): FastifyPluginAsync =>
  async (app) => {
    await app.register(rateLimit, { global: false })
    const storage = createDatabaseStorage(house.keyring)
    const count = app.createRateLimit({ max: checksPerMinute ?? usualPerMinute, timeWindow: '1 minute' })
    const localeOf = (request: FastifyRequest) => asLocale(request.headers['accept-language'])

    app.addHook('onSend', async (_request, reply, payload) => {
      if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store')
      // A file brings a stricter one of its own.
      if (!reply.hasHeader('Content-Security-Policy')) reply.header('Content-Security-Policy', policy)
      reply.header('Vary', 'Accept, Accept-Language')
      reply.header('X-Robots-Tag', 'noindex')
      return payload
    })
    app.setErrorHandler(async (error, request, reply) => {
      const problem = problemOf(error, localeOf(request))
      logError(request, error, problem.status)
      if (wantsJson(request)) {
        return await reply.code(problem.status).type('application/problem+json').send(problem)
      }
      return await sendPage(reply, problem.status, faultPage(localeOf(request), problem.detail))
    })

    const slowDown = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const verdict = await count(request)
      if (verdict.isAllowed || !verdict.isExceeded) return
      reply.header('Retry-After', Math.max(verdict.ttlInSeconds, 1))
      throw new AppError('LIMIT', 'too many codes were checked', { phrase: 'errors:tooMany' })
    }

    const check = async (request: FastifyRequest, reply: FastifyReply, typed: string): Promise<FastifyReply> => {
      await slowDown(request, reply)
      const checked = await checkCode(house, typed)
      const status = checked.found ? 200 : 404
      if (wantsJson(request)) return await reply.code(status).send(checked)
      return await sendPage(reply, status, verifyPage(localeOf(request), checked))
    }

    linkRoutes(app, house)
    ruleRoutes(app, { localeOf, sendPage })
    statisticsRoutes(app, { house, slowDown, localeOf, sendPage })
    plainLanguageRoutes(app, { localeOf, sendPage })
    answerPageRoutes(app, { house, slowDown, localeOf, sendPage })
    handoverPageRoutes(app, { house, slowDown, localeOf, sendPage })
    conclusionPageRoutes(app, { house, wantsJson, slowDown, localeOf, sendPage })
    chainRoutes(app, { house, wantsJson, localeOf, sendPage })
    app.get('/verify/style.css', { config: { access: 'public' } }, async (_request, reply) => {
      return await reply
        .type('text/css; charset=utf-8')
        .header('Cache-Control', 'public, max-age=86400')
        .send(stylesheet)
    })
    app.get<{ Params: { code: string } }>('/verify/:code', { config: { access: 'public' } }, async (request, reply) => {
      return await check(request, reply, request.params.code)
    })
    app.get<{ Params: { code: string; file: string } }>(
      '/verify/:code/documents/:file',
      { config: { access: 'public' } },
      async (request, reply) => {
        await slowDown(request, reply)
        const checked = await checkCode(house, request.params.code)
        const named =
          checked.found && checked.kind === 'notice'
            ? checked.documents.find(({ id }) => id === request.params.file)
            : undefined
        const file = named && (await readAttachment(house, storage, named.id))
        if (!file) throw new AppError('NOT_FOUND', 'no such document of a notice', { phrase: 'errors:notFound' })
        return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
      },
    )
    floorRoutes(app, { house, localeOf, sendPage })
    formRoutes(app, { house, localeOf, sendPage })
    sealedRoutes(app, { house, localeOf, sendPage })
    receiptRoutes(app, { house, localeOf, sendPage, slowDown })
    cardRoutes(app, { house, publicUrl, slowDown })
    listenRoutes(app, { house, policy, slowDown, localeOf, sendPage })
    attendRoutes(app, { house, publicUrl, slowDown, localeOf, sendPage })
    app.get<{ Querystring: { code?: string | string[] } }>(
      '/verify',
      { config: { access: 'public' } },
      async (request, reply) => {
        const { code } = request.query
        if (typeof code === 'string' && code.trim() !== '') return await check(request, reply, code)
        return await sendPage(reply, 200, verifyPage(localeOf(request), undefined))
      },
    )
  }
