import { eq } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { dialogueSounds } from '../../database/tables/artefacts.ts'
import type { SessionSheet } from '../session-sheet.ts'
import { digestOfHeard } from './heard-facts.ts'

export type SessionSound = {
  readonly attachmentId: string
  /** It says what people are told now. Otherwise nobody may be let hear it: the hour may be a wrong one. */
  readonly isCurrent: boolean
  readonly addedBy: string
  readonly addedAt: Date
}

/** The recording of a session's text, measured against the session as people were told of it. */
export const soundOf = async (
  db: Queryable,
  dialogueId: string,
  sheet: SessionSheet,
): Promise<SessionSound | undefined> => {
  const [row] = await db.select().from(dialogueSounds).where(eq(dialogueSounds.dialogueId, dialogueId))
  if (!row) return undefined
  const { attachmentId, addedBy, addedAt, textDigest } = row
  return { attachmentId, isCurrent: textDigest === digestOfHeard(sheet), addedBy, addedAt }
}
