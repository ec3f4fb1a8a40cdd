import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../database/index.ts'
import { makeOfficialDocument } from '../documents/index.ts'
import {
  handoverPaper,
  openHandoverLink,
  readDossier,
  receiveByLink,
  returnByLink,
  zipDossier,
  type LinkedParty,
} from '../handover/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import { phraseOfError, type Locale } from '../phrases/index.ts'
import { findUnit } from '../units/index.ts'
import { handoverDonePage, handoverLinkPage } from './handover-page.ts'

type Parts = {
  readonly house: House
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

type WithToken = { Params: { token: string }; Body: unknown }
const config = { access: 'public' } as const
const statuses: Readonly<Record<string, number>> = { INVALID: 422, PRECONDITION: 409 }
const fields = ['name', 'post', 'reason', 'competentBody', 'words'] as const

const typedIn = (body: unknown): Record<(typeof fields)[number], string> => {
  const given = (body ?? {}) as Record<string, unknown>
  const textOf = (name: string): string => (typeof given[name] === 'string' ? given[name].replaceAll('\0', '') : '')
  return Object.fromEntries(fields.map((name) => [name, textOf(name)])) as Record<(typeof fields)[number], string>
}

/** A handover for who has no account, under a link that is spent by what its holder says. */
export const handoverPageRoutes = (app: FastifyInstance, { house, slowDown, localeOf, sendPage }: Parts): void => {
  const { database, keyring } = house

  const linked = async (request: FastifyRequest<WithToken>, reply: FastifyReply): Promise<LinkedParty> => {
    const found = await openHandoverLink(house, request.params.token)
    if (found) return found
    await slowDown(request, reply)
    throw new AppError('NOT_FOUND', 'no such link', { phrase: 'handover:link.gone' })
  }

  const dossierOf = async ({ handover }: LinkedParty) => {
    const found = await readDossier(database, keyring, handover.id)
    if (!found) throw new AppError('INTERNAL', 'a handover was sent without a dossier')
    return found
  }

  app.get<WithToken>('/chuyen/:token', { config }, async (request, reply) => {
    const found = await linked(request, reply)
    const { digest } = await dossierOf(found)
    const { token } = request.params
    const page = handoverLinkPage(localeOf(request), { ...found, token, digest, typed: {}, fault: undefined })
    return await sendPage(reply, 200, page)
  })

  app.get<WithToken>('/chuyen/:token/ho-so.zip', { config }, async (request, reply) => {
    const found = await linked(request, reply)
    const { handover } = found
    const frozen = await dossierOf(found)
    const above = handover.unitPath.at(-2)
    const unit = above === undefined ? undefined : await findUnit(database, above)
    const at = handover.sentAt ?? handover.createdAt
    const superior = unit && unit.level !== 'country' ? unit.fullName : null
    const official = handoverPaper(handover, frozen, { superior, dated: vietnamDate(at) })
    return await reply
      .type('application/zip')
      .header('Content-Disposition', 'attachment; filename="ho-so-chuyen.zip"')
      .send(Buffer.from(zipDossier({ ...frozen, note: await makeOfficialDocument(official, at) })))
  })

  const say = (
    path: string,
    said: 'received' | 'returned',
    work: (token: string, typed: ReturnType<typeof typedIn>) => Promise<void>,
  ) =>
    app.post<WithToken>(`/chuyen/:token/${path}`, { config }, async (request, reply) => {
      const found = await linked(request, reply)
      const { token } = request.params
      const typed = typedIn(request.body)
      const locale = localeOf(request)
      try {
        await work(token, typed)
      } catch (error) {
        const status = isAppError(error) ? statuses[error.code] : undefined
        if (!isAppError(error) || status === undefined) throw error
        const sentence = phraseOfError(locale, error.phrase, error.values)
        const { digest } = await dossierOf(found)
        const fault = { field: error.field ?? '', sentence }
        return await sendPage(reply, status, handoverLinkPage(locale, { ...found, token, digest, typed, fault }))
      }
      return await sendPage(reply, 200, handoverDonePage(locale, said))
    })

  say('da-nhan', 'received', async (token, { name, post }) => await receiveByLink(house, token, { name, post }))
  say('tra-lai', 'returned', async (token, { reason, competentBody, words }) => {
    await returnByLink(house, token, { reason, competentBody, words })
  })
}
