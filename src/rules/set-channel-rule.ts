import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { lockChannelRule, replaceChannelRule } from './channel-rule-store.ts'
import type { ChannelRule } from './channel-rules-views.ts'
import { checkSource } from './check-source.ts'

export type ChannelRuleInput = {
  readonly key: string
  readonly value: number
  readonly source: string
  readonly sourceDate: PlainDate | null
  /** The administrator has read the source itself. */
  readonly isVerified: boolean
}

type Bounds = { readonly least: number; readonly most: number; readonly isWhole: boolean }

const perUnit: Readonly<Record<string, Bounds>> = {
  hours: { least: 1, most: 8760, isWhole: false },
  days: { least: 1, most: 3650, isWhole: true },
  vnd: { least: 0, most: 1_000_000_000, isWhole: false },
  stars: { least: 0, most: 1_000_000, isWhole: false },
  hour_of_day: { least: 0, most: 24, isWhole: true },
  count: { least: 1, most: 10_000, isWhole: true },
}
// A rate of zero would stop every message for good: pausing is for that.
const rate: Bounds = { least: 1, most: 10_000_000, isWhole: true }

const checkValue = (value: number, unit: string): void => {
  const { least, most, isWhole } = perUnit[unit] ?? rate
  if (Number.isFinite(value) && value >= least && value <= most && (!isWhole || Number.isInteger(value))) return
  throw new AppError('INVALID', `${unit} outside its bounds`, {
    phrase: isWhole ? 'rules:value.whole' : 'rules:value.number',
    values: { least, most },
    field: 'value',
  })
}

/** The free window lies inside the paid one, or the planner would spend money where nothing has to be paid. */
const checkTogether = async (scope: Scope, rule: ChannelRule): Promise<void> => {
  const windows: Readonly<Record<string, { other: string; fits: (value: number, other: number) => boolean }>> = {
    'zalo.cs.free-hours': { other: 'zalo.cs.paid-days', fits: (hours, days) => hours <= days * 24 },
    'zalo.cs.paid-days': { other: 'zalo.cs.free-hours', fits: (days, hours) => hours <= days * 24 },
    'zalo.broadcast.from-hour': { other: 'zalo.broadcast.until-hour', fits: (from, until) => from < until },
    'zalo.broadcast.until-hour': { other: 'zalo.broadcast.from-hour', fits: (until, from) => from < until },
  }
  const pair = windows[rule.key]
  const other = pair && (await lockChannelRule(scope.tx, pair.other))
  if (!pair || !other || pair.fits(rule.value, other.value)) return
  throw new AppError('INVALID', `${rule.key} contradicts ${pair.other}`, {
    phrase: 'rules:value.contradicts',
    values: { other: other.value },
    field: 'value',
  })
}

/** Sets a figure of a platform for the whole installation. What is under way already keeps the way that was planned. */
export const setChannelRule = async (scope: Scope, input: ChannelRuleInput): Promise<ChannelRule> => {
  requireRole(scope.actor, ['admin'], [])
  const former = await lockChannelRule(scope.tx, input.key)
  if (!former) throw new AppError('NOT_FOUND', 'no such channel rule', { phrase: 'errors:notFound' })
  const now = scope.clock.now()
  checkValue(input.value, former.unit)
  const next: ChannelRule = {
    key: former.key,
    value: input.value,
    unit: former.unit,
    source: checkSource(input.source, input.sourceDate, vietnamDate(now)),
    sourceDate: input.sourceDate,
    state: input.isVerified ? 'verified' : 'unverified',
    changedBy: scope.actor.kind === 'officer' ? scope.actor.officerId : null,
    changedAt: now,
  }
  await checkTogether(scope, next)
  await replaceChannelRule(scope.tx, former, next)
  await recordAudit(scope, {
    action: 'channel_rule.set',
    subject: { kind: 'channel_rule', id: former.key },
    details: { from: former.value, to: next.value, state: next.state },
  })
  return next
}
