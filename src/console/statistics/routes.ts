import type { FastifyInstance, FastifyRequest } from 'fastify'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate, yearOf } from '../../kernel/calendar/plain-date.ts'
import {
  bodyCandidates,
  candidates,
  formerUnits,
  countedAheadAt,
  heardBelow,
  heardIn,
  isWorthy,
  isWorthyBody,
  levels,
  periodStatistics,
  rhythms,
  sessionsBehind,
  sessionTypes,
  usualCriteria,
  type Criteria,
  type Period,
} from '../../statistics/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { sendList } from '../lists/list.ts'
import type { Cell, List } from '../lists/rows.ts'
import { readers } from '../navigation.ts'
import { readableUnit } from '../overview/readable-unit.ts'
import { ownUnits } from '../own-units.ts'
import type { View } from '../view.ts'
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
      countedAt: (await countedAheadAt(database, periodOfYear(year))) ?? null,
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
      satisfiedShare: number('satisfiedShare', 100),
      reopenedShare: number('reopenedShare', 100),
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
      bodies: await bodyCandidates(database, { unitId: unit.id, ...periodOfYear(year) }),
    })
    return await sendPage(reply, page)
  })

  const label = (name: string, width: number) => ({ label: name, width })
  const verdict = (view: View, isMet: boolean): string =>
    view.t(isMet ? 'statistics:commend.yes' : 'statistics:commend.no')
  const inTurn = async function* (rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
    yield* rows
  }

  const unitList = async (view: View, period: Period, criteria: Criteria): Promise<List> => {
    const all = await candidates(database, period)
    return {
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
      rows: inTurn(
        all.map((one) => {
          const { name, held, opinions, answered, due, inTime } = one
          return [name, verdict(view, isWorthy(one, criteria)), held, opinions, answered, due, inTime]
        }),
      ),
    }
  }

  const bodyList = async (view: View, period: Period, criteria: Criteria): Promise<List> => {
    const all = await bodyCandidates(database, period)
    return {
      name: 'de-nghi-khen-co-quan',
      columns: [
        label(view.t('statistics:commend.body'), 40),
        label(view.t('statistics:commend.meets'), 18),
        label(view.t('statistics:commend.answers'), 18),
        label(view.t('statistics:answered'), 18),
        label(view.t('statistics:commend.ratings'), 18),
        label(view.t('statistics:commend.satisfied'), 18),
        label(view.t('statistics:commend.reopened'), 18),
      ],
      rows: inTurn(
        all.map((one) => {
          const { body, answers, opinions, ratings, reopened } = one
          const rated = [ratings?.all ?? null, ratings?.satisfied ?? null]
          return [body, verdict(view, isWorthyBody(one, criteria)), answers, opinions, ...rated, reopened]
        }),
      ),
    }
  }

  app.get('/statistics/commendations/file', { config }, async (request, reply) => {
    const unit = await readableUnit(door, request)
    const view = door.view(request)
    const period = { unitId: unit.id, ...periodOfYear(thisYear(request)) }
    const list = oneOf(request, 'of', ['bodies']) ? bodyList : unitList
    return await sendList(reply, view, 'xlsx', await list(view, period, criteriaOf(request)))
  })

  pastRoutes(app, door)
}
