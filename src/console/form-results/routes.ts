import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  isOpenKind,
  itemsOf,
  readFormWords,
  readResults,
  requireResults,
  type FormContent,
  type FormQuestion,
} from '../../forms/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { maskText } from '../../questions/index.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readableForm } from '../forms/readable-form.ts'
import { sendList, listFormats } from '../lists/list.ts'
import { readers } from '../navigation.ts'
import { approvedContents, letterOf } from './results-letter.ts'
import { resultsPage, wordsPage } from './page.ts'
import { codeBook, resultsList } from './result-lists.ts'

type WithId = { Params: { id: string } }
type WithItem = { Params: { id: string; item: string } }

const wordsAtOnce = 50

/** What a form has brought: tables, files, and what was said in words. Hidden until the closing from all but its officer. */
export const formResultRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const

  const contentsOf = async (formId: string): Promise<readonly FormContent[]> =>
    await approvedContents(house.database, formId)

  /** Null while the form has not gone out. */
  const found = async (request: FastifyRequest, id: string) => {
    const readable = await readableForm(door, request, id)
    const { state } = readable.form
    const results =
      state === 'open' || state === 'closed' ? await readResults(house.database, readable.form, actorOf(request)) : null
    return { ...readable, results, contents: await contentsOf(id) }
  }

  app.get<WithId>('/forms/:id/results', { config }, async (request, reply) => {
    const state = await found(request, request.params.id)
    const letter = state.mayWrite ? await letterOf(house.database, state.form) : null
    return await sendPage(reply, resultsPage(door.view(request), { ...state, letter }))
  })

  const counted = async (request: FastifyRequest, id: string) => {
    const { results, ...rest } = await found(request, id)
    if (!results) throw new AppError('NOT_FOUND', 'a form that has not gone out has no results')
    return { ...rest, results }
  }

  for (const format of listFormats) {
    app.get<WithId>(`/forms/:id/results.${format}`, { config }, async (request, reply) => {
      const { form, results } = await counted(request, request.params.id)
      return await sendList(reply, door.view(request), format, resultsList(form, results))
    })
  }

  app.get<WithId>('/forms/:id/results/codes.csv', { config }, async (request, reply) => {
    const { form, contents, results } = await counted(request, request.params.id)
    const view = door.view(request)
    return await sendList(reply, view, 'csv', codeBook(view, form, contents, results))
  })

  app.get<WithItem>('/forms/:id/results/words/:item', { config }, async (request, reply) => {
    const readable = await readableForm(door, request, request.params.id)
    requireResults(readable.form, actorOf(request))
    const item = (await contentsOf(readable.form.id))
      .toReversed()
      .flatMap((content) => itemsOf(content))
      .find((one): one is FormQuestion => one.id === request.params.item && isOpenKind(one.kind))
    if (!item) throw new AppError('NOT_FOUND', 'no such open question')
    const after = queryOf(request, 'after')
    const words = await readFormWords(house.database, house.keyring, {
      formId: readable.form.id,
      question: item.id,
      limit: wordsAtOnce,
      ...(isId(after) ? { after } : {}),
    })
    const view = door.view(request)
    const next = words.length === wordsAtOnce ? words.at(-1)?.id : undefined
    const masked = words.map(({ text }) => maskText(text, view.locale).text)
    return await sendPage(reply, wordsPage(view, readable, { item, words: masked, next }))
  })
}
