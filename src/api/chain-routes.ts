import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'hono/html'
import { auditHead } from '../audit/index.ts'
import type { House } from '../database/index.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { page } from './verify-page.ts'

type Parts = {
  readonly house: House
  wantsJson(request: FastifyRequest): boolean
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

/** The head of the audit chain as a page: noted elsewhere, it proves later that nothing before it was touched. */
export const chainRoutes = (app: FastifyInstance, { house, wantsJson, localeOf, sendPage }: Parts): void => {
  app.get('/verify/chain', { config: { access: 'public' } }, async (request, reply) => {
    const head = await auditHead(house.database)
    if (wantsJson(request)) return await reply.send({ head: head ?? null })
    const locale = localeOf(request)
    const t = (key: Parameters<typeof phrase>[1], values = {}): string => phrase(locale, key, values)
    const body = head
      ? html`<p>${t('audit:headWhy')}</p>
          <dl>
            <dt>${t('audit:headSeq')}</dt>
            <dd>${head.seq}</dd>
            <dt>${t('audit:headHash')}</dt>
            <dd><code class="hash">${head.hash.replaceAll(/(.{8})(?=.)/g, '$1 ')}</code></dd>
            <dt>${t('audit:headAt')}</dt>
            <dd><time datetime="${head.at.toISOString()}">${head.at.toISOString()}</time></dd>
          </dl>
          <p>${t('audit:run', { command: 'nhip-cau audit verify --head …' })}</p>`
      : html`<p>${t('audit:headEmpty')}</p>`
    return await sendPage(reply, 200, page(locale, t('audit:headTitle'), body))
  })
}
