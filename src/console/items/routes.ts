import type { FastifyInstance, FastifyRequest } from 'fastify'
import { standingOfItem } from '../../answers/index.ts'
import { act } from '../../database/index.ts'
import { findDialogue, listDialogues } from '../../dialogues/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import {
  countPlaceItems,
  describeItem,
  itemHistory,
  listPlaceItems,
  listQuestions,
  memberNotes,
  mergeItems,
  opinionClasses,
  readItem,
  splitOff,
  topicsFor,
  undoMerge,
  wordsOfItems,
  type Item,
  type ItemFilter,
  type ItemPlace,
  type ItemState as StateOfItem,
} from '../../questions/index.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, sendPage, textOf, type Faults } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { headFormOf, readHeadForm } from './head-form.ts'
import { besideAlike, likelySame } from './likely-same.ts'
import { addressOfItems, itemsPage, type ItemsState, type Selection } from './list-page.ts'
import { itemPage, type DescribeState, type ItemState } from './page.ts'

const config = { access: readers } as const
const work = { access: ['front_officer'] } as const
type WithId = { Params: { id: string } }

const pageSize = 100
/** So many are looked through for what may ask the same. */
const comparedMax = 200
const states = ['open', 'merged', 'empty'] as const

type Chosen = { readonly place: ItemPlace; readonly of: string; readonly unit: Unit }
type Query = { readonly [name: string]: string }

