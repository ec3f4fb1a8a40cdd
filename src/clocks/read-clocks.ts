import type { Queryable } from '../database/index.ts'
import { noticeAdvice, resultAdvice, type LegalBasis } from '../dialogues/index.ts'
import { addDays, vietnamDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { addWorkingDays, deadline, type HolidayCalendar } from '../kernel/calendar/working-days.ts'
import { listRules, workingCalendars, type Rule } from '../rules/index.ts'
import { amberDays, type Clock, type ClockKind, type ClockTone } from './clock.ts'
import {
  assemblySessions,
  dueRemarks,
  dueTasks,
  lackingCommunes,
  openDataRequests,
  openSessions,
  reachedRequests,
  unansweredPetitions,
  untakenPetitions,
  type CouncilRow,
  type OldestRow,
} from './clock-views.ts'

type Asked = {
  readonly unitIds: readonly string[]
  readonly now: Date
  /** Only what is late. */
  readonly isLateOnly?: boolean
}

type Law = {
  readonly today: PlainDate
  readonly calendars: readonly HolidayCalendar[]
  ruleOn(key: string, day: PlainDate): Rule | null
}

type Days = { readonly days: number; readonly counting: 'calendar' | 'working'; readonly source: string }

const lawAt = async (database: Queryable, now: Date): Promise<Law> => {
  const [rules, calendars] = await Promise.all([listRules(database), workingCalendars(database)])
  const holds = (rule: Rule, day: PlainDate): boolean =>
    rule.isOn && rule.validFrom <= day && (rule.validUntil === null || day < rule.validUntil)
  return {
    today: vietnamDate(now),
    calendars,
    // The newest wins, as in `findRule`.
    ruleOn: (key, day) => rules.filter((rule) => rule.key === key && holds(rule, day)).at(-1) ?? null,
  }
}

const daysOf = (rule: Rule | null): Days | null =>
  rule?.measure.kind === 'days'
    ? { days: rule.measure.days, counting: rule.measure.counting, source: rule.source }
    : null

/** How a last day stands to today; null while it is further off than its amber days. */
const toneOf = (dueOn: PlainDate, period: number, { today }: Law): ClockTone | null => {
  if (dueOn < today) return 'red'
  return dueOn <= addDays(today, amberDays(period)) ? 'amber' : null
}

type About = Pick<Clock, 'unitId' | 'unitName' | 'subjectId' | 'title'> & { readonly count?: number }

const clock = (kind: ClockKind, about: About, due: Pick<Clock, 'dueOn' | 'source'>, tone: ClockTone | null): Clock[] =>
  tone === null ? [] : [{ kind, ...about, count: about.count ?? 1, ...due, tone }]

const sessionClocks = async (database: Queryable, { unitIds, now }: Asked, law: Law): Promise<Clock[]> => {
  const { today, calendars } = law
  return (await openSessions(database, unitIds, now)).flatMap((row) => {
    const session = { ...row, legalBasis: row.legalBasis as LegalBasis }
    const about = { ...row, subjectId: row.id }
    if (row.state === 'draft') {
      const rule = law.ruleOn('dialogue.notice', today)
      const notice = noticeAdvice(session, today, rule, calendars)
      if (notice.kind === 'no_rule') return []
      const { lastDay: dueOn, source, days } = notice
      return clock('notice', pick(about), { dueOn, source }, toneOf(dueOn, days, law))
    }
    const rule = law.ruleOn('dialogue.result', vietnamDate(row.startsAt))
    const result = resultAdvice(session, { today, rule, calendars })
    if (!result) return []
    const { lastDay: dueOn, source, days } = result
    return clock('result', pick(about), { dueOn, source }, toneOf(dueOn, days, law))
  })
}

const pick = ({ unitId, unitName, subjectId, title }: About): About => ({ unitId, unitName, subjectId, title })

/** The months in which what is not even planned any more is unlikely to be held. */
const yearEndDays = 75

const yearlyClocks = async (database: Queryable, { unitIds, now, isLateOnly }: Asked, law: Law): Promise<Clock[]> => {
  const { today } = law
  const year = yearOf(today)
  const of = async (asked: number): Promise<Clock[]> => {
    const dueOn: PlainDate = `${asked}-12-31`
    const rule = law.ruleOn('dialogue.yearly', dueOn < today ? dueOn : today)
    if (rule?.measure.kind !== 'times-a-year' || addDays(dueOn, -yearEndDays) > today) return []
    const least = rule.measure.times
    const lacking = await lackingCommunes(database, { unitIds, year: asked, least, legalBasis: rule.appliesTo, now })
    return lacking.map(({ unitId, unitName }) => {
      const about = { unitId, unitName, subjectId: unitId, title: String(asked) }
      return { kind: 'yearly', ...about, count: 1, dueOn, source: rule.source, tone: dueOn < today ? 'red' : 'amber' }
    })
  }
  // A year that has just ended stays on the list for a quarter: it is in the annual report then.
  const former = today <= `${year}-03-31` ? await of(year - 1) : []
  // What this year still lacks is not late before it ends.
  return isLateOnly === true ? former : [...former, ...(await of(year))]
}

const requestClocks = async (database: Queryable, { unitIds, isLateOnly }: Asked, law: Law): Promise<Clock[]> => {
  if (isLateOnly === true) return []
  const rule = law.ruleOn('dialogue.on_request', law.today)
  return (await reachedRequests(database, unitIds)).flatMap((row) =>
    clock('on_request', pick({ ...row, subjectId: row.id }), { dueOn: null, source: rule?.source ?? null }, 'amber'),
  )
}

const oldestClocks = (kind: ClockKind, key: string, rows: readonly OldestRow[], law: Law): Clock[] =>
  rows.flatMap(({ unitId, unitName, count, since }) => {
    const began = vietnamDate(since)
    const rule = daysOf(law.ruleOn(key, began))
    if (!rule) return []
    const { date: dueOn } = deadline(began, rule.days, rule.counting, law.calendars)
    const about = { unitId, unitName, subjectId: unitId, title: '', count }
    return clock(kind, about, { dueOn, source: rule.source }, toneOf(dueOn, rule.days, law))
  })

const petitionClocks = async (database: Queryable, { unitIds }: Asked, law: Law): Promise<Clock[]> => {
  const isOn = (key: string): boolean => law.ruleOn(key, law.today) !== null
  const [untaken, unanswered] = await Promise.all([
    isOn('petition.accepted') ? untakenPetitions(database, unitIds) : [],
    isOn('voter_petition.answer') ? unansweredPetitions(database, unitIds) : [],
  ])
  return [
    ...oldestClocks('petition_accepted', 'petition.accepted', untaken, law),
    ...oldestClocks('petition_answer', 'voter_petition.answer', unanswered, law),
  ]
}

const councilClocks = async (database: Queryable, { unitIds }: Asked, law: Law): Promise<Clock[]> => {
  const { today, calendars } = law
  const sides = (row: CouncilRow): Clock[] => {
    const about = pick({ ...row, subjectId: row.id })
    const before = daysOf(law.ruleOn('voter_contact.synthesis_before', today))
    const after = daysOf(law.ruleOn('voter_contact.synthesis_after', row.closesOn))
    const earlier = ({ days, counting }: Days): PlainDate =>
      counting === 'working' ? addWorkingDays(row.opensOn, -days, calendars) : addDays(row.opensOn, -days)
    const first = before && !row.hasBefore && row.opensOn >= today ? earlier(before) : null
    const last =
      after && !row.hasAfter && row.closesOn < today
        ? deadline(row.closesOn, after.days, after.counting, calendars).date
        : null
    return [
      ...(before && first
        ? clock('synthesis_before', about, { dueOn: first, source: before.source }, toneOf(first, before.days, law))
        : []),
      ...(after && last
        ? clock('synthesis_after', about, { dueOn: last, source: after.source }, toneOf(last, after.days, law))
        : []),
    ]
  }
  // A report that was never made for a session of last year is no news any more.
  const rows = await assemblySessions(database, { unitIds, from: addDays(today, -180), until: addDays(today, 60) })
  return rows.flatMap(sides)
}

const dataClocks = async (database: Queryable, { unitIds }: Asked, law: Law): Promise<Clock[]> => {
  const source = (key: string): string | null => law.ruleOn(key, law.today)?.source ?? null
  // The moment is the first that is too late; the day before it is the last in time.
  const dayOf = (at: Date): PlainDate => vietnamDate(new Date(at.getTime() - 1))
  return (await openDataRequests(database, unitIds)).flatMap((row) => {
    const about = { ...row, subjectId: String(row.number), title: String(row.number) }
    const answer = dayOf(row.answerDueAt)
    const stop = row.stopDueAt && dayOf(row.stopDueAt)
    return [
      ...clock(
        'data_answer',
        pick(about),
        { dueOn: answer, source: source('data_request.answer') },
        toneOf(answer, 2, law),
      ),
      ...(stop
        ? clock('data_stop', pick(about), { dueOn: stop, source: source('data_request.stop') }, toneOf(stop, 15, law))
        : []),
    ]
  })
}

/** Days ahead at which what people agreed on turns amber. */
const agreedAhead = 7

const agreedClocks = async (database: Queryable, { unitIds }: Asked, law: Law): Promise<Clock[]> => {
  const until = addDays(law.today, agreedAhead)
  const [tasks, remarks] = await Promise.all([
    dueTasks(database, { unitIds, until }),
    dueRemarks(database, { unitIds, until }),
  ])
  const of = (kind: 'task' | 'remark', rows: typeof tasks): Clock[] =>
    rows.flatMap((row) =>
      clock(
        kind,
        pick({ ...row, subjectId: row.id }),
        { dueOn: row.dueOn, source: null },
        row.dueOn < law.today ? 'red' : 'amber',
      ),
    )
  return [...of('task', tasks), ...of('remark', remarks)]
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const byName = new Intl.Collator('vi', { numeric: true })

/** What has no day comes last of its colour. */
const never: PlainDate = '9999-12-31'

/**
 * Everything of these units and those below whose last day has passed or comes soon, the most urgent first. It is computed
 * from the records and from the rules and holidays as they are now, so a change of either shows at once.
 */
export const readClocks = async (database: Queryable, asked: Asked): Promise<Clock[]> => {
  if (asked.unitIds.length === 0) return []
  const law = await lawAt(database, asked.now)
  const parts = [
    sessionClocks,
    yearlyClocks,
    requestClocks,
    petitionClocks,
    councilClocks,
    dataClocks,
    agreedClocks,
  ] as const
  const found = await Promise.all(parts.map(async (part) => await part(database, asked, law)))
  return found
    .flat()
    .filter(({ tone }) => asked.isLateOnly !== true || tone === 'red')
    .toSorted(
      (one, other) =>
        compare(one.dueOn ?? never, other.dueOn ?? never) ||
        byName.compare(one.unitName, other.unitName) ||
        compare(one.kind, other.kind),
    )
}
