import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { calendarFile, ticketPath } from '../attendance/index.ts'
import type { House } from '../database/index.ts'
import { asTold, findByNoticeCode, type Dialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import { checkCode } from './check-code.ts'
import { ticketPage } from './ticket-page.ts'

type Means = {
  readonly house: House
  readonly publicUrl: string | undefined
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

const config = { access: 'public' } as const

/** What somebody who comes takes along: the session for their calendar, and their ticket to show at the door. */
export const attendRoutes = (app: FastifyInstance, means: Means): void => {
  const { house, publicUrl, slowDown, localeOf, sendPage } = means

  /** As people were told of it; a draft is nobody's business. */
  const announced = async (code: string): Promise<Dialogue> => {
    const found = await findByNoticeCode(house.database, code)
    const session = found ? asTold(found) : null
    if (session) return session
    throw new AppError('NOT_FOUND', 'no notice of this code', { phrase: 'errors:notFound' })
  }

  app.get<{ Params: { code: string } }>('/verify/:code/calendar.ics', { config }, async (request, reply) => {
    await slowDown(request, reply)
    const session = await announced(request.params.code)
    const url = publicUrl === undefined ? undefined : `${publicUrl}/verify/${session.noticeCode}`
    return await reply
      .type('text/calendar; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="nhip-cau-${session.noticeCode}.ics"`)
      .send(calendarFile({ session, locale: localeOf(request), url }))
  })

  app.get<{ Params: { code: string; ticket: string } }>(
    '/verify/:code/ve/:ticket',
    { config },
    async (request, reply) => {
      await slowDown(request, reply)
      const { code, ticket } = request.params
      const checked = await checkCode(house, code)
      // Whether there is such a ticket is told at the door alone: the page draws what its own address says.
      if (!/^[1-9]\d{6}$/.test(ticket) || !checked.found || checked.kind !== 'notice') {
        throw new AppError('NOT_FOUND', 'no ticket of a notice', { phrase: 'errors:notFound' })
      }
      const address = `${publicUrl ?? ''}${ticketPath(code, ticket)}`
      return await sendPage(reply, 200, await ticketPage(localeOf(request), checked, { ticket, address }))
    },
  )
}
