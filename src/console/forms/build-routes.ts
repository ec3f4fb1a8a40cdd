import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import {
  conditionsOf,
  isQuestion,
  saveForm,
  type FormContent,
  type FormItem,
  type ItemKind,
} from '../../forms/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import {
  asForm,
  attempt,
  goTo,
  noFaults,
  sendPage,
  textOf,
  type Attempt,
  type Faults,
  type Form as Typed,
} from '../forms.ts'
import { buildPage, headTyped } from './build-page.ts'
import {
  findItem,
  moveItem,
  moveSection,
  newPieceId,
  putItem,
  putSection,
  removeItem,
  removeSection,
} from './edit-content.ts'
import { itemPage } from './item-page.ts'
import { isEditable, pathOf } from './parts.ts'
import { faultsOfItem, kindOf, readItem, typedOf } from './read-item.ts'
import { readableForm, type ReadableForm } from './readable-form.ts'

type WithId = { Params: { id: string } }
type WithItem = { Params: { id: string; item: string } }
type Given = { readonly typed?: Typed; readonly faults: Faults; readonly status: number }

const wordsOf = (typed: Typed, vi: string, en: string) => {
  const clean = (name: string): string => normaliseText(textOf(typed, name)).trim()
  return { vi: clean(vi), ...(clean(en) === '' ? {} : { en: clean(en) }) }
}

