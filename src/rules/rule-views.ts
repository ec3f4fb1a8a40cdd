import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { rules } from '../database/tables/rules.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Measure, Rule } from './rule.ts'

type Row = typeof rules.$inferSelect

const measureOf = ({ days, counting, timesAYear, percent, key }: Row): Measure => {
  if (days !== null && counting !== null) return { kind: 'days', days, counting }
  if (timesAYear !== null) return { kind: 'times-a-year', times: timesAYear }
  if (percent !== null) return { kind: 'percent', percent }
  throw new Error(`the rule ${key} measures nothing`)
}

const asRule = (row: Row): Rule => ({
  key: row.key,
  measure: measureOf(row),
  appliesTo: row.appliesTo,
  source: row.source,
  sourceDate: row.sourceDate as PlainDate | null,
  validFrom: row.validFrom as PlainDate,
  validUntil: row.validUntil as PlainDate | null,
  state: row.state,
  isOn: row.isOn,
})

const inForce = (date: PlainDate) =>
  and(eq(rules.isOn, true), lte(rules.validFrom, date), or(isNull(rules.validUntil), gt(rules.validUntil, date)))

/** The rule that holds on a day; null when there is none or it is switched off. The newest wins. */
export const findRule = async (db: Queryable, key: string, date: PlainDate): Promise<Rule | null> => {
  const found = await db
    .select()
    .from(rules)
    .where(and(eq(rules.key, key), inForce(date)))
    .orderBy(asc(rules.validFrom))
  const row = found.at(-1)
  return row ? asRule(row) : null
}

/** Every rule of a legal basis that holds on a day. */
export const rulesFor = async (db: Queryable, appliesTo: string, date: PlainDate): Promise<Rule[]> => {
  const found = await db
    .select()
    .from(rules)
    .where(and(eq(rules.appliesTo, appliesTo), inForce(date)))
    .orderBy(asc(rules.key), asc(rules.validFrom))
  return found.map(asRule)
}

/** All rules with their states, switched off ones too, for those who keep them. */
export const listRules = async (db: Queryable): Promise<Rule[]> => {
  const found = await db.select().from(rules).orderBy(asc(rules.appliesTo), asc(rules.key), asc(rules.validFrom))
  return found.map(asRule)
}
