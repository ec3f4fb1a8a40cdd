import { asc } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { channelRules as table } from '../database/tables/rules.ts'
import { AppError } from '../kernel/errors.ts'

/** A figure of a platform: what it is, who says so, and since when. */
export type ChannelRule = {
  readonly key: string
  readonly value: number
  readonly unit: string
  readonly source: string
  readonly sourceDate: string | null
  readonly state: 'verified' | 'unverified'
  readonly changedBy: string | null
  readonly changedAt: Date
}

export type ChannelRules = {
  readonly all: readonly ChannelRule[]
  /** The figure of a rule that the house counts with; a missing one is a fault of the installation. */
  valueOf(key: string): number
}

export const channelRules = async (db: Queryable): Promise<ChannelRules> => {
  const all = await db.select().from(table).orderBy(asc(table.key))
  const values = new Map(all.map((rule) => [rule.key, rule.value]))
  return {
    all,
    valueOf(key) {
      const value = values.get(key)
      if (value === undefined) throw new AppError('INTERNAL', `no channel rule ${key}`)
      return value
    },
  }
}
