import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type House } from '../database/index.ts'
import {
  findFormByCode,
  firstFault,
  questionsOf,
  readContent,
  submitAnswer,
  takesAnswers,
  walk,
  wordsIn,
  type Form,
  type FormContent,
  type FormItem,
  type FormQuestion,
  type Value,
} from '../forms/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { formatCode } from '../kernel/codes.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { phrase, phraseOfError, type Locale } from '../phrases/index.ts'
import { unitsBelow } from '../units/index.ts'
import { endPage, questionsPage, reviewPage, type ReviewFields } from './form-page.ts'
import { readField, readState, stepBack, stretchOf, type FormState } from './form-state.ts'

type Means = {
  readonly house: House
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

const config = { access: 'public' } as const
// A whole hall comes by one address of one wireless network, and a form has several pages.
const pagesPerMinute = 600
const cookieName = 'nc_phieu'
const cookieDays = 183
const refusals: Readonly<Record<string, number>> = { INVALID: 422, PRECONDITION: 409, CONFLICT: 409 }

type Body = Readonly<Record<string, unknown>>

const textOf = (body: Body, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value.replaceAll('\0', '').slice(0, 300) : ''
}

/** The form by its code, without a script: some questions a page, everything that was answered in the page itself. */
export const formRoutes = (app: FastifyInstance, { house, localeOf, sendPage }: Means): void => {
  const { database } = house
  const count = app.createRateLimit({ max: pagesPerMinute, timeWindow: '1 minute' })
  const slowDown = async (request: FastifyRequest): Promise<void> => {
    const verdict = await count(request)
    if (!verdict.isAllowed && verdict.isExceeded)
      throw new AppError('LIMIT', 'too many from one address', { phrase: 'errors:tooMany' })
  }

  const formOf = async (code: string): Promise<Form> => {
    const form = /^\d{6}$/.test(code) ? await findFormByCode(database, code) : undefined
    if (form?.openVersion) return form
    throw new AppError('NOT_FOUND', 'no form of this code', { phrase: 'errors:notFound' })
  }

  const contentOf = async (form: Form, version: number): Promise<FormContent> => {
    const content = await readContent(database, form.id, version)
    if (content) return content
    throw new AppError('INTERNAL', `form ${form.id} has no version ${version}`)
  }

  /** Why nobody can answer here now; undefined when they can. */
  const closedTo = (locale: Locale, form: Form): string | undefined => {
    const now = house.clock.now()
    if (form.state === 'open' && now < form.opensAt) return phrase(locale, 'forms:cannot.notYet')
    if (!takesAnswers(form, now)) return phrase(locale, 'forms:cannot.closed')
    // Who answers these must be known, and a page knows nobody.
    if (form.naming === 'named' || form.audience === 'registered')
      return phrase(locale, 'form-web:onlyChat', { code: formatCode(form.code) })
    return undefined
  }

  const deviceOf = (request: FastifyRequest): string | undefined => {
    const value = request.cookies[cookieName]
    return value !== undefined && /^[\w-]{32}$/.test(value) ? value : undefined
  }

  const placesOf = async (form: Form): Promise<readonly { id: string; name: string }[]> =>
    form.audience === 'codes'
      ? []
      : (await unitsBelow(database, form.unitId, { on: vietnamDate(house.clock.now()) }))
          .filter((unit) => unit.level === 'group')
          .map((unit) => ({ id: unit.id, name: unit.fullName }))

  type Turn = {
    readonly locale: Locale
    readonly form: Form
    readonly content: FormContent
    readonly state: FormState
  }

  const fieldsOf = (body: Body): ReviewFields => ({
    place: textOf(body, 'place'),
    household: textOf(body, 'household'),
    slip: textOf(body, 'slip'),
  })

  const showState = async (
    reply: FastifyReply,
    turn: Turn,
    more: { readonly status?: number; readonly refused?: string; readonly fields?: ReviewFields } = {},
  ): Promise<FastifyReply> => {
    const { content, state, form } = turn
    const items = stretchOf(content, state)
    if (items.length > 0) return await sendPage(reply, more.status ?? 200, questionsPage(turn, items))
    const { passed } = walk(content, state.values)
    const places = await placesOf(form)
    const fields = more.fields ?? { place: '', household: '', slip: '' }
    const shown = { ...turn, passed, places, fields, refused: more.refused }
    return await sendPage(reply, more.status ?? 200, reviewPage(shown))
  }

  const takePage = async (reply: FastifyReply, turn: Turn, body: Body): Promise<FastifyReply> => {
    const { locale, content, state } = turn
    const items: readonly FormItem[] = stretchOf(content, state)
    const asked = items.filter((item): item is FormQuestion => item.kind !== 'note')
    const typed: Record<string, Value> = Object.fromEntries(asked.map((item) => [item.id, readField(item, body)]))
    // Voices and photos are sent in the chat; here they are passed over, even where they are wanted.
    const wrong = firstFault(
      asked.filter((item) => item.kind !== 'voice' && item.kind !== 'photo'),
      typed,
    )
    if (wrong) {
      const { why, ...values } = wrong.fault
      const fault = { item: wrong.item.id, words: phrase(locale, `forms:answer.${why}`, values) }
      return await sendPage(reply, 422, questionsPage({ ...turn, fault, typed, raw: body }, items))
    }
    const next: FormState = {
      ...state,
      steps: [...state.steps, asked.map((item) => item.id)],
      values: { ...state.values, ...typed },
    }
    return await showState(reply, { ...turn, state: next })
  }

  const send = async (request: FastifyRequest, reply: FastifyReply, turn: Turn, body: Body): Promise<FastifyReply> => {
    const { locale, form, content, state } = turn
    const fields = fieldsOf(body)
    const title = wordsIn(locale, content.title)
    const device = deviceOf(request)
    try {
      const { code, isAside } = await act(
        house,
        systemActor('form-page'),
        async (scope) =>
          await submitAnswer(scope, {
            formId: form.id,
            version: state.version,
            values: state.values,
            source: form.isLive ? 'hall' : 'web',
            placeId: fields.place === '' ? null : fields.place,
            household: fields.household,
            ...(form.audience === 'codes' ? { slip: fields.slip } : device === undefined ? {} : { device }),
          }),
      )
      const told = { words: phrase(locale, 'form-web:sent'), isGood: true, code: formatCode(code), isAside }
      return await sendPage(reply, 200, endPage(locale, title, told))
    } catch (error) {
      const status = isAppError(error) ? refusals[error.code] : undefined
      if (!isAppError(error) || status === undefined) throw error
      const words = phraseOfError(locale, error.phrase, error.values)
      const isOver = error.phrase === 'forms:cannot.closed' || error.phrase === 'forms:cannot.answered'
      if (isOver) return await sendPage(reply, status, endPage(locale, title, { words, isGood: false }))
      return await showState(reply, turn, { status, refused: words, fields })
    }
  }

  type WithCode = { Params: { code: string } }
  app.get<WithCode>('/phieu/:code', { config }, async (request, reply) => {
    await slowDown(request)
    const locale = localeOf(request)
    const form = await formOf(request.params.code)
    const version = form.openVersion ?? 1
    const content = await contentOf(form, version)
    const closed = closedTo(locale, form)
    if (closed !== undefined) {
      return await sendPage(
        reply,
        200,
        endPage(locale, wordsIn(locale, content.title), { words: closed, isGood: false }),
      )
    }
    if (deviceOf(request) === undefined && form.audience !== 'codes') {
      reply.setCookie(cookieName, randomBytes(24).toString('base64url'), {
        path: '/phieu',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: cookieDays * 86_400,
      })
    }
    return await showState(reply, { locale, form, content, state: readState(undefined, version) })
  })

  app.post<WithCode & { Body: unknown }>('/phieu/:code', { config }, async (request, reply) => {
    await slowDown(request)
    const locale = localeOf(request)
    const form = await formOf(request.params.code)
    const body = (request.body ?? {}) as Body
    const state = readState(body['state'], form.openVersion ?? 1)
    const content = await contentOf(form, state.version)
    const closed = closedTo(locale, form)
    if (closed !== undefined) {
      return await sendPage(
        reply,
        409,
        endPage(locale, wordsIn(locale, content.title), { words: closed, isGood: false }),
      )
    }
    const turn = { locale, form, content, state }
    if (body['act'] === 'back') return await showState(reply, { ...turn, state: stepBack(state) })
    if (body['act'] === 'send' && stretchOf(content, state).length === 0) return await send(request, reply, turn, body)
    if (questionsOf(content).length > 0 && stretchOf(content, state).length > 0)
      return await takePage(reply, turn, body)
    return await showState(reply, turn)
  })
}
