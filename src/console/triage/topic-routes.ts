import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { addTopic, editTopic, findTopic, retireTopic, topicsToEdit, type OpinionTopic } from '../../questions/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { holdsAny } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import { topicFieldsIn, topicFieldsOf, topicPage, topicsPage, type TopicFields } from './topics-page.ts'

const config = { access: ['front_officer'] } as const
type WithId = { Params: { id: string } }

const inForm = (fields: TopicFields) => ({
  nameVi: fields.nameVi,
  nameEn: fields.nameEn,
  words: fields.words.split('\n'),
  isSensitive: fields.isSensitive,
  position: /^\d{1,3}$/.test(fields.position.trim()) ? Number(fields.position) : Number.NaN,
})

/** The topics by which opinions are sorted: the standard ones, and those of an officer's own units. */
export const topicRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const whose = async (request: FastifyRequest) => {
    const units = await ownUnits(house, signedInOf(request), ['front_officer'])
    return {
      units: units.map((unit) => ({ id: unit.id, label: unit.fullName })),
      isAdmin: holdsAny(signedInOf(request), ['admin']),
    }
  }

  app.get('/topics', { config }, async (request, reply) => {
    const { units, isAdmin } = await whose(request)
    const topics = await topicsToEdit(
      house.database,
      units.map((unit) => unit.id),
    )
    const said = (['saved', 'retired'] as const).find((one) => one === queryOf(request, 'said')) ?? null
    return await sendPage(reply, topicsPage(door.view(request), { topics, units, isAdmin, said }))
  })

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: { topic: OpinionTopic | undefined; fields: TopicFields; faults: Faults; status: number },
  ) => {
    const page = topicPage(door.view(request), { ...given, ...(await whose(request)) })
    return await sendPage(reply, page, given.status)
  }

  app.get('/topics/new', { config }, async (request, reply) => {
    const { units } = await whose(request)
    const fields = {
      nameVi: '',
      nameEn: '',
      words: '',
      position: '100',
      isSensitive: false,
      unitId: units[0]?.id ?? '',
    }
    return await show(request, reply, { topic: undefined, fields, faults: noFaults, status: 200 })
  })

  app.post('/topics/new', { config }, async (request, reply) => {
    const fields = topicFieldsIn(asForm(request.body))
    const unitId = fields.unitId === '' ? null : fields.unitId
    const done = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => await addTopic(scope, { ...inForm(fields), unitId })),
    )
    if (!done.ok) return await show(request, reply, { topic: undefined, fields, ...done })
    return await goTo(reply, '/console/topics?said=saved')
  })

  const findOwn = async (request: FastifyRequest, id: string): Promise<OpinionTopic> => {
    const topic = isId(id) ? await findTopic(house.database, id) : undefined
    if (!topic) throw new AppError('NOT_FOUND', 'no such topic')
    const { units, isAdmin } = await whose(request)
    const isTheirs = isAdmin || units.some((unit) => unit.id === topic.unitId)
    if (!isTheirs) throw new AppError('FORBIDDEN', 'a topic of another unit')
    return topic
  }
  const versionIn = (form: Form): number => Number(textOf(form, 'version'))

  app.get<WithId>('/topics/:id', { config }, async (request, reply) => {
    const topic = await findOwn(request, request.params.id)
    return await show(request, reply, { topic, fields: topicFieldsOf(topic), faults: noFaults, status: 200 })
  })

  app.post<WithId>('/topics/:id', { config }, async (request, reply) => {
    const topicId = (await findOwn(request, request.params.id)).id
    const form = asForm(request.body)
    const fields = topicFieldsIn(form)
    const input = { ...inForm(fields), topicId, version: versionIn(form) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await editTopic(scope, input)),
    )
    if (done.ok) return await goTo(reply, '/console/topics?said=saved')
    return await show(request, reply, { topic: await findOwn(request, topicId), fields, ...done })
  })

  app.post<WithId>('/topics/:id/retire', { config }, async (request, reply) => {
    const topic = await findOwn(request, request.params.id)
    const form = asForm(request.body)
    const isRetired = textOf(form, 'retired') === 'yes'
    const input = { topicId: topic.id, version: versionIn(form), isRetired }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await retireTopic(scope, input)),
    )
    if (done.ok) return await goTo(reply, `/console/topics?said=${isRetired ? 'retired' : 'saved'}`)
    return await show(request, reply, { topic, fields: topicFieldsOf(topic), ...done })
  })
}
