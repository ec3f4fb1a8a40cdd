import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { readPlainDate, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import {
  askAuthor,
  askIdentity,
  mayReadOriginal,
  possibleReaders,
  readPrivacy,
  readQuestion,
  releaseFile,
  seeIdentity,
  transcriptsOf,
} from '../../questions/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { saveTranscript } from '../voice/save-transcript.ts'
import type { VoiceTyped } from '../voice/voice-part.ts'
import { disclosurePage } from './disclosure-page.ts'
import { opinionPage } from './opinion-page.ts'

const work = { access: ['front_officer'] } as const
type WithId = { Params: { id: string } }
type WithFile = { Params: { id: string; file: string } }

/** One opinion with all that belongs to it, and the identity of its author for those who may know it. */
export const privacyRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring } = house

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    sent: { readonly form: Form; readonly faults: Faults; readonly status: number; readonly voice?: VoiceTyped } = {
      form: {},
      faults: noFaults,
      status: 200,
    },
  ): Promise<FastifyReply> => {
    const reader = actorOf(request)
    const question = isId(id) ? await readQuestion(database, keyring, { id, reader }) : undefined
    if (!question) throw new AppError('NOT_FOUND', 'no such opinion', { phrase: 'errors:notFound' })
    const privacy = await readPrivacy(database, keyring, { id, reader })
    if (!privacy) throw new AppError('FORBIDDEN', 'an opinion of another unit', { phrase: 'errors:forbidden' })
    const unit = await findUnit(database, question.unitId)
    const path = unit?.path ?? [question.unitId]
    const mayWork = mayReadOriginal(reader, path)
    const state = {
      question,
      privacy,
      mayWork,
      readers: mayWork ? await possibleReaders(database, path) : [],
      officerId: reader.officerId,
      form: sent.form,
      faults: sent.faults,
      today: vietnamDate(house.clock.now()),
      transcripts: mayWork ? await transcriptsOf(database, keyring, id) : [],
      voice: sent.voice ?? null,
    }
    return await sendPage(reply, opinionPage(door.view(request), state), sent.status)
  }

  app.get<WithId>(
    '/opinions/:id',
    { config: { access: readers } },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  app.post<WithId>('/opinions/:id/ask', { config: work }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const input = { opinionId: id, question: textOf(form, 'question') }
      await act(house, actorOf(request), async (scope) => await askAuthor(scope, input))
    })
    if (!done.ok) return await show(request, reply, id, { form: { ...form, what: 'ask' }, ...done })
    return await goTo(reply, `/console/opinions/${id}#asks`, 'asked')
  })

  app.post<WithId>('/opinions/:id/identity', { config: work }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const until = textOf(form, 'until').trim()
    const done = await attempt(door.view(request), async () => {
      const input = {
        opinionId: id,
        purpose: textOf(form, 'purpose'),
        readers: listOf(form, 'readers').filter(isId),
        // An unreadable day is one before all others, and refused as such.
        until: readPlainDate(until) ?? parseDateVi(until, vietnamDate(house.clock.now())) ?? '0001-01-01',
      }
      await act(house, actorOf(request), async (scope) => await askIdentity(scope, input))
    })
    if (!done.ok) return await show(request, reply, id, { form: { ...form, what: 'identity' }, ...done })
    return await goTo(reply, `/console/opinions/${id}#identity`, 'identityAsked')
  })

  app.post<WithFile>('/opinions/:id/files/:file/release', { config: work }, async (request, reply) => {
    const { id, file } = request.params
    const isReleased = textOf(asForm(request.body), 'release') !== 'no'
    const input = { opinionId: id, attachmentId: file, isReleased }
    await act(house, actorOf(request), async (scope) => await releaseFile(scope, input))
    return await goTo(reply, `/console/opinions/${id}#files`, isReleased ? 'fileOpened' : 'fileClosed')
  })

  app.post<WithFile>('/opinions/:id/voices/:file', { config: work }, async (request, reply) => {
    const { id, file } = request.params
    const saved = await saveTranscript(door, request, { opinionId: id, fileId: file })
    if (saved.ok) return await goTo(reply, `/console/opinions/${id}#files`, 'saved')
    return await show(request, reply, id, { form: {}, faults: noFaults, status: saved.status, voice: saved.typed })
  })

  app.get<WithId>('/disclosures/:id', { config: { access: [...readers, 'responder'] } }, async (request, reply) => {
    const seen = await act(house, actorOf(request), async (scope) => await seeIdentity(scope, request.params.id))
    return await sendPage(reply, disclosurePage(door.view(request), seen))
  })
}
