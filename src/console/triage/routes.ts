import { createDatabaseStorage } from '../../attachments/index.ts'
import { act } from '../../database/index.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import {
  keepOpinion,
  mergeItems,
  muteAuthor,
  noteLook,
  refuseOpinion,
  refusalReasons,
  removeIdentityPhoto,
  undoTriage,
  type RefusalReason,
} from '../../questions/index.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { headFormOf, readHeadForm } from '../items/head-form.ts'
import {
  queuePath,
  queueQueryIn,
  queueQueryOf,
  refusalFormOf,
  type QueueQuery,
  type TriageForm,
} from './form-values.ts'
import { contestRoutes } from './contest-routes.ts'
import { saveTranscript } from '../voice/save-transcript.ts'
import { loadTriage } from './load.ts'
import { triagePage } from './page.ts'
import type { LastAct } from './state.ts'
import { topicRoutes } from './topic-routes.ts'

const config = { access: ['front_officer'] } as const
type WithId = { Params: { id: string } }
type WithFile = { Params: { id: string; file: string } }
const saidKeys = ['undone', 'muted', 'photoRemoved', 'saved', 'asked'] as const

const versionIn = (form: Form): number => {
  const version = Number(textOf(form, 'version'))
  if (Number.isInteger(version) && version > 0) return version
  throw new AppError('INVALID', 'a form without a version', { phrase: 'questions:refused.changedMeanwhile' })
}

const lastActOf = (request: FastifyRequest): LastAct | null => {
  const done = (['kept', 'joined', 'refused'] as const).find((one) => one === queryOf(request, 'did'))
  const opinionId = queryOf(request, 'last')
  if (!done || !isId(opinionId)) return null
  const number = Number(queryOf(request, 'number'))
  const batchId = queryOf(request, 'batch')
  return { done, opinionId, number: number > 0 ? number : null, batchId: isId(batchId) ? batchId : null }
}

/** One opinion after the other: decided by keys, told what was done, undone by another key. */
export const triageRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)
  contestRoutes(app, door)
  topicRoutes(app, door)

  app.get('/triage', { config }, async (request, reply) => {
    const said = saidKeys.find((key) => key === queryOf(request, 'said'))
    const asked = queryOf(request, 'id')
    const state = await loadTriage(door, request, queueQueryOf(request), isId(asked) ? { id: asked } : {})
    const view = door.view(request)
    if (state.open) {
      const opinionId = state.open.opinion.id
      await act(house, actorOf(request), async (scope) => await noteLook(scope, { opinionId }))
    }
    const page = {
      ...state,
      last: lastActOf(request),
      said: said ? view.t(`triage:done.${said}`) : null,
      faults: noFaults,
    }
    return await sendPage(reply, triagePage(view, page))
  })

  /** The same opinion again with what was typed, and what is wrong with it. */
  const again = async (
    request: FastifyRequest,
    reply: FastifyReply,
    query: QueueQuery,
    given: {
      readonly id: string
      readonly form?: Partial<TriageForm>
      readonly faults: Faults
      readonly status: number
    },
  ): Promise<FastifyReply> => {
    const state = await loadTriage(door, request, query, { id: given.id, ...(given.form ? { form: given.form } : {}) })
    return await sendPage(reply, triagePage(door.view(request), { ...state, faults: given.faults }), given.status)
  }

  app.post<WithId>('/triage/:id', { config }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const query = queueQueryIn(form)
    const head = headFormOf(form)
    const [same = '', sameVersion = ''] = textOf(form, 'same').split('.')
    const done = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => {
          const kept = await keepOpinion(scope, { opinionId: id, version: versionIn(form), ...readHeadForm(head) })
          if (!isId(same)) return { ...kept, batchId: null }
          const { batchId } = await mergeItems(scope, {
            intoItemId: same,
            itemIds: [kept.itemId],
            versions: { [same]: Number(sameVersion) },
          })
          return { ...kept, batchId }
        }),
    )
    if (!done.ok) return await again(request, reply, query, { id, form: head, ...done })
    const { batchId, number } = done.value
    const more = batchId === null ? { did: 'kept', number: String(number) } : { did: 'joined', batch: batchId }
    return await goTo(reply, queuePath(query, { ...more, last: id }))
  })

  app.post<WithId>('/triage/:id/refuse', { config }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const query = queueQueryIn(form)
    const refusal = refusalFormOf(form)
    const done = await attempt(door.view(request), async () => {
      const why = refusalReasons.find((one) => one === refusal.why)
      await act(house, actorOf(request), async (scope) => {
        const input = { opinionId: id, version: versionIn(form), words: refusal.words }
        await refuseOpinion(scope, { ...input, why: why ?? ('' as RefusalReason) })
      })
    })
    if (!done.ok) return await again(request, reply, query, { id, form: refusal, ...done })
    return await goTo(reply, queuePath(query, { did: 'refused', last: id }))
  })

  app.post<WithId>('/triage/:id/undo', { config }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const query = queueQueryIn(form)
    const batchId = textOf(form, 'batch')
    const done = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await undoTriage(scope, { opinionId: id, ...(isId(batchId) ? { batchId } : {}) }),
        ),
    )
    if (done.ok) return await goTo(reply, queuePath(query, { said: 'undone', id }))
    const state = await loadTriage(door, request, query, {})
    return await sendPage(reply, triagePage(door.view(request), { ...state, faults: done.faults }), done.status)
  })

  app.post<WithId>('/triage/:id/mute', { config }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const query = queueQueryIn(form)
    const days = textOf(form, 'days').trim()
    const why = textOf(form, 'muteWhy') === 'insults' ? 'insults' : 'spam'
    const done = await attempt(door.view(request), async () => {
      const input = { opinionId: id, why, days: /^\d{1,3}$/.test(days) ? Number(days) : Number.NaN } as const
      await act(house, actorOf(request), async (scope) => await muteAuthor(scope, input))
    })
    if (!done.ok) return await again(request, reply, query, { id, ...done })
    return await goTo(reply, queuePath(query, { said: 'muted', id }))
  })

  app.post<WithFile>('/triage/:id/voices/:file', { config }, async (request, reply) => {
    const { id, file } = request.params
    const query = queueQueryIn(asForm(request.body))
    const saved = await saveTranscript(door, request, { opinionId: id, fileId: file })
    if (saved.ok) return await goTo(reply, queuePath(query, { said: 'saved', id }))
    const state = await loadTriage(door, request, query, { id, form: {} })
    return await sendPage(reply, triagePage(door.view(request), { ...state, voice: saved.typed }), saved.status)
  })

  app.post<WithFile>('/triage/:id/files/:file/identity', { config }, async (request, reply) => {
    const { id, file } = request.params
    const query = queueQueryIn(asForm(request.body))
    const input = { opinionId: id, attachmentId: file }
    if (!isId(file)) throw new AppError('NOT_FOUND', 'no such file')
    await act(house, actorOf(request), async (scope) => await removeIdentityPhoto(scope, storage, input))
    return await goTo(reply, queuePath(query, { said: 'photoRemoved', id }))
  })
}
