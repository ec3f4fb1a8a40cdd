import type { FastifyInstance, FastifyRequest } from 'fastify'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate, yearOf } from '../../kernel/calendar/plain-date.ts'
import {
  candidates,
  formerUnits,
  heardBelow,
  heardIn,
  isWorthy,
  levels,
  periodStatistics,
  rhythms,
  sessionsBehind,
  sessionTypes,
  usualCriteria,
  type Criteria,
} from '../../statistics/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { sendList } from '../lists/list.ts'
import type { Cell } from '../lists/rows.ts'
import { readers } from '../navigation.ts'
import { readableUnit } from '../overview/readable-unit.ts'
import { ownUnits } from '../own-units.ts'
import { commendationsPage } from './commendations-page.ts'
import { periodOfYear, statisticsPage, type YearFigures } from './page.ts'
import { pastRoutes } from './past-routes.ts'
import { sessionsPage } from './sessions-page.ts'

const config = { access: readers } as const
/** Figures of earlier years can be entered back to this one. */
const firstYear = 2010
const sessionsMax = 500

/** One of these words, or nothing. */
const oneOf = <Word extends string>(request: FastifyRequest, name: string, words: readonly Word[]): Word | undefined =>
  words.find((word) => word === queryOf(request, name))

/** Statistics, what lies behind their numbers, lists for commendation, and figures of earlier years. */
export const statisticsRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, clock } = house

  const yearsNow = (): readonly number[] => {
    const latest = yearOf(vietnamDate(clock.now()))
    return Array.from({ length: latest - firstYear + 1 }, (_, at) => latest - at)
  }
  const askedYear = (request: FastifyRequest, name: string): number | undefined =>
    yearsNow().find((year) => String(year) === queryOf(request, name))
  const thisYear = (request: FastifyRequest): number => askedYear(request, 'year') ?? yearOf(vietnamDate(clock.now()))

  const figuresOfYear = async (unitId: string, year: number): Promise<YearFigures> => {
    const period = { unitId, ...periodOfYear(year) }
    const [statistics, heard] = await Promise.all([periodStatistics(database, period), heardIn(database, period)])
    return { year, statistics, heard }
  }

  app.get('/statistics', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const year = thisYear(request)
    const against = askedYear(request, 'against')
    const parent = unit.parentId === null ? undefined : await findUnit(database, unit.parentId)
    const page = statisticsPage(door.view(request), {
      unit,
      above: parent && holdsRole(actorOf(request), readers, parent.path) ? parent : undefined,
      own: await ownUnits(house, signedInOf(request), readers),
      years: yearsNow(),
      chosen: {
        level: oneOf(request, 'level', levels) ?? '',
        type: oneOf(request, 'type', sessionTypes) ?? '',
        rhythm: oneOf(request, 'rhythm', rhythms) ?? '',
      },
      year: await figuresOfYear(unit.id, year),
      against: against === undefined || against === year ? undefined : await figuresOfYear(unit.id, against),
      below: await heardBelow(database, { unitId: unit.id, ...periodOfYear(year) }),
      former: await formerUnits(database, unit),
    })
    return await sendPage(reply, page)
  })

  app.get('/statistics/sessions', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const year = thisYear(request)
    const level = oneOf(request, 'level', levels)
    const type = oneOf(request, 'type', sessionTypes)
    const rhythm = oneOf(request, 'rhythm', rhythms)
    const thematic = oneOf(request, 'thematic', ['yes', 'no'])
    const filter = {
      unitId: unit.id,
      ...periodOfYear(year),
      ...(level ? { level } : {}),
      ...(type ? { type } : {}),
      ...(rhythm ? { rhythm } : {}),
      ...(thematic ? { isThematic: thematic === 'yes' } : {}),
    }
    const sessions = await sessionsBehind(database, filter, sessionsMax)
    const state = { unitId: unit.id, unitName: unit.fullName, year, sessions, limit: sessionsMax }
    return await sendPage(reply, sessionsPage(door.view(request), state))
  })

  const criteriaOf = (request: FastifyRequest): Criteria => {
    const number = (name: keyof Criteria, most: number): number => {
      const raw = queryOf(request, name)
      return /^\d{1,4}$/.test(raw) && Number(raw) <= most ? Number(raw) : usualCriteria[name]
    }
    return {
      sessions: number('sessions', 1_000),
      base: number('base', 1_000),
      answeredShare: number('answeredShare', 100),
      inTimeShare: number('inTimeShare', 100),
    }
  }

  app.get('/statistics/commendations', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const year = thisYear(request)
    const page = commendationsPage(door.view(request), {
      unit,
      own: await ownUnits(house, signedInOf(request), readers),
      year,
      years: yearsNow(),
      criteria: criteriaOf(request),
      candidates: await candidates(database, { unitId: unit.id, ...periodOfYear(year) }),
    })
    return await sendPage(reply, page)
  })

  app.get('/statistics/commendations/file', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const view = door.view(request)
    const criteria = criteriaOf(request)
    const all = await candidates(database, { unitId: unit.id, ...periodOfYear(thisYear(request)) })
    const label = (name: string, width: number) => ({ label: name, width })
    return await sendList(reply, view, 'xlsx', {
      name: 'de-nghi-khen',
      columns: [
        label(view.t('overview:name'), 32),
        label(view.t('statistics:commend.meets'), 18),
        label(view.t('statistics:sessions'), 12),
        label(view.t('statistics:opinions'), 12),
        label(view.t('statistics:answered'), 18),
        label(view.t('statistics:commend.due'), 18),
        label(view.t('statistics:commend.tasks'), 18),
      ],
      rows: (async function* (): AsyncGenerator<readonly Cell[]> {
        for (const one of all) {
          const verdict = view.t(isWorthy(one, criteria) ? 'statistics:commend.yes' : 'statistics:commend.no')
          yield [one.name, verdict, one.held, one.opinions, one.answered, one.due, one.inTime]
        }
      })(),
    })
  })

  pastRoutes(app, door)
}
