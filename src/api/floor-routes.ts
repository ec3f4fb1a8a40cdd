import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type House } from '../database/index.ts'
import { findByNoticeCode, type Dialogue } from '../dialogues/index.ts'
import { askFromFloor, floorWordsMax, readHall, readOwnFloorQuestion } from '../hall/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { phraseOfError, type Locale } from '../phrases/index.ts'
import { askPage, sentPage } from './floor-page.ts'

type Means = {
  readonly house: House
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

const config = { access: 'public' } as const
// A whole hall comes by one address of one wireless network.
const asksPerMinute = 300
const statuses: Readonly<Record<string, number>> = { INVALID: 422, PRECONDITION: 409, LIMIT: 429 }

/** Questions from the hall by the QR code on the wall: one field, no script, nothing kept of who asks. */
export const floorRoutes = (app: FastifyInstance, { house, localeOf, sendPage }: Means): void => {
  const count = app.createRateLimit({ max: asksPerMinute, timeWindow: '1 minute' })
  const slowDown = async (request: FastifyRequest): Promise<void> => {
    const verdict = await count(request)
    if (!verdict.isAllowed && verdict.isExceeded)
      throw new AppError('LIMIT', 'too many from one address', { phrase: 'errors:tooMany' })
  }

  const announced = async (code: string): Promise<Dialogue> => {
    const found = /^\d{6}$/.test(code) ? await findByNoticeCode(house.database, code) : undefined
    if (found && found.state !== 'draft') return found
    throw new AppError('NOT_FOUND', 'no session of this code', { phrase: 'errors:notFound' })
  }

  type WithCode = { Params: { code: string } }
  app.get<WithCode>('/verify/:code/hoi', { config }, async (request, reply) => {
    await slowDown(request)
    const dialogue = await announced(request.params.code)
    const hall = await readHall(house.database, dialogue.id)
    const isOpen = hall?.isFloorOpen === true && hall.closedAt === null
    const page = askPage(localeOf(request), { dialogue, isOpen, id: newId(), words: '', fault: undefined })
    return await sendPage(reply, 200, page)
  })

  app.post<WithCode & { Body: unknown }>('/verify/:code/hoi', { config }, async (request, reply) => {
    await slowDown(request)
    const dialogue = await announced(request.params.code)
    const body = (request.body ?? {}) as Record<string, unknown>
    const words = typeof body['words'] === 'string' ? body['words'].replaceAll('\0', '') : ''
    const id = typeof body['id'] === 'string' && isId(body['id']) ? body['id'] : newId()
    try {
      await act(
        house,
        systemActor('floor'),
        async (scope) => await askFromFloor(scope, { dialogueId: dialogue.id, id, words }),
      )
    } catch (error) {
      const status = isAppError(error) ? statuses[error.code] : undefined
      if (!isAppError(error) || status === undefined) throw error
      const fault = phraseOfError(localeOf(request), error.phrase, error.values)
      const page = askPage(localeOf(request), {
        dialogue,
        isOpen: true,
        id,
        words: words.slice(0, floorWordsMax * 2),
        fault,
      })
      return await sendPage(reply, status, page)
    }
    return await reply.redirect(`/verify/${dialogue.noticeCode}/hoi/${id}`, 303)
  })

  app.get<{ Params: { code: string; id: string } }>('/verify/:code/hoi/:id', { config }, async (request, reply) => {
    await slowDown(request)
    const dialogue = await announced(request.params.code)
    const { id } = request.params
    const own = isId(id)
      ? await readOwnFloorQuestion(house.database, house.keyring, { dialogueId: dialogue.id, id })
      : undefined
    if (!own) throw new AppError('NOT_FOUND', 'no such question', { phrase: 'errors:notFound' })
    return await sendPage(reply, 200, sentPage(localeOf(request), { dialogue, id, ...own }))
  })
}
