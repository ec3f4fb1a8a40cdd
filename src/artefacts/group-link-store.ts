import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { groupLinkOpenings, groupLinks } from '../database/tables/artefacts.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

type NewLink = {
  readonly token: string
  readonly dialogueId: string
  readonly unitId: string
  readonly createdAt: Date
}

/** A group that has its link keeps it: it may be in a chat already. Gives how many are new. */
export const insertLinks = async (tx: Transaction, links: readonly NewLink[]): Promise<number> => {
  if (links.length === 0) return 0
  const made = await tx
    .insert(groupLinks)
    .values([...links])
    .onConflictDoNothing({ target: [groupLinks.dialogueId, groupLinks.unitId] })
    .returning({ token: groupLinks.token })
  return made.length
}

export const addOpening = async (tx: Transaction, token: string, day: PlainDate): Promise<void> => {
  await tx
    .insert(groupLinkOpenings)
    .values({ token, day, openings: 1 })
    .onConflictDoUpdate({
      target: [groupLinkOpenings.token, groupLinkOpenings.day],
      set: { openings: sql`${groupLinkOpenings.openings} + 1` },
    })
}
