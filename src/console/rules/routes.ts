import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames } from '../../officers/index.ts'
import { recountDeadlines } from '../../residents/index.ts'
import {
  channelRules,
  formerChannelRules,
  holidaysOf,
  holidayYears,
  saveHolidays,
  setChannelRule,
  yearsWithoutHolidays,
  type HolidayLineFault,
} from '../../rules/index.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { channelRulePage, channelRulesPage } from './channel-page.ts'
import { holidayYearPage, holidayYearsPage } from './holiday-page.ts'

const config = { access: ['admin'] } as const
const home = '/console/rules'

type Back = {
  readonly form: Form | undefined
  readonly faults: Faults
  readonly lineFaults?: readonly HolidayLineFault[]
}
const fresh: Back = { form: undefined, faults: noFaults }

/** "1.400.000", "0,1": as numbers are written here. What is none stays none, for the verb to refuse. */
const numberOf = (text: string): number => {
  const plain = text
    .trim()
    .replaceAll(/\s|\.(?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.')
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
}

const ids = (rows: readonly { readonly changedBy: string | null }[]): string[] => [
  ...new Set(rows.flatMap(({ changedBy }) => changedBy ?? [])),
]

/** What platforms ask for and which days are off: figures with their sources, kept by administrators. */
export const ruleRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.get('/rules/channels', { config }, async (request, reply) => {
    const { all } = await channelRules(house.database)
    const page = channelRulesPage(door.view(request), all, await officerNames(house.database, ids(all)))
    return await sendPage(reply, page)
  })

  const showRule = async (request: FastifyRequest, reply: FastifyReply, key: string, back = fresh, status = 200) => {
    const rule = (await channelRules(house.database)).all.find((one) => one.key === key)
    if (!rule) throw new AppError('NOT_FOUND', 'no such channel rule')
    const former = await formerChannelRules(house.database, key)
    const names = await officerNames(house.database, ids([rule, ...former]))
    return await sendPage(reply, channelRulePage(door.view(request), { rule, former, names, ...back }), status)
  }

  /** Null for an empty field; a day that cannot be read is a fault of the form. */
  const dayOf = (form: Form, name: string): PlainDate | null => {
    const text = textOf(form, name).trim()
    if (text === '') return null
    const day = parseDateVi(text, vietnamDate(house.clock.now()))
    if (day === null) throw new AppError('INVALID', 'no date', { phrase: 'rules:source.date', field: name })
    return day
  }

  type WithKey = { Params: { key: string } }
  app.get<WithKey>('/rules/channels/:key', { config }, async (request, reply) =>
    showRule(request, reply, request.params.key),
  )

  app.post<WithKey>('/rules/channels/:key', { config }, async (request, reply) => {
    const { key } = request.params
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const input = {
        key,
        value: numberOf(textOf(form, 'value')),
        source: textOf(form, 'source'),
        sourceDate: dayOf(form, 'sourceDate'),
        isVerified: listOf(form, 'verified').includes('yes'),
      }
      return await act(house, actorOf(request), async (scope) => await setChannelRule(scope, input))
    })
    if (done.ok) return await goTo(reply, `${home}/channels/${key}`, 'saved')
    return await showRule(request, reply, key, { form, faults: done.faults }, done.status)
  })

  app.get('/rules/holidays', { config }, async (request, reply) => {
    const years = await holidayYears(house.database)
    const missing = await yearsWithoutHolidays(house.database, house.clock.now())
    return await sendPage(reply, holidayYearsPage(door.view(request), years, missing))
  })

  const yearOfPath = (text: string): number => {
    if (/^20\d\d$/.test(text)) return Number(text)
    throw new AppError('NOT_FOUND', 'no such year')
  }

  app.get('/rules/holidays/open', { config }, async (request, reply) =>
    goTo(reply, `${home}/holidays/${yearOfPath(queryOf(request, 'year').trim())}`),
  )

  const showYear = async (request: FastifyRequest, reply: FastifyReply, year: number, back = fresh, status = 200) => {
    const days = await holidaysOf(house.database, year)
    const page = holidayYearPage(door.view(request), { year, days, lineFaults: [], ...back })
    return await sendPage(reply, page, status)
  }

  type WithYear = { Params: { year: string } }
  app.get<WithYear>('/rules/holidays/:year', { config }, async (request, reply) =>
    showYear(request, reply, yearOfPath(request.params.year)),
  )

  app.post<WithYear>('/rules/holidays/:year', { config }, async (request, reply) => {
    const year = yearOfPath(request.params.year)
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const sourceDate = dayOf(form, 'sourceDate')
      if (sourceDate === null) {
        throw new AppError('INVALID', 'no date of the source', { phrase: 'rules:source.date', field: 'sourceDate' })
      }
      const input = { year, csv: textOf(form, 'csv'), source: textOf(form, 'source'), sourceDate }
      return await act(house, actorOf(request), async (scope) => {
        const saved = await saveHolidays(scope, input)
        await recountDeadlines(scope)
        return saved
      })
    })
    if (!done.ok) return await showYear(request, reply, year, { form, faults: done.faults }, done.status)
    if (done.value.kind === 'refused') {
      return await showYear(request, reply, year, { form, faults: noFaults, lineFaults: done.value.faults }, 422)
    }
    return await goTo(reply, `${home}/holidays`, 'saved')
  })
}
