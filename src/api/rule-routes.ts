import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'hono/html'
import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'
import { handInsMax, refusalReasons } from '../questions/index.ts'
import { page } from './verify-page.ts'

type Parts = {
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

/** What is taken in and what is not, for everybody to read: the same list from which officers choose. */
export const ruleRoutes = (app: FastifyInstance, { localeOf, sendPage }: Parts): void => {
  app.get('/quy-tac', { config: { access: 'public' } }, async (request, reply) => {
    const locale = localeOf(request)
    const t = (key: PhraseKey, values = {}): string => phrase(locale, key, values)
    const body = html`<p>${t('triage:rule.lead')}</p>
      <p>${t('triage:rule.criticism')}</p>
      <h2>${t('triage:rule.reasons')}</h2>
      <ol>
        ${refusalReasons.map((why) => html`<li><strong>${t(`triage:why.${why}`)}.</strong> ${t(`triage:whyLong.${why}`)}</li>`)}
      </ol>
      <p>${t('triage:rule.kept')}</p>
      <h2>${t('triage:rule.heldTitle')}</h2>
      <p>${t('triage:rule.held', { max: handInsMax })}</p>
      <h2>${t('triage:rule.contestTitle')}</h2>
      <p>${t('triage:rule.contest')}</p>`
    return await sendPage(reply, 200, page(locale, t('triage:rule.title'), body))
  })
}
