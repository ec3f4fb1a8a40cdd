import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { smallestShown, type RatingReason } from './answer.ts'

/** How the answers of one body were found. Never by person, and nothing of fewer than five ratings. */
export type BodyRatings = {
  readonly body: string
  readonly answers: number
  /** Null where there are fewer than five: then nothing more is said. */
  readonly ratings: {
    readonly all: number
    readonly satisfied: number
    readonly partly: number
    readonly not: number
    readonly reasons: readonly { readonly reason: RatingReason; readonly count: number }[]
  } | null
}

type Row = {
  body: string
  answers: number
  ratings: number
  satisfied: number
  partly: number
  not: number
}

/** By the body that answered, of these units and all below; those with most answers first. */
export const ratingsByBody = async (database: Queryable, unitIds: readonly string[]): Promise<BodyRatings[]> => {
  const of = sql`item_answers a join units u on u.id = a.unit_id and u.path && ${arrayLiteral(unitIds)}::text[]
    left join answer_ratings r on r.answer_id = a.id`
  const rows = await database.execute<Row>(sql`
    select a.answering_body as body, count(distinct a.id)::int as answers, count(r.id)::int as ratings,
      count(*) filter (where r.score = 'satisfied')::int as satisfied,
      count(*) filter (where r.score = 'partly')::int as partly, count(*) filter (where r.score = 'not')::int as "not"
    from ${of} where a.state = 'approved' group by a.answering_body
    order by answers desc, body limit 200`)
  const reasons = await database.execute<{ body: string; reason: RatingReason; n: number }>(sql`
    select a.answering_body as body, r.reason, count(*)::int as n
    from ${of} where a.state = 'approved' and r.reason is not null
    group by a.answering_body, r.reason order by n desc, r.reason`)
  return rows.map(({ body, answers, ratings, satisfied, partly, not }) => ({
    body,
    answers,
    ratings:
      ratings < smallestShown
        ? null
        : {
            all: ratings,
            satisfied,
            partly,
            not,
            reasons: reasons.filter((one) => one.body === body).map(({ reason, n }) => ({ reason, count: n })),
          },
  }))
}
