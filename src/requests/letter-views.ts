import { eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { dialogueRequestLetters } from '../database/tables/requests.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { Letter } from './letter.ts'

export const findLetter = async (database: Queryable, requestId: string): Promise<Letter | undefined> => {
  if (!isId(requestId)) return undefined
  const [row] = await database
    .select()
    .from(dialogueRequestLetters)
    .where(eq(dialogueRequestLetters.requestId, requestId))
  return row && { ...row, dated: row.dated as PlainDate, votersAsOf: row.votersAsOf as PlainDate }
}
