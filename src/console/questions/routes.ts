import { createDatabaseStorage, readAttachment, readPlayable, servingHeaders } from '../../attachments/index.ts'
import { act } from '../../database/index.ts'
import { listDialogues, type PlannedShares } from '../../dialogues/index.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { balanceOf, countQuestions, listQuestions, readQuestion, releaseHeld } from '../../questions/index.ts'
import { savedFilters } from '../../overview/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, goTo, sendPage, textOf } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { chosenQuestions, readQuestionFilter } from './chosen-questions.ts'
import { entryRoutes } from './entry-routes.ts'
import { livePart, questionsPage, seenMark, type QuestionsState } from './pages.ts'

const config = { access: readers } as const
type WithId = { Params: { id: string } }
type WithFile = { Params: { id: string; file: string } }

/** Questions and opinions as they come in: read live, by session or by unit. */
export const questionRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)

  const load = async (request: FastifyRequest): Promise<QuestionsState> => {
    const unitIds = readableUnits(signedInOf(request), readers)
    const { items: dialogues } = await listDialogues(house.database, {
      unitIds,
      states: ['announced', 'held', 'concluded'],
      limit: 30,
    })
    const units = await Promise.all(unitIds.map(async (id) => await findUnit(house.database, id)))
    const choice = await chosenQuestions(door, request, dialogues[0])
    // A unit below one's own, come to from a figure.
    const shown =
      choice && 'unitPath' in choice.of ? await findUnit(house.database, choice.of.unitPath.at(-1) ?? '') : undefined
    const own = units.filter((unit) => unit !== undefined)
    const base = { dialogues, units: shown && !own.some(({ id }) => id === shown.id) ? [...own, shown] : own }
    const filter = readQuestionFilter(request)
    const { opinionClass, triage, held: isHeld = false } = filter
    const cursor = queryOf(request, 'after')
    const query = { asked: queryOf(request, 'dialogue'), opinionClass, triage, isHeld, cursor }
    const filters = await savedFilters(house.database, signedInOf(request).actor.officerId)
    const planned: PlannedShares = choice?.dialogue?.plannedShares ?? {}
    if (!choice)
      return {
        ...base,
        filters,
        query,
        planned,
        questions: { items: [], nextCursor: null },
        counts: undefined,
        balance: undefined,
      }
    const reader = actorOf(request)
    const page = { ...choice.of, reader, filter, ...(cursor === '' ? {} : { cursor }) }
    return {
      ...base,
      filters,
      query: { ...query, asked: choice.dialogue?.id ?? query.asked },
      planned,
      questions: await listQuestions(house.database, house.keyring, page),
      counts: await countQuestions(house.database, choice.of),
      balance: choice.dialogue && (await balanceOf(house.database, choice.dialogue.id)),
    }
  }

  app.get(
    '/questions',
    { config },
    async (request, reply) => await sendPage(reply, questionsPage(door.view(request), await load(request))),
  )

  app.get('/questions/live', { config }, async (request, reply) => {
    const state = await load(request)
    // Nothing new: the page stays as it is, with what the reader has selected and opened.
    if (queryOf(request, 'seen') === seenMark(state)) return await reply.code(204).send()
    return await sendPage(reply, livePart(door.view(request), state))
  })

  const mayRead = async (request: FastifyRequest, id: string, file: string): Promise<void> => {
    const reader = actorOf(request)
    const question = isId(id) ? await readQuestion(house.database, house.keyring, { id, reader }) : undefined
    const found = question?.files.find((one) => one.id === file)
    if (!question || !found) throw new AppError('NOT_FOUND', 'no such file')
    if (question.wordings === null) throw new AppError('FORBIDDEN', 'a file of another unit')
    if (!found.isReadable) {
      throw new AppError('FORBIDDEN', 'a file that no officer has released', { phrase: 'privacy:file.closed' })
    }
  }

  const serve = async (reply: FastifyReply, file: Awaited<ReturnType<typeof readAttachment>>) => {
    if (!file) throw new AppError('NOT_FOUND', 'the file is not there')
    return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
  }

  app.get<WithFile>('/questions/:id/files/:file', { config }, async (request, reply) => {
    const { id, file } = request.params
    await mayRead(request, id, file)
    return await serve(reply, await readAttachment(house, storage, file))
  })

  app.get<WithFile>('/questions/:id/files/:file/play', { config }, async (request, reply) => {
    const { id, file } = request.params
    await mayRead(request, id, file)
    return await serve(reply, await readPlayable(house, storage, file))
  })

  app.post<WithId>('/questions/:id/release', { config: { access: ['front_officer'] } }, async (request, reply) => {
    const input = { opinionId: request.params.id }
    await act(house, actorOf(request), async (scope) => await releaseHeld(scope, input))
    const back = textOf(asForm(request.body), 'dialogue')
    return await goTo(reply, isId(back) ? `/console/questions?dialogue=${back}` : '/console/questions', 'released')
  })

  entryRoutes(app, door)
}
