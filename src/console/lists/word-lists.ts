import type { FastifyRequest } from 'fastify'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { listItems, listQuestions, type Item, type Question, type QuestionWording } from '../../questions/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { chosenQuestions, readQuestionFilter } from '../questions/chosen-questions.ts'
import { search, type Hit } from '../search/find.ts'
import { aboutWork, searchKinds } from '../search/page.ts'
import type { View } from '../view.ts'
import { dateStamp } from './date-stamp.ts'
import type { Cell, List } from './rows.ts'

const pageSize = 100

const questionColumns = (door: Door, request: FastifyRequest): List['columns'] => {
  const { t } = door.view(request)
  return [
    { label: t('overview:column.when'), width: 18 },
    { label: t('overview:column.unit'), width: 28 },
    { label: t('overview:column.class'), width: 24 },
    { label: t('overview:column.triage'), width: 18 },
    { label: t('overview:column.channel'), width: 14 },
    { label: t('overview:column.author'), width: 20 },
    { label: t('overview:column.words'), width: 90 },
  ]
}

/** What was written down from a voice says so, with whether its author stands by it. */
const wordsOf = (t: View['t'], { text, heard }: QuestionWording): string =>
  heard
    ? `[${t('triage:voice.heard')}. ${t(heard.isConfirmed ? 'triage:voice.confirmed' : 'triage:voice.unconfirmed')}] ${text}`
    : text

const questionCells = (door: Door, request: FastifyRequest, one: Question): readonly Cell[] => {
  const { t } = door.view(request)
  return [
    one.isDayOnly ? formatShortDateVi(vietnamDate(one.receivedAt)) : dateStamp(one.receivedAt),
    one.unitName,
    t(`questions:class.${one.opinionClass}`),
    t(`overview:triage.${one.triage}`),
    t(`questions:channel.${one.channel}`),
    t(`questions:naming.short.${one.naming}`, { name: one.name ?? '' }),
    one.wordings === null ? null : one.wordings.map((wording) => wordsOf(t, wording)).join('\n\n'),
  ]
}

/** Opinions, chosen as on their page and with the words that the reader sees there. */
export const questionList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, keyring } = door.house
  const choice = await chosenQuestions(door, request)
  const filter = readQuestionFilter(request)
  const reader = actorOf(request)
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    let cursor: string | undefined
    while (choice) {
      const page = await listQuestions(database, keyring, {
        ...choice.of,
        reader,
        filter,
        limit: pageSize,
        ...(cursor === undefined ? {} : { cursor }),
      })
      for (const one of page.items) yield questionCells(door, request, one)
      if (page.nextCursor === null) return
      cursor = page.nextCursor
    }
  }
  return { name: 'y-kien', columns: questionColumns(door, request), rows: rows() }
}

const itemCells = (door: Door, request: FastifyRequest, item: Item): readonly Cell[] => {
  const { t, locale } = door.view(request)
  return [
    item.number,
    item.title,
    item.topic && (locale === 'vi' ? item.topic.vi : item.topic.en),
    t(`questions:class.${item.opinionClass}`),
    item.opinionCount,
    item.supportCount,
    item.weight,
  ]
}

/** The open matters of a session or a unit, the weightiest first. */
export const itemList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { t } = door.view(request)
  const choice = await chosenQuestions(door, request)
  const of = choice && ('dialogueId' in choice.of ? choice.of : { unitId: choice.of.unitPath.at(-1) ?? '' })
  const items = of ? await listItems(door.house.database, of, { limit: 1_000 }) : []
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    yield* items.map((item) => itemCells(door, request, item))
  }
  return {
    name: 'van-de',
    columns: [
      { label: t('overview:column.number'), width: 8 },
      { label: t('overview:column.title'), width: 70 },
      { label: t('overview:column.topic'), width: 30 },
      { label: t('overview:column.class'), width: 24 },
      { label: t('overview:column.opinions'), width: 10 },
      { label: t('overview:column.supports'), width: 10 },
      { label: t('overview:column.weight'), width: 10 },
    ],
    rows: rows(),
  }
}

const hitCells = (door: Door, request: FastifyRequest, hit: Hit): readonly Cell[] => {
  const { t } = door.view(request)
  if (hit.kind === 'opinion') return questionCells(door, request, hit.opinion)
  const what = t(`overview:search.kind.${hit.kind}`)
  if (hit.kind === 'answer' || hit.kind === 'task' || hit.kind === 'form') {
    const { title, hint } = aboutWork(door.view(request), hit)
    return [null, null, what, null, null, null, `${title} (${hint})`]
  }
  if (hit.kind === 'item') return [dateStamp(hit.item.createdAt), null, what, null, null, null, hit.item.title]
  return [dateStamp(hit.dialogue.startsAt), null, what, null, null, null, hit.dialogue.title]
}

/** All that a search finds. */
export const searchList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { house } = door
  const actor = actorOf(request)
  const kind = searchKinds.find((one) => one === queryOf(request, 'kind'))
  const asked = {
    query: queryOf(request, 'q').slice(0, 200).trim(),
    unitIds: readableUnits(signedInOf(request), readers),
    limit: pageSize,
    ...(kind ? { kind } : {}),
  }
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    let cursor: string | undefined
    do {
      const page = await search(house, actor, { ...asked, ...(cursor === undefined ? {} : { cursor }) })
      for (const hit of page.hits) yield hitCells(door, request, hit)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return { name: 'tim-kiem', columns: questionColumns(door, request), rows: rows() }
}
