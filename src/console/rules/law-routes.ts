import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { readPlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { recountDeadlines } from '../../residents/index.ts'
import { amendRule, listRules, switchRule } from '../../rules/index.ts'
import { actorOf } from '../actor-of.ts'
import { readDayField } from '../day-field.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { lawHome, lawPage, lawsPage } from './law-page.ts'

const config = { access: ['admin'] } as const
type WithKey = { Params: { key: string } }

/** What the law asks for: rules that administrators switch on once they have read the act, and amend when it changes. */
export const lawRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.get('/rules/laws', { config }, async (request, reply) =>
    sendPage(reply, lawsPage(door.view(request), await listRules(house.database))),
  )

  const show = async (
    request: FastifyRequest<WithKey>,
    reply: FastifyReply,
    form?: Form,
    faults: Faults = noFaults,
    status = 200,
  ): Promise<FastifyReply> => {
    const versions = (await listRules(house.database)).filter(({ key }) => key === request.params.key)
    const newest = versions.at(-1)
    if (!newest) throw new AppError('NOT_FOUND', 'no such rule')
    return await sendPage(reply, lawPage(door.view(request), { versions, newest, form, faults }), status)
  }

  app.get<WithKey>('/rules/laws/:key', { config }, async (request, reply) => await show(request, reply))

  app.post<WithKey>('/rules/laws/:key', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const input = {
        key: request.params.key,
        value: Number(textOf(form, 'value').trim() || Number.NaN),
        validFrom: readDayField(form, 'validFrom', 'conclusions:wrong.day'),
        source: textOf(form, 'source'),
        sourceDate:
          textOf(form, 'sourceDate').trim() === '' ? null : readDayField(form, 'sourceDate', 'conclusions:wrong.day'),
      }
      await act(house, actorOf(request), async (scope) => {
        await amendRule(scope, input)
        await recountDeadlines(scope)
      })
    })
    if (done.ok) return await goTo(reply, `${lawHome}/${request.params.key}`, 'saved')
    return await show(request, reply, form, done.faults, done.status)
  })

  app.post<WithKey>('/rules/laws/:key/switch', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const validFrom = readPlainDate(textOf(form, 'validFrom'))
    const isOn = textOf(form, 'on') === 'yes'
    const done = await attempt(door.view(request), async () => {
      const rule = (await listRules(house.database)).find(
        (one) => one.key === request.params.key && one.validFrom === validFrom,
      )
      if (!rule) throw new AppError('NOT_FOUND', 'no such rule', { phrase: 'errors:notFound' })
      const isRead = listOf(form, 'verified').includes('yes')
      if (isOn && rule.state === 'unverified' && !isRead) {
        throw new AppError('INVALID', 'an act that nobody has read', { phrase: 'rules:law.unread', field: 'verified' })
      }
      await act(house, actorOf(request), async (scope) => {
        const read = isOn && isRead ? { verified: true as const } : {}
        await switchRule(scope, { key: rule.key, validFrom: rule.validFrom, isOn, ...read })
        await recountDeadlines(scope)
      })
    })
    if (done.ok) return await goTo(reply, `${lawHome}/${request.params.key}`, 'saved')
    return await show(request, reply, undefined, done.faults, done.status)
  })
}
