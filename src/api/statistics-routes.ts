import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../database/index.ts'
import { dateOf, vietnamDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import { publicFigures, publicLeast, type PublicFigures } from '../statistics/index.ts'
import { countryId, findUnit, type Unit } from '../units/index.ts'
import { statisticsPage } from './statistics-page.ts'

type Means = {
  readonly house: House
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}
type Query = { Querystring: { unit?: string | string[]; year?: string | string[] } }

const config = { access: 'public' } as const
const firstYear = 2025

type Told = { readonly unit: Unit; readonly year: number; readonly figures: PublicFigures }

/** What a spreadsheet would run as a formula becomes plain text. */
const cell = (value: string | number | null): string => {
  if (value === null) return `<${publicLeast}`
  const text = typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const csvOf = ({ unit, year, figures }: Told): string => {
  const lines: (readonly (string | number | null)[])[] = [
    ['unit', 'year', 'table', 'key', 'value'],
    ...figures.sessions.map((one) => [
      unit.fullName,
      year,
      'sessions',
      [one.level, one.type, one.rhythm, one.isThematic ? 'thematic' : 'general'].join(' '),
      one.held,
    ]),
    [unit.fullName, year, 'heard', 'opinions', figures.opinions],
    [unit.fullName, year, 'heard', 'persons', figures.persons],
    [unit.fullName, year, 'heard', 'households', figures.households ?? ''],
    [unit.fullName, year, 'heard', 'answered', figures.answered],
    [unit.fullName, year, 'heard', 'units_not_heard', figures.notHeard],
    ...figures.byClass.map((one) => [unit.fullName, year, 'class', one.opinionClass, one.n]),
    ...figures.units.flatMap((one) => [
      [one.name, year, 'unit', 'opinions', one.opinions],
      [one.name, year, 'unit', 'persons', one.persons],
    ]),
  ]
  // Excel takes a file without this mark for an old code page, and every diacritic is lost.
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

/** `/thong-ke`: what everybody may know, as a page and as open data. Nothing in it leads to a person. */
export const statisticsRoutes = (app: FastifyInstance, { house, localeOf, sendPage }: Means): void => {
  const { database, clock } = house

  const told = async (request: FastifyRequest<Query>): Promise<Told> => {
    const latest = yearOf(vietnamDate(clock.now()))
    const asked = Number(request.query.year)
    const year = Number.isInteger(asked) && asked >= firstYear && asked <= latest ? asked : latest
    const id = typeof request.query.unit === 'string' && request.query.unit !== '' ? request.query.unit : countryId
    const unit = /^[\w-]{1,60}$/.test(id) ? await findUnit(database, id) : undefined
    // A ward is a line in its province's table, where small cells are hidden together, and has no figures of its own.
    if (!unit || (unit.level !== 'country' && unit.level !== 'province')) {
      throw new AppError('NOT_FOUND', 'no public figures of this unit', { phrase: 'errors:notFound' })
    }
    const [fromOn, untilOn] = [dateOf(year, 1, 1), dateOf(year, 12, 31)] as [PlainDate, PlainDate]
    return { unit, year, figures: await publicFigures(database, { unitId: unit.id, fromOn, untilOn }) }
  }

  app.get<Query>('/thong-ke', { config }, async (request, reply) => {
    const latest = yearOf(vietnamDate(clock.now()))
    const years = Array.from({ length: latest - firstYear + 1 }, (_, at) => latest - at)
    return await sendPage(reply, 200, statisticsPage(localeOf(request), { ...(await told(request)), years }))
  })

  app.get<Query>('/thong-ke.csv', { config }, async (request, reply) => {
    const all = await told(request)
    return await reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="thong-ke-${all.unit.id}-${all.year}.csv"`)
      .send(csvOf(all))
  })

  app.get<Query>('/thong-ke.json', { config }, async (request, reply) => {
    const { unit, year, figures } = await told(request)
    return await reply
      .type('application/json; charset=utf-8')
      .header('Access-Control-Allow-Origin', '*')
      .send(
        `${JSON.stringify({ unit: { id: unit.id, name: unit.fullName }, year, hiddenBelow: publicLeast, ...figures }, null, 2)}\n`,
      )
  })
}