/** What a form asks, put together item by item. Every step is a form of its own and works without a script. */
export const buildRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: ['front_officer'] } as const

  const editable = async (request: FastifyRequest, id: string): Promise<ReadableForm> => {
    const found = await readableForm(door, request, id)
    const { form, mayWrite } = found
    if (!mayWrite) throw new AppError('FORBIDDEN', 'who approves a form does not write it')
    if (isEditable(form)) return found
    throw new AppError('PRECONDITION', `form ${id} is ${form.state}`, { phrase: `forms:cannot.state.${form.state}` })
  }

  const save = async (
    request: FastifyRequest,
    { form }: ReadableForm,
    typed: Typed,
    content: FormContent,
  ): Promise<Attempt<unknown>> =>
    await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await saveForm(scope, { id: form.id, version: Number(textOf(typed, 'version')), content }),
        ),
    )

  const showBuild = async (request: FastifyRequest, reply: FastifyReply, id: string, given?: Given) => {
    const found = await editable(request, id)
    const typed = given?.typed ?? headTyped(found.content)
    const page = buildPage(door.view(request), { ...found, typed, faults: given?.faults ?? noFaults })
    return await sendPage(reply, page, given?.status ?? 200)
  }

  app.get<WithId>('/forms/:id/build', { config }, async (request, reply) => {
    return await showBuild(request, reply, request.params.id)
  })

  /** A step of the list that changes the words and leads back to it. */
  const change = (
    name: string,
    work: (content: FormContent, typed: Typed) => FormContent,
    options: { readonly keepsTyped: boolean; readonly at?: (typed: Typed) => string },
  ) =>
    app.post<WithId>(`/forms/:id/build${name}`, { config }, async (request, reply) => {
      const found = await editable(request, request.params.id)
      const typed = asForm(request.body)
      const done = await save(request, found, typed, work(found.content, typed))
      if (done.ok) return await goTo(reply, `${pathOf(found.form.id, 'build')}${options.at?.(typed) ?? ''}`, 'saved')
      const back = { ...(options.keepsTyped ? { typed } : {}), faults: done.faults, status: done.status }
      return await showBuild(request, reply, found.form.id, back)
    })

  change(
    '',
    (content, typed) => ({
      ...content,
      title: wordsOf(typed, 'title', 'title_en'),
      intro: wordsOf(typed, 'intro', 'intro_en'),
      inEnglish: textOf(typed, 'inEnglish') !== '',
      isNoDecision: textOf(typed, 'isNoDecision') !== '',
    }),
    { keepsTyped: true },
  )
  change(
    '/section',
    (content, typed) => {
      const id = textOf(typed, 'section')
      if (textOf(typed, 'remove') !== '') return removeSection(content, id)
      return putSection(content, id, wordsOf(typed, `s-${id}-vi`, `s-${id}-en`))
    },
    { keepsTyped: false },
  )
  change(
    '/move',
    (content, typed) => {
      const way = textOf(typed, 'way') === 'up' ? 'up' : 'down'
      const section = textOf(typed, 'section')
      return section === '' ? moveItem(content, textOf(typed, 'item'), way) : moveSection(content, section, way)
    },
    {
      keepsTyped: false,
      at: (typed) => (/^[\w-]+$/.test(textOf(typed, 'item')) ? `#i-${textOf(typed, 'item')}` : ''),
    },
  )

  type ShownItem = { readonly kind: ItemKind; readonly item: FormItem | undefined; readonly sectionId: string }

  const showItem = async (
    request: FastifyRequest,
    reply: FastifyReply,
    found: ReadableForm,
    shown: ShownItem,
    given?: Given,
  ) => {
    const typed = given?.typed ?? (shown.item ? typedOf(shown.item) : { from: '1', to: '5', least: '0' })
    const page = itemPage(door.view(request), { ...found, ...shown, typed, faults: given?.faults ?? noFaults })
    return await sendPage(reply, page, given?.status ?? 200)
  }

  const keep = async (
    request: FastifyRequest,
    reply: FastifyReply,
    found: ReadableForm,
    shown: ShownItem,
    typed: Typed,
  ) => {
    const view = door.view(request)
    const { kind, item, sectionId } = shown
    const made = readItem(kind, item?.id ?? newPieceId(), typed, item)
    const faults = faultsOfItem(view, found.content, made)
    if (Object.keys(faults).length > 0) {
      return await showItem(request, reply, found, shown, { typed, faults, status: 422 })
    }
    const done = await save(request, found, typed, putItem(found.content, made, sectionId))
    const { id } = found.form
    if (done.ok) return await goTo(reply, `${pathOf(id, 'build')}#i-${made.id}`, 'saved')
    // What the other officer left is read anew, so that the same words can be sent once more on purpose.
    const now = await editable(request, id)
    const there = item && findItem(now.content, item.id)
    return await showItem(request, reply, now, { ...shown, item: there }, { typed, ...done })
  }

  app.get<WithId>('/forms/:id/items/new', { config }, async (request, reply) => {
    const found = await editable(request, request.params.id)
    const kind = kindOf(queryOf(request, 'kind')) ?? 'single'
    return await showItem(request, reply, found, { kind, item: undefined, sectionId: queryOf(request, 'section') })
  })

  app.post<WithId>('/forms/:id/items/new', { config }, async (request, reply) => {
    const found = await editable(request, request.params.id)
    const typed = asForm(request.body)
    const kind = kindOf(textOf(typed, 'kind')) ?? 'single'
    return await keep(request, reply, found, { kind, item: undefined, sectionId: textOf(typed, 'section') }, typed)
  })

  app.get<WithItem>('/forms/:id/items/:item', { config }, async (request, reply) => {
    const found = await editable(request, request.params.id)
    const item = findItem(found.content, request.params.item)
    if (!item) throw new AppError('NOT_FOUND', 'no such item')
    return await showItem(request, reply, found, { kind: item.kind, item, sectionId: '' })
  })

  app.post<WithItem>('/forms/:id/items/:item', { config }, async (request, reply) => {
    const found = await editable(request, request.params.id)
    const typed = asForm(request.body)
    const item = findItem(found.content, request.params.item)
    // Another officer has removed it meanwhile: what was typed is offered as a new item.
    const kind = item?.kind ?? kindOf(textOf(typed, 'kind')) ?? 'single'
    return await keep(request, reply, found, { kind, item, sectionId: '' }, typed)
  })

  app.post<WithItem>('/forms/:id/items/:item/skips', { config }, async (request, reply) => {
    const found = await editable(request, request.params.id)
    const { id } = found.form
    const item = findItem(found.content, request.params.item)
    if (!item || !isQuestion(item)) throw new AppError('NOT_FOUND', 'no such question')
    const typed = asForm(request.body)
    const skips = conditionsOf(item).flatMap((when) => {
      const to = textOf(typed, `skip-${when}`).slice(0, 40)
      return to === '' ? [] : [{ when, to }]
    })
    const { skips: _before, ...rest } = item
    const made: FormItem = skips.length === 0 ? rest : { ...rest, skips }
    const done = await save(request, found, typed, putItem(found.content, made, ''))
    if (done.ok) return await goTo(reply, `${pathOf(id, 'build')}#i-${item.id}`, 'saved')
    const now = await editable(request, id)
    // The branches that were chosen stay chosen on the page that comes back.
    const there = findItem(now.content, item.id) && made
    const back = { typed: typedOf(made), faults: done.faults, status: done.status }
    return await showItem(request, reply, now, { kind: item.kind, item: there, sectionId: '' }, back)
  })

  app.post<WithItem>('/forms/:id/items/:item/remove', { config }, async (request, reply) => {
    const found = await editable(request, request.params.id)
    const typed = asForm(request.body)
    const done = await save(request, found, typed, removeItem(found.content, request.params.item))
    if (done.ok) return await goTo(reply, pathOf(found.form.id, 'build'), 'saved')
    return await showBuild(request, reply, found.form.id, { faults: done.faults, status: done.status })
  })
}
