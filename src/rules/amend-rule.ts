import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { checkSource } from './check-source.ts'
import { endRule, insertRule, lockRules } from './rule-store.ts'

/** What a law may sensibly say: days of a period, times a year, percent of the voters. */
const bounds = { days: 400, times: 52, percent: 100 } as const

type Amendment = {
  readonly key: string
  /** The first day on which it holds. */
  readonly validFrom: PlainDate
  /** In the measure of the rule: days, times a year or percent. */
  readonly value: number
  readonly source: string
  readonly sourceDate: PlainDate | null
}

/** The law says something else from a day on: the former rule ends there, and stays for what began before. */
export const amendRule = async (scope: Scope, input: Amendment): Promise<void> => {
  requireRole(scope.actor, ['admin'], [])
  const { key, validFrom, value } = input
  const source = checkSource(input.source, input.sourceDate, vietnamDate(scope.clock.now()))
  const former = (await lockRules(scope.tx, key)).at(-1)
  if (!former) throw new AppError('NOT_FOUND', `no rule ${key}`, { phrase: 'errors:notFound' })
  const most = former.days !== null ? bounds.days : former.timesAYear !== null ? bounds.times : bounds.percent
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new AppError('INVALID', 'a figure out of bounds', {
      phrase: 'rules:law.value',
      values: { most },
      field: 'value',
    })
  }
  if (validFrom <= former.validFrom) {
    throw new AppError('INVALID', 'a day before the former rule', { phrase: 'rules:law.from', field: 'validFrom' })
  }
  await endRule(scope.tx, { key, validFrom: former.validFrom }, validFrom)
  await insertRule(scope.tx, {
    key,
    days: former.days === null ? null : value,
    counting: former.counting,
    timesAYear: former.timesAYear === null ? null : value,
    percent: former.percent === null ? null : value,
    appliesTo: former.appliesTo,
    source,
    sourceDate: input.sourceDate,
    validFrom,
    state: 'verified',
    isOn: true,
  })
  await recordAudit(scope, {
    action: 'rule.amended',
    subject: { kind: 'rule', id: `${key}/${validFrom}` },
    details: { from: former.days ?? former.timesAYear ?? former.percent, to: value, source },
  })
}
