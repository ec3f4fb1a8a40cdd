import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import { closingsOf, findLog, makeReceipt, newestLogs, readReceiptToken } from '../receipts/index.ts'
import { goneReceiptPage, logPage, logsPage, receiptPage } from './receipt-pages.ts'

type Means = {
  readonly house: House
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

const config = { access: 'public' } as const
const logsShown = 100

/** `/so-bien-nhan`: the logs with their roots, for everybody. `/bien-nhan/<token>`: an author's own receipt. */
export const receiptRoutes = (app: FastifyInstance, { house, localeOf, sendPage, slowDown }: Means): void => {
  const { database, keyring, clock } = house

  app.get('/so-bien-nhan', { config }, async (request, reply) => {
    return await sendPage(reply, 200, logsPage(localeOf(request), await newestLogs(database, logsShown)))
  })

  app.get<{ Params: { log: string } }>('/so-bien-nhan/:log', { config }, async (request, reply) => {
    const log = await findLog(database, request.params.log)
    if (!log) throw new AppError('NOT_FOUND', 'no such log of receipts', { phrase: 'errors:notFound' })
    return await sendPage(reply, 200, logPage(localeOf(request), log, await closingsOf(database, log.id)))
  })

  app.get<{ Params: { token: string } }>('/bien-nhan/:token', { config }, async (request, reply) => {
    await slowDown(request, reply)
    const { token } = request.params
    const own = readReceiptToken(keyring, token, clock.now())
    const receipt = own ? await makeReceipt(database, keyring, own) : undefined
    if (!receipt) return await sendPage(reply, 404, goneReceiptPage(localeOf(request)))
    return await sendPage(reply, 200, receiptPage(localeOf(request), receipt, token))
  })

  app.get<{ Params: { token: string } }>('/bien-nhan/:token/bien-nhan.json', { config }, async (request, reply) => {
    await slowDown(request, reply)
    const own = readReceiptToken(keyring, request.params.token, clock.now())
    const receipt = own ? await makeReceipt(database, keyring, own) : undefined
    if (!receipt || receipt === 'waiting') {
      throw new AppError('NOT_FOUND', 'no receipt behind this link', { phrase: 'receipts:page.gone' })
    }
    return await reply
      .type('application/json; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="bien-nhan-${receipt.code ?? 'nhip-cau'}.json"`)
      .header('X-Content-Type-Options', 'nosniff')
      .send(`${JSON.stringify(receipt, null, 2)}\n`)
  })
}
