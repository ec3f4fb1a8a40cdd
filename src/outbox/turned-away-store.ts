import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable, type Transaction } from '../database/index.ts'

const mark = 'closed: '

/** Why a message did not go that another way might still carry. */
export const asTurnedAway = (why: string): string => `${mark}${why}`

/** Chats whose message of a ref was turned away because a way had closed, not because of the person. */
export const turnedAwayOf = async (db: Queryable, ref: string, limit: number): Promise<number[]> => {
  const rows = await db.execute<{ chat_id: string }>(sql`
    select distinct chat_id from outbox_history
    where ref = ${ref} and outcome = 'unreachable' and starts_with(why, ${mark}) order by chat_id limit ${limit}`)
  return rows.map((row) => Number(row.chat_id))
}

/**
 * What was turned away has its answer: `moved` people go another way or wait, so that these lines stand for nobody any
 * more; nothing else reaches the rest, who stay unreachable.
 */
export const settleTurnedAway = async (
  tx: Transaction,
  ref: string,
  chats: { readonly moved: readonly number[]; readonly rest: readonly number[] },
): Promise<void> => {
  await tx.execute(sql`
    update outbox_history
    set outcome = case when chat_id = any(${arrayLiteral(chats.moved)}::bigint[]) then 'moved' else outcome end,
      why = substr(why, ${mark.length + 1}::int)
    where ref = ${ref} and outcome = 'unreachable' and starts_with(why, ${mark})
      and chat_id = any(${arrayLiteral([...chats.moved, ...chats.rest])}::bigint[])`)
}

/** Takes messages of a ref out of line for these chats, as another way is chosen for them. Gives the chats. */
export const takeOutOfLine = async (tx: Transaction, ref: string, chatIds: readonly number[]): Promise<number[]> => {
  const rows = await tx.execute<{ chat_id: string }>(sql`
    delete from outbox where ref = ${ref} and state = 'waiting' and not uncertain
      and chat_id = any(${arrayLiteral(chatIds)}::bigint[]) returning chat_id`)
  return rows.map((row) => Number(row.chat_id))
}
