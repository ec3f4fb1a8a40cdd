import { and, eq, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { broadcastContents, broadcasts } from '../database/tables/broadcasts.ts'
import type { Plan } from '../delivery/index.ts'
import type { Locale } from '../phrases/index.ts'
import { asBroadcast } from './broadcast-row.ts'
import type { Broadcast, NoticeTexts } from './broadcast.ts'
import type { Circle } from './circle.ts'
import { fingerprintOf } from './notice-words.ts'

/** Reads a broadcast and holds it until the transaction ends. */
export const lockBroadcast = async (tx: Transaction, id: string): Promise<Broadcast | undefined> => {
  const [row] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for('update')
  return row ? asBroadcast(row) : undefined
}

/** The same for workers: whoever finds it held leaves it to the other. */
export const claimBroadcast = async (tx: Transaction, id: string): Promise<Broadcast | undefined> => {
  const [row] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for('update', { skipLocked: true })
  return row ? asBroadcast(row) : undefined
}

/** All broadcasts of a session, held in one order, so that two verbs never wait for each other. */
export const lockBroadcastsOf = async (tx: Transaction, dialogueId: string): Promise<Broadcast[]> => {
  const rows = await tx
    .select()
    .from(broadcasts)
    .where(eq(broadcasts.dialogueId, dialogueId))
    .orderBy(broadcasts.id)
    .for('update')
  return rows.map(asBroadcast)
}

type NewBroadcast = Pick<
  Broadcast,
  'id' | 'kind' | 'dialogueId' | 'unitId' | 'audienceUnits' | 'followsId' | 'dialogueVersion' | 'facts' | 'formerFacts'
> & { readonly createdBy: string; readonly circle?: Circle }

export const insertBroadcast = async (tx: Transaction, made: NewBroadcast, now: Date): Promise<void> => {
  await tx.insert(broadcasts).values({
    ...made,
    circle: made.circle ?? null,
    audienceUnits: [...made.audienceUnits],
    state: 'draft',
    createdAt: now,
    updatedAt: now,
  })
}

type Changes = Partial<
  Omit<Broadcast, 'id' | 'kind' | 'dialogueId' | 'unitId' | 'createdBy' | 'createdAt' | 'updatedAt'>
>

export const updateBroadcast = async (tx: Transaction, id: string, changes: Changes, now: Date): Promise<void> => {
  const { audienceUnits, ...rest } = changes
  await tx
    .update(broadcasts)
    .set({ ...rest, ...(audienceUnits ? { audienceUnits: [...audienceUnits] } : {}), updatedAt: now })
    .where(eq(broadcasts.id, id))
}

/** Adds one version of the words in both languages. */
export const insertContents = async (
  tx: Transaction,
  broadcastId: string,
  made: { readonly version: number; readonly texts: NoticeTexts; readonly writtenBy: string },
  now: Date,
): Promise<void> => {
  const languages: readonly Locale[] = ['vi', 'en']
  await tx.insert(broadcastContents).values(
    languages.map((language) => ({
      broadcastId,
      language,
      version: made.version,
      text: made.texts[language],
      fingerprint: fingerprintOf(made.texts[language]),
      writtenBy: made.writtenBy,
      createdAt: now,
    })),
  )
}

/** Keeps the plan of a draft, unless it was changed while the plan was made. */
export const keepPlan = async (db: Queryable, made: Broadcast, plan: Plan): Promise<void> => {
  await db
    .update(broadcasts)
    .set({ plan })
    .where(
      and(
        eq(broadcasts.id, made.id),
        eq(broadcasts.state, 'draft'),
        eq(broadcasts.contentVersion, made.contentVersion),
        eq(broadcasts.mayCost, made.mayCost),
      ),
    )
}

/** Moves the cursor over a page that was taken in. */
export const advance = async (tx: Transaction, id: string, cursor: number, added: number, now: Date): Promise<void> => {
  await tx
    .update(broadcasts)
    .set({ cursor, recipients: sql`${broadcasts.recipients} + ${added}`, updatedAt: now })
    .where(eq(broadcasts.id, id))
}
