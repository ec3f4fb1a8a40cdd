import { and, asc, eq, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { topics } from '../../database/tables/questions.ts'

/** What opinions are about: a standard topic of everybody, or one of a unit. */
export type OpinionTopic = {
  readonly id: string
  /** Null for a standard one. */
  readonly unitId: string | null
  readonly vi: string
  readonly en: string
  readonly words: readonly string[]
  readonly isSensitive: boolean
  readonly position: number
  readonly isRetired: boolean
  readonly version: number
}

const asTopic = (row: typeof topics.$inferSelect): OpinionTopic => ({
  id: row.id,
  unitId: row.unitId,
  vi: row.nameVi,
  en: row.nameEn,
  words: row.words,
  isSensitive: row.isSensitive,
  position: row.position,
  isRetired: row.retiredAt !== null,
  version: row.version,
})

const order = [sql`${topics.unitId} nulls first`, asc(topics.position), asc(topics.nameVi)]
const read = async (database: Queryable, where: SQL | undefined): Promise<OpinionTopic[]> =>
  (
    await database
      .select()
      .from(topics)
      .where(where)
      .orderBy(...order)
  ).map(asTopic)

/** The topics in use for opinions of a unit, given by its path: the standard ones, and those of it and of units above. */
export const topicsFor = async (database: Queryable, unitPath: readonly string[]): Promise<OpinionTopic[]> =>
  await read(
    database,
    and(isNull(topics.retiredAt), or(isNull(topics.unitId), sql`${topics.unitId} = any(${pathOf(unitPath)})`)),
  )

const pathOf = (unitPath: readonly string[]): SQL =>
  sql`array[${sql.join(
    unitPath.map((id) => sql`${id}`),
    sql`, `,
  )}]::text[]`

/** All topics that an editor of these units sees, the retired ones too. */
export const topicsToEdit = async (database: Queryable, unitIds: readonly string[]): Promise<OpinionTopic[]> =>
  await read(
    database,
    unitIds.length === 0
      ? isNull(topics.unitId)
      : or(isNull(topics.unitId), sql`${topics.unitId} = any(${pathOf(unitIds)})`),
  )

export const findTopic = async (database: Queryable, id: string): Promise<OpinionTopic | undefined> =>
  (await read(database, eq(topics.id, id)))[0]

/** Those in use that are looked at with care: the standard ones, and a unit's own. */
export const sensitiveTopics = async (database: Queryable, unitId: string): Promise<OpinionTopic[]> =>
  await read(
    database,
    and(isNull(topics.retiredAt), eq(topics.isSensitive, true), or(isNull(topics.unitId), eq(topics.unitId, unitId))),
  )
