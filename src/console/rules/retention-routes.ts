import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames } from '../../officers/index.ts'
import { findRetention, isRetentionKind, lastRetentionRuns, retentionRules, setRetention } from '../../rules/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { retentionHome, retentionPage, retentionRulePage } from './retention-page.ts'

const config = { access: ['admin'] } as const
type WithKind = { Params: { kind: string } }

const wholeNumber = (text: string): number => {
  const plain = text.trim().replaceAll(/[\s.](?=\d{3}(?:\D|$))/g, '')
  return /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN
}

/** How long each kind of record is kept, set by administrators within the bounds of the house. */
export const retentionRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.get('/rules/retention', { config }, async (request, reply) => {
    const { database } = house
    const page = retentionPage(door.view(request), await retentionRules(database), await lastRetentionRuns(database))
    return await sendPage(reply, page)
  })

  const kindOf = (request: FastifyRequest<WithKind>) => {
    const { kind } = request.params
    if (isRetentionKind(kind)) return kind
    throw new AppError('NOT_FOUND', 'no such kind of record')
  }

  const show = async (
    request: FastifyRequest<WithKind>,
    reply: FastifyReply,
    form?: Form,
    faults: Faults = noFaults,
    status = 200,
  ): Promise<FastifyReply> => {
    const kind = kindOf(request)
    const rule = await findRetention(house.database, kind)
    if (!rule) throw new AppError('NOT_FOUND', 'no such kind of record')
    const names = await officerNames(house.database, rule.changedBy === null ? [] : [rule.changedBy])
    const run = (await lastRetentionRuns(house.database)).get(kind)
    return await sendPage(reply, retentionRulePage(door.view(request), { rule, run, names, form, faults }), status)
  }

  app.get<WithKind>('/rules/retention/:kind', { config }, async (request, reply) => await show(request, reply))

  app.post<WithKind>('/rules/retention/:kind', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const input = {
      kind: kindOf(request),
      version: wholeNumber(textOf(form, 'version')) || 0,
      days: wholeNumber(textOf(form, 'days')),
      source: textOf(form, 'source'),
      isVerified: listOf(form, 'verified').includes('yes'),
      isOn: listOf(form, 'on').includes('yes'),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await setRetention(scope, input)),
    )
    if (done.ok) return await goTo(reply, retentionHome, 'saved')
    return await show(request, reply, form, done.faults, done.status)
  })
}
