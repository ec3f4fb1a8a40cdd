import type { FastifyRequest } from 'fastify'
import { listDialogues } from '../../dialogues/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { overviewOf, silentUnits } from '../../overview/index.ts'
import { queryOf, signedInOf } from '../actor-of.ts'
import { readDialogueFilter } from '../dialogues/read-filter.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { readableUnit } from '../overview/readable-unit.ts'
import { askedYear, yearFrom } from '../overview/year-of.ts'
import { inHand, inPages } from './in-pages.ts'
import type { List } from './rows.ts'

/** Sessions, chosen as on their page. */
export const dialogueList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, clock } = door.house
  const { t } = door.view(request)
  const unitIds =
    queryOf(request, 'unit') === ''
      ? readableUnits(signedInOf(request), readers)
      : [(await readableUnit(door, request)).id]
  const filter = readDialogueFilter(request, clock.now())
  return {
    name: 'buoi-doi-thoai',
    columns: [
      { label: t('overview:column.starts'), width: 18 },
      { label: t('overview:column.title'), width: 50 },
      { label: t('overview:sort'), width: 30 },
      { label: t('overview:column.place'), width: 40 },
      { label: t('overview:column.state'), width: 18 },
    ],
    rows: inPages(
      async (cursor) =>
        await listDialogues(database, { unitIds, ...filter, limit: 100, ...(cursor ? { cursor } : {}) }),
      (one) => [
        one.startsAt,
        one.title,
        `${t(`overview:type.${one.type}`)} · ${t(`overview:rhythm.${one.rhythm}`)}${one.isThematic ? ` · ${t('overview:thematic')}` : ''}`,
        one.place,
        t(`dialogues:state.${one.state}`),
      ],
    ),
  }
}

/** The units below one, with their figures. */
export const overviewList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, clock } = door.house
  const { t } = door.view(request)
  const unit = await readableUnit(door, request)
  const now = clock.now()
  const overview = await overviewOf(database, {
    unitId: unit.id,
    year: yearFrom(askedYear(request, now).year),
    now,
  })
  if (!overview) throw new AppError('NOT_FOUND', 'no such unit')
  return {
    name: 'toan-canh',
    columns: [
      { label: t('overview:name'), width: 30 },
      { label: t('overview:received'), width: 12 },
      { label: t('overview:waiting'), width: 16 },
      { label: t('overview:sessionsHeld'), width: 14 },
      { label: t('overview:sessionsComing'), width: 12 },
      { label: t('overview:lastSession'), width: 18 },
    ],
    rows: inHand([overview.self, ...overview.below], (row) => [
      row.name,
      row.counts.listed,
      row.counts.waiting,
      row.held,
      row.coming,
      row.lastSessionAt,
    ]),
  }
}

/** Communes in which nothing has happened for a year. */
export const silentList = async (door: Door, request: FastifyRequest): Promise<List> => {
  const { database, clock } = door.house
  const { t } = door.view(request)
  const unit = await readableUnit(door, request)
  const { units } = await silentUnits(database, { unitId: unit.id, now: clock.now(), limit: 5_000 })
  return {
    name: 'chua-hoat-dong',
    columns: [
      { label: t('overview:name'), width: 40 },
      { label: t('overview:lastSession'), width: 18 },
      { label: t('overview:lastOpinion'), width: 18 },
    ],
    rows: inHand(units, (one) => [one.name, one.lastSessionAt, one.lastOpinionAt]),
  }
}
