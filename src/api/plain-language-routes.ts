import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'hono/html'
import { knownAbbreviations, sentenceMax } from '../kernel/vietnamese/plain-language.ts'
import { plainTerms } from '../kernel/vietnamese/plain-terms.ts'
import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'
import { page } from './verify-page.ts'

type Parts = {
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

/** The rule by which answers and notices are looked at while they are written, for everybody to read. */
export const plainLanguageRoutes = (app: FastifyInstance, { localeOf, sendPage }: Parts): void => {
  app.get('/cach-viet', { config: { access: 'public' } }, async (request, reply) => {
    const locale = localeOf(request)
    const t = (key: PhraseKey, values = {}): string => phrase(locale, key, values)
    const body = html`<p>${t('plain-language:lead')}</p>
      <ol>
        <li>${t('plain-language:rule.long', { count: sentenceMax })}</li>
        <li>${t('plain-language:rule.abbreviation', { list: knownAbbreviations.join(', ') })}</li>
        <li>
          ${t('plain-language:rule.terms')}
          <table>
            <thead>
              <tr>
                <th scope="col">${t('plain-language:rule.term')}</th>
                <th scope="col">${t('plain-language:rule.instead')}</th>
              </tr>
            </thead>
            <tbody lang="vi">
              ${plainTerms.map(
                ([term, instead]) =>
                  html`<tr>
                    <td>${term}</td>
                    <td>${instead}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </li>
      </ol>`
    return await sendPage(reply, 200, page(locale, t('plain-language:title'), body))
  })
}
