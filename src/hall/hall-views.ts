import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { floorQuestions, hallNotes, halls } from '../database/tables/hall.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { About, FloorQuestion, FloorRefusal, FloorState, Hall, HallNote, NoteKind } from './hall.ts'
import { openHall } from './sealed-words.ts'

const aboutOf = (kind: string | null, id: string | null): About | null =>
  kind === null || id === null ? null : { kind: kind as About['kind'], id }

/** What is going on; nothing before the hall was opened. */
export const readHall = async (database: Queryable, dialogueId: string): Promise<Hall | undefined> => {
  const [row] = await database.select().from(halls).where(eq(halls.dialogueId, dialogueId))
  if (!row) return undefined
  const about = aboutOf(row.currentKind, row.currentId)
  return {
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    current: about && row.currentSince ? { ...about, since: row.currentSince } : null,
    extraMinutes: row.extraMinutes,
    isFloorOpen: row.isFloorOpen,
    version: row.version,
  }
}

/** Questions from the floor with their words, in the order in which they came: for the moderator. */
export const listFloor = async (
  database: Queryable,
  keyring: Keyring,
  dialogueId: string,
): Promise<FloorQuestion[]> => {
  const rows = await database
    .select()
    .from(floorQuestions)
    .where(eq(floorQuestions.dialogueId, dialogueId))
    .orderBy(asc(floorQuestions.askedAt), asc(floorQuestions.id))
  return rows.map((row) => ({
    id: row.id,
    source: row.source as FloorQuestion['source'],
    words: openHall(keyring, 'floor_questions.words', row.id, row.words),
    askedAt: row.askedAt,
    state: row.state as FloorState,
    title: row.title,
    refusedWhy: row.refusedWhy as FloorRefusal | null,
    usedSeconds: row.usedSeconds,
  }))
}

/** What was noted and not struck out again, in the order in which it was spoken. */
export const listNotes = async (database: Queryable, keyring: Keyring, dialogueId: string): Promise<HallNote[]> => {
  const rows = await database
    .select()
    .from(hallNotes)
    .where(and(eq(hallNotes.dialogueId, dialogueId), isNull(hallNotes.undoneAt)))
    .orderBy(asc(hallNotes.at), asc(hallNotes.id))
  return rows.map((row) => ({
    id: row.id,
    about: aboutOf(row.aboutKind, row.aboutId),
    kind: row.kind as NoteKind,
    speaker: row.speaker,
    words: openHall(keyring, 'hall_notes.words', row.id, row.words),
    at: row.at,
  }))
}

/** What whoever asked from the floor may see of it: where it stands, and the receipt code once it was taken in. */
export const readOwnFloorQuestion = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly dialogueId: string; readonly id: string },
): Promise<
  { readonly state: FloorState; readonly refusedWhy: FloorRefusal | null; readonly code: string | null } | undefined
> => {
  const [row] = await database
    .select()
    .from(floorQuestions)
    .where(and(eq(floorQuestions.id, input.id), eq(floorQuestions.dialogueId, input.dialogueId)))
  if (!row) return undefined
  return {
    state: row.state as FloorState,
    refusedWhy: row.refusedWhy as FloorRefusal | null,
    code: row.code && openHall(keyring, 'floor_questions.code', row.id, row.code),
  }
}
