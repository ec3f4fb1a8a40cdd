import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'

/** Where matters of a unit and those below it usually go. */
export type Route = {
  readonly id: string
  readonly unitId: string
  readonly unitName: string
  /** How far down the unit lies: of two rules that fit, that of the nearer unit holds. */
  readonly depth: number
  readonly topicId: string | null
  readonly topicName: string | null
  readonly competence: string | null
  readonly toUnitId: string | null
  /** The name of the unit or of the body. */
  readonly to: string
}

const routes = async (database: Queryable, where: SQL): Promise<Route[]> =>
  (await database.execute(sql`
    select r.id, r.unit_id as "unitId", u.full_name as "unitName", cardinality(u.path) as depth,
      r.topic_id as "topicId", t.name_vi as "topicName", r.competence, r.to_unit_id as "toUnitId",
      coalesce(x.full_name, r.body) as "to"
    from handover_routes r join units u on u.id = r.unit_id left join topics t on t.id = r.topic_id
    left join units x on x.id = r.to_unit_id
    where ${where} order by cardinality(u.path) desc, t.position, r.competence, r.created_at, r.id`)) as unknown as Route[]

/** The rules of a unit and of those above it, the nearest first. */
export const routesFor = async (database: Queryable, unitPath: readonly string[]): Promise<Route[]> =>
  await routes(database, sql`r.unit_id = any(${arrayLiteral(unitPath)}::text[])`)

export const findRoute = async (database: Queryable, id: string): Promise<Route | undefined> =>
  (await routes(database, sql`r.id = ${id}::uuid`))[0]