/** Matters: opinions that ask the same, joined and described, each wording kept. */
export const itemRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring } = house

  const ownUnitsOf = (request: FastifyRequest): string[] => readableUnits(signedInOf(request), readers)

  const chosen = async (
    request: FastifyRequest,
    asked: string,
    first: string | undefined,
  ): Promise<Chosen | undefined> => {
    const of = asked === '' ? (first ?? `unit:${ownUnitsOf(request)[0] ?? ''}`) : asked
    if (isId(of)) {
      const { dialogue, unit } = await readableDialogue(door, request, of)
      return { place: { dialogueId: dialogue.id }, of, unit }
    }
    const unit = of.startsWith('unit:') ? await findUnit(database, of.slice(5)) : undefined
    if (!unit) return undefined
    if (!holdsRole(actorOf(request), readers, unit.path)) throw new AppError('FORBIDDEN', 'matters of another unit')
    return { place: { ongoingOf: unit.id }, of, unit }
  }

  const topicOptions = async (request: FastifyRequest, unitPath: readonly string[]) => {
    const { locale } = door.view(request)
    return (await topicsFor(database, unitPath)).map((one) => ({ value: one.id, label: one[locale] }))
  }

  const load = async (request: FastifyRequest, query: Query): Promise<ItemsState> => {
    const unitIds = ownUnitsOf(request)
    const { items: dialogues } = await listDialogues(database, {
      unitIds,
      states: ['announced', 'held', 'concluded'],
      limit: 30,
    })
    const found = await Promise.all(unitIds.map(async (id) => await findUnit(database, id)))
    const units = found.filter((unit) => unit !== undefined)
    const choice = await chosen(request, query['of'] ?? '', dialogues[0]?.id)
    const opinionClass = opinionClasses.find((name) => name === query['class'])
    const topicId = isId(query['topic'] ?? '') ? (query['topic'] ?? '') : ''
    const state: StateOfItem = states.find((one) => one === query['state']) ?? 'open'
    const onlyAlike = query['alike'] === 'yes' && state === 'open'
    const page = onlyAlike ? 0 : Math.min(Math.max(0, Math.trunc(Number(query['page'] ?? 0)) || 0), 1_000)
    const mayMerge = choice !== undefined && holdsRole(actorOf(request), ['front_officer'], choice.unit.path)
    const base = {
      dialogues,
      units: choice && !units.some((unit) => unit.id === choice.unit.id) ? [...units, choice.unit] : units,
      topics: choice ? await topicOptions(request, choice.unit.path) : [],
      query: { of: choice?.of ?? '', topicId, opinionClass, state, onlyAlike, page },
      mayMerge,
      pageSize,
    }
    const none = { open: 0, merged: 0, empty: 0 }
    if (!choice) return { ...base, items: [], total: 0, counts: none, words: new Map(), same: new Map() }
    const filter: ItemFilter = {
      state,
      ...(opinionClass ? { opinionClass } : {}),
      ...(topicId === '' ? {} : { topicId }),
    }
    const listed = await listPlaceItems(database, choice.place, {
      filter,
      limit: onlyAlike ? comparedMax : pageSize,
      offset: page * pageSize,
    })
    // Readers see the words of what has no title; for what may be the same, an officer's are compared of all.
    const told = listed.items.filter((item) => mayMerge || item.title === null)
    const words = await wordsOfItems(database, keyring, { items: told, reader: actorOf(request) })
    const same = mayMerge && state === 'open' ? likelySame(listed.items, words) : new Map()
    return {
      ...base,
      items: onlyAlike ? besideAlike(listed.items, same) : listed.items,
      total: listed.total,
      counts: await countPlaceItems(database, choice.place),
      words,
      same,
    }
  }

  const queryOfAddress = (address: string): Query =>
    Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? ''))

  app.get('/items', { config }, async (request, reply) => {
    const names = ['of', 'topic', 'class', 'state', 'alike', 'page']
    const query = Object.fromEntries(names.map((name) => [name, queryOf(request, name)]))
    return await sendPage(reply, itemsPage(door.view(request), await load(request, query)))
  })

  /** The one that keeps its number: with a title rather than without, then the weightiest, then the oldest. */
  const standing = (items: readonly Item[]): Item | undefined =>
    items.toSorted(
      (one, other) =>
        Number(other.title !== null) - Number(one.title !== null) ||
        other.weight - one.weight ||
        one.createdAt.getTime() - other.createdAt.getTime(),
    )[0]

  app.post('/items/merge', { config: work }, async (request, reply) => {
    const view = door.view(request)
    const form = asForm(request.body)
    const ticked = listOf(form, 'item')
    const versions = Object.fromEntries(
      ticked.map((one): [string, number] => {
        const [id = '', version = ''] = one.split(':')
        return [id, Number(version)]
      }),
    )
    const read = await Promise.all(
      Object.keys(versions)
        .filter(isId)
        .slice(0, 300)
        .map(async (id) => await readItem(database, id)),
    )
    const items = read.filter((item) => item !== undefined)
    const into = standing(items)
    const done = await attempt(
      view,
      async () =>
        await act(house, actorOf(request), async (scope) => {
          if (!into) throw new AppError('INVALID', 'nothing is ticked', { phrase: 'items:refused.alone' })
          return await mergeItems(scope, {
            intoItemId: into.id,
            itemIds: items.map((item) => item.id),
            versions,
            despiteObjection: textOf(form, 'despite') === 'yes',
          })
        }),
    )
    if (done.ok) return await goTo(reply, `/console/items/${done.value.itemId}`, 'merged')
    const state = await load(request, queryOfAddress(textOf(form, 'back')))
    const asksDespite = state.items.some((item) => item.isObjected && versions[item.id] !== undefined)
    const selection: Selection = { ticked, faults: done.faults, asksDespite }
    return await sendPage(reply, itemsPage(view, state, selection), done.status)
  })

  const readable = async (request: FastifyRequest, id: string): Promise<Item> => {
    const item = isId(id) ? await readItem(database, id) : undefined
    if (!item) throw new AppError('NOT_FOUND', 'no such item')
    if (!holdsRole(actorOf(request), readers, item.unitPath)) throw new AppError('FORBIDDEN', 'an item of another unit')
    return item
  }

  const loadItem = async (request: FastifyRequest, item: Item): Promise<ItemState> => {
    const dialogue = item.dialogueId === null ? undefined : await findDialogue(database, item.dialogueId)
    const unit = await findUnit(database, item.unitId)
    const of = item.dialogueId ?? `unit:${item.unitId}`
    const cursor = queryOf(request, 'after')
    const page = {
      ...(item.dialogueId === null ? { unitPath: item.unitPath } : { dialogueId: item.dialogueId }),
      reader: actorOf(request),
      filter: { itemId: item.id },
      limit: 50,
      ...(cursor === '' ? {} : { cursor }),
    }
    const { items: questions, nextCursor } = await listQuestions(database, keyring, page)
    return {
      item,
      placeName: dialogue?.title ?? door.view(request).t('items:list.ongoing', { unit: unit?.fullName ?? item.unitId }),
      placeAddress: addressOfItems({
        of,
        topicId: '',
        opinionClass: undefined,
        state: 'open',
        onlyAlike: false,
        page: 0,
      }),
      into: item.mergedInto === null ? undefined : await readItem(database, item.mergedInto),
      questions,
      nextCursor,
      notes: await memberNotes(database, item.id),
      history: await itemHistory(database, item.id),
      topics: await topicOptions(request, item.unitPath),
      mayWork: holdsRole(actorOf(request), ['front_officer'], item.unitPath),
      answering: await standingOfItem(database, item.id),
    }
  }

  const show = async (request: FastifyRequest, id: string, described?: DescribeState, faults?: Faults) =>
    itemPage(door.view(request), await loadItem(request, await readable(request, id)), described, faults)

  app.get<WithId>(
    '/items/:id',
    { config },
    async (request, reply) => await sendPage(reply, await show(request, request.params.id)),
  )

  app.post<WithId>('/items/:id/describe', { config: work }, async (request, reply) => {
    const view = door.view(request)
    const item = await readable(request, request.params.id)
    const form = asForm(request.body)
    const typed = headFormOf(form)
    const seen = Number(textOf(form, 'version'))
    const done = await attempt(view, async () => {
      const head = readHeadForm(typed)
      await act(house, actorOf(request), async (scope) => {
        await describeItem(scope, { ...head, itemId: item.id, version: seen })
      })
    })
    if (done.ok) return await goTo(reply, `/console/items/${item.id}`, 'saved')
    // What stands there now is shown; whoever sends it again has seen that somebody else was there.
    const isStale = done.status === 409
    const now = isStale ? await readable(request, item.id) : item
    const described = { form: typed, faults: done.faults, version: isStale ? now.version : seen }
    return await sendPage(reply, await show(request, item.id, described), done.status)
  })

  app.post<WithId>('/items/:id/undo', { config: work }, async (request, reply) => {
    const item = await readable(request, request.params.id)
    const batchId = textOf(asForm(request.body), 'batch')
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await undoMerge(scope, { batchId })),
    )
    if (done.ok) return await goTo(reply, `/console/items/${item.id}`, 'unmerged')
    return await sendPage(reply, await show(request, item.id, undefined, done.faults), done.status)
  })

  app.post<WithId>('/items/:id/split', { config: work }, async (request, reply) => {
    const item = await readable(request, request.params.id)
    const opinionId = textOf(asForm(request.body), 'opinion')
    const done = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => await splitOff(scope, { opinionId, itemId: item.id })),
    )
    if (done.ok) return await goTo(reply, `/console/items/${item.id}`, 'split')
    return await sendPage(reply, await show(request, item.id, undefined, done.faults), done.status)
  })
}
