import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../database/index.ts'
import { dateOf, vietnamDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import { publicFigures, publicLeast, type PublicFigures, type Shown } from '../statistics/index.ts'
import { countryId, findUnit, type Unit } from '../units/index.ts'
import { statisticsPage } from './statistics-page.ts'

type Means = {
  readonly house: House
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}
type Query = { Querystring: { unit?: string | string[]; year?: string | string[] } }

const config = { access: 'public' } as const
const firstYear = 2025
/** The voices of a whole country are counted for each page; whoever looks needs them no newer than this. */
const keptMs = 10 * 60_000
const keptMost = 300

type Told = { readonly unit: Unit; readonly year: number; readonly figures: PublicFigures }

/** What the marks of the files mean, told in both: whoever takes a file home has no page beside it. */
const codebook = {
  hidden: `số được ẩn: nhỏ hơn ${publicLeast}, hoặc ẩn kèm để không ai tính ngược ra số nhỏ`,
  no_data: 'không có số liệu: chưa ai đếm',
} as const

type Field = string | number

/** What a spreadsheet would run as a formula becomes plain text. */
const cell = (value: Field): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Value and mark: the column of values holds numbers only. */
const valueOf = (shown: Shown): readonly [Field, Field] => {
  if (shown === null) return ['', 'no_data']
  return shown === 'hidden' ? ['', 'hidden'] : [shown, '']
}

const csvOf = ({ unit, year, figures }: Told): string => {
  const line = (table: string, key: string, shown: Shown, of = { id: unit.id, name: unit.fullName }): Field[] => [
    of.id,
    of.name,
    year,
    table,
    key,
    ...valueOf(shown),
  ]
  const lines: (readonly Field[])[] = [
    ['unit_code', 'unit', 'year', 'table', 'key', 'value', 'mark'],
    ...Object.entries(codebook).map(([mark, meaning]) => ['', '', '', 'codebook', meaning, '', mark]),
    ...figures.sessions.map((one) =>
      line('sessions', [one.level, one.type, one.rhythm, one.isThematic ? 'thematic' : 'general'].join(' '), one.held),
    ),
    line('heard', 'opinions', figures.opinions),
    line('heard', 'persons', figures.persons),
    line('heard', 'households', figures.households),
    line('heard', 'answered', figures.answered),
    line('heard', 'units_not_heard', figures.notHeard),
    line('heard', 'opinions_to_the_unit_itself', figures.unitItself),
    ...figures.byClass.map((one) => line('class', one.opinionClass, one.n)),
    ...figures.units.flatMap((one) => [
      line('unit', 'opinions', one.opinions, one),
      line('unit', 'persons', one.persons, one),
    ]),
  ]
  // Excel takes a file without this mark for an old code page, and every diacritic is lost.
  return `\uFEFF${lines.map((fields) => fields.map(cell).join(',')).join('\r\n')}\r\n`
}

/** `/thong-ke`: what everybody may know, as a page and as open data. Nothing in it leads to a person. */
export const statisticsRoutes = (app: FastifyInstance, { house, slowDown, localeOf, sendPage }: Means): void => {
  const { database, clock } = house

  type Kept = { readonly until: number; readonly figures: Promise<PublicFigures | undefined> }
  const kept = new Map<string, Kept>()

  /** Counted once for all who ask within some minutes, and once for those who ask at the same moment. */
  const figuresOf = async (unitId: string, year: number): Promise<PublicFigures | undefined> => {
    const key = `${unitId} ${year}`
    const now = clock.now().getTime()
    const known = kept.get(key)
    if (known && known.until > now && known.until <= now + keptMs) return await known.figures
    const [fromOn, untilOn] = [dateOf(year, 1, 1), dateOf(year, 12, 31)] as [PlainDate, PlainDate]
    const figures = publicFigures(database, { unitId, fromOn, untilOn })
    kept.delete(key)
    kept.set(key, { until: now + keptMs, figures })
    const [oldest] = kept.keys()
    if (kept.size > keptMost && oldest !== undefined) kept.delete(oldest)
    figures.catch(() => kept.delete(key))
    return await figures
  }

  // Each page counts the voices of the whole country, to know what may be told.
  const told = async (request: FastifyRequest<Query>, reply: FastifyReply): Promise<Told> => {
    await slowDown(request, reply)
    const latest = yearOf(vietnamDate(clock.now()))
    const asked = Number(request.query.year)
    const year = Number.isInteger(asked) && asked >= firstYear && asked <= latest ? asked : latest
    const id = typeof request.query.unit === 'string' && request.query.unit !== '' ? request.query.unit : countryId
    const unit = /^[\w-]{1,60}$/.test(id) ? await findUnit(database, id) : undefined
    const figures = unit && (await figuresOf(unit.id, year))
    if (!unit || !figures) {
      throw new AppError('NOT_FOUND', 'no public figures of this unit', { phrase: 'errors:notFound' })
    }
    return { unit, year, figures }
  }

  app.get<Query>('/thong-ke', { config }, async (request, reply) => {
    const latest = yearOf(vietnamDate(clock.now()))
    const years = Array.from({ length: latest - firstYear + 1 }, (_, at) => latest - at)
    return await sendPage(reply, 200, statisticsPage(localeOf(request), { ...(await told(request, reply)), years }))
  })

  app.get<Query>('/thong-ke.csv', { config }, async (request, reply) => {
    const all = await told(request, reply)
    return await reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="thong-ke-${all.unit.id}-${all.year}.csv"`)
      .send(csvOf(all))
  })

  app.get<Query>('/thong-ke.json', { config }, async (request, reply) => {
    const { unit, year, figures } = await told(request, reply)
    return await reply
      .type('application/json; charset=utf-8')
      .header('Access-Control-Allow-Origin', '*')
      .send(
        `${JSON.stringify({ unit: { id: unit.id, name: unit.fullName }, year, hiddenBelow: publicLeast, codebook, ...figures }, null, 2)}\n`,
      )
  })
}
