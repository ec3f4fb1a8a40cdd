import { and, asc, count, desc, eq, ne } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { opinionAttachments, opinionAuthors, opinions, opinionWordings } from '../database/tables/questions.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { itemOfOpinion, type OwnItem } from './items/own-item-views.ts'
import type { OpinionClass, OpinionNaming, OpinionState } from './opinion.ts'
import { codeHash, openCode, openWords } from './sealed-columns.ts'
import { heardOf } from './voice/transcript-views.ts'

/** What anybody may know who holds a code: never a word of it. */
export type PublicOpinion = {
  readonly id: string
  readonly state: OpinionState
  readonly opinionClass: OpinionClass
  readonly naming: OpinionNaming
  readonly unitId: string
  readonly dialogueId: string | null
  readonly dialogueTitle: string | null
  /** The exact moment; of an anonymous opinion midnight of its day. */
  readonly receivedAt: Date
  readonly isDayOnly: boolean
}

/** The same for its author. */
export type OwnOpinion = PublicOpinion & {
  /** Null for an anonymous one: the code is not kept. */
  readonly code: string | null
  readonly isHeld: boolean
  readonly wordings: readonly string[]
  /** What its voices say as it was written down, and whether its author has said that it is right. */
  readonly heard: readonly { readonly text: string; readonly isConfirmed: boolean }[]
  readonly files: number
  /** The matter that it stands in, alone or with others; null until an officer has kept it. */
  readonly item: OwnItem | null
}

type Row = { opinion: typeof opinions.$inferSelect; dialogueTitle: string | null }

const asPublic = ({ opinion, dialogueTitle }: Row): PublicOpinion => ({
  id: opinion.id,
  state: opinion.state as OpinionState,
  opinionClass: opinion.opinionClass as OpinionClass,
  naming: opinion.naming as OpinionNaming,
  unitId: opinion.unitId,
  dialogueId: opinion.dialogueId,
  dialogueTitle,
  receivedAt: opinion.receivedAt,
  isDayOnly: opinion.naming === 'anonymous',
})

const wordsOf = async (database: Queryable, keyring: Keyring, id: string): Promise<string[]> => {
  const rows = await database
    .select()
    .from(opinionWordings)
    .where(eq(opinionWordings.opinionId, id))
    .orderBy(asc(opinionWordings.seq))
  return rows.map((row) => openWords(keyring, id, row.seq, row.text))
}

const asOwn = async (database: Queryable, keyring: Keyring, row: Row): Promise<OwnOpinion> => {
  const { id } = row.opinion
  const [files] = await database
    .select({ n: count() })
    .from(opinionAttachments)
    .where(eq(opinionAttachments.opinionId, id))
  return {
    ...asPublic(row),
    code: openCode(keyring, id, row.opinion.code),
    isHeld: row.opinion.heldWhy !== null,
    wordings: await wordsOf(database, keyring, id),
    heard: (await heardOf(database, keyring, [id])).get(id) ?? [],
    files: files?.n ?? 0,
    item: await itemOfOpinion(database, id),
  }
}

const selection = { opinion: opinions, dialogueTitle: dialogues.title }

/** What a code stands for, as the public check shows it: state, never words. */
export const findByCode = async (
  database: Queryable,
  keyring: Keyring,
  code: string,
): Promise<PublicOpinion | undefined> => {
  const [row] = await database
    .select(selection)
    .from(opinions)
    .leftJoin(dialogues, eq(dialogues.id, opinions.dialogueId))
    .where(eq(opinions.codeHash, codeHash(keyring, code)))
  return row && asPublic(row)
}

/**
 * The same asked in a chat. The words come with it for the person who sent them, and where nobody is known as the
 * author (anonymous, or entered at the desk) for whoever gives the code.
 */
export const findByCodeInChat = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly code: string; readonly residentId: string },
): Promise<
  | { readonly kind: 'own'; readonly opinion: OwnOpinion }
  | { readonly kind: 'public'; readonly opinion: PublicOpinion }
  | undefined
> => {
  const [row] = await database
    .select({ ...selection, authorId: opinionAuthors.residentId })
    .from(opinions)
    .leftJoin(dialogues, eq(dialogues.id, opinions.dialogueId))
    .leftJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .where(eq(opinions.codeHash, codeHash(keyring, input.code)))
  if (!row) return undefined
  const isTheirs = row.authorId === null || row.authorId === input.residentId
  return isTheirs
    ? { kind: 'own', opinion: await asOwn(database, keyring, row) }
    : { kind: 'public', opinion: asPublic(row) }
}

const byAuthor = (residentId: string) => and(eq(opinionAuthors.residentId, residentId), ne(opinions.state, 'erased'))

/** "Việc của tôi": what a person has sent, newest first. Anonymous ones are not among them: nobody knows whose they are. */
export const myOpinions = async (
  database: Queryable,
  input: { readonly residentId: string; readonly limit?: number; readonly offset?: number },
): Promise<{ readonly items: readonly PublicOpinion[]; readonly total: number }> => {
  const rows = await database
    .select(selection)
    .from(opinionAuthors)
    .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
    .leftJoin(dialogues, eq(dialogues.id, opinions.dialogueId))
    .where(byAuthor(input.residentId))
    .orderBy(desc(opinions.receivedAt), desc(opinions.id))
    .limit(input.limit ?? 20)
    .offset(input.offset ?? 0)
  const [all] = await database
    .select({ n: count() })
    .from(opinionAuthors)
    .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
    .where(byAuthor(input.residentId))
  return { items: rows.map(asPublic), total: all?.n ?? 0 }
}

/** One of a person's own opinions with its words; nothing when it is not theirs. */
export const readOwnOpinion = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly residentId: string; readonly opinionId: string },
): Promise<OwnOpinion | undefined> => {
  const [row] = await database
    .select(selection)
    .from(opinionAuthors)
    .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
    .leftJoin(dialogues, eq(dialogues.id, opinions.dialogueId))
    .where(and(byAuthor(input.residentId), eq(opinions.id, input.opinionId)))
  return row && (await asOwn(database, keyring, row))
}
