import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { attachments } from '../database/tables/attachments.ts'
import { opinionAttachments, opinions, opinionWordings } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'
import { holdsRole, type Actor } from '../kernel/actor.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { cursorAfter, readCursor } from './list-cursor.ts'
import { newestIds, unitsWithOpinions } from './newest-views.ts'
import type { OpinionKind } from './items/item.ts'
import type { OpinionChannel, OpinionClass, OpinionNaming, OpinionState, TriageState } from './opinion.ts'
import { mayReadOriginal } from './privacy/may-read-original.ts'
import type { MaskSpan } from './privacy/mask-span.ts'
import { maskText } from './privacy/mask-text.ts'
import { openName, openWords } from './sealed-columns.ts'
import type { TranscriptSource } from './voice/transcript-store.ts'
import { heardOf } from './voice/transcript-views.ts'

/** Which opinions: those of a session, or those of a unit and all below it. */
export type QuestionsOf = { readonly dialogueId: string } | { readonly unitPath: readonly string[] }

export type QuestionFilter = {
  readonly opinionClass?: OpinionClass
  readonly channel?: OpinionChannel
  readonly naming?: OpinionNaming
  /** `received` by default: what was withdrawn or erased is no longer read. */
  readonly state?: OpinionState
  /** Those that wait for a person to look; left out by default. */
  readonly held?: boolean
  /** Whether an officer has decided on them. */
  readonly triage?: TriageState
  /** These alone. */
  readonly ids?: readonly string[]
  /** Those that one item stands for. */
  readonly itemId?: string
}

export type QuestionPage = QuestionsOf & {
  /** Who reads: words are opened only for roles that may read them on the opinion's unit. */
  readonly reader: Actor
  readonly cursor?: string
  /** 1 to 100; 25 by default. */
  readonly limit?: number
  readonly filter?: QuestionFilter
}

export type QuestionFile = {
  readonly id: string
  readonly state: string
  readonly mediaType: string | null
  /** Voices and pictures may show who somebody is: beside the Front they are for readers once an officer has released them. */
  readonly isReleased: boolean
  /** Whether this reader may have it. */
  readonly isReadable: boolean
}
export type QuestionWording = {
  /** `transcript`: written down from a voice message, not sent in these words. */
  readonly source: 'author' | 'officer' | 'transcript'
  /** As it was sent for the Front; masked for everybody else. */
  readonly text: string
  readonly at: Date
  /** For the Front: what of `text` others do not see. */
  readonly marks: readonly MaskSpan[]
  /** Of a transcript: who wrote it down, and whether the author said that it is right. */
  readonly heard?: { readonly by: TranscriptSource; readonly isConfirmed: boolean }
}

export type Question = {
  readonly id: string
  readonly unitId: string
  readonly unitName: string | null
  readonly dialogueId: string | null
  readonly opinionClass: OpinionClass
  readonly naming: OpinionNaming
  /** Only of those who chose to be named. */
  readonly name: string | null
  readonly state: OpinionState
  readonly triage: TriageState
  /** Ý kiến or kiến nghị, once an officer has decided. */
  readonly kind: OpinionKind | null
  readonly isHeld: boolean
  readonly channel: OpinionChannel
  readonly isEnteredByOfficer: boolean
  readonly language: string
  readonly receivedAt: Date
  /** Of an anonymous opinion only the day is known. */
  readonly isDayOnly: boolean
  /** All wordings in the order they came, the first as it was handed in, then what its voices say; null where the reader may not read. */
  readonly wordings: readonly QuestionWording[] | null
  /** The reader sees "[tên]" and the like in the place of what points at persons. */
  readonly isMasked: boolean
  readonly files: readonly QuestionFile[]
}

const readers = ['front_officer', 'approver', 'leader', 'supervisor'] as const

/** Whether somebody may read residents' words on a unit, given by its path. */
export const mayReadWords = (reader: Actor, unitPath: readonly string[]): boolean =>
  reader.kind === 'system' || (reader.kind === 'officer' && holdsRole(reader, readers, unitPath))

export const belongsTo = (of: QuestionsOf): SQL =>
  'dialogueId' in of
    ? eq(opinions.dialogueId, of.dialogueId)
    : sql`${units.path} @> array[${of.unitPath.at(-1) ?? ''}]::text[]`

// Written out, not as parameters: a plan that is kept for any value cannot use an index of the received ones alone.
const stateIs: Readonly<Record<OpinionState, SQL>> = {
  received: sql`${opinions.state} = 'received'`,
  withdrawn: sql`${opinions.state} = 'withdrawn'`,
  erased: sql`${opinions.state} = 'erased'`,
}

const triageIs: Readonly<Record<TriageState, SQL>> = {
  waiting: sql`${opinions.triage} = 'waiting'`,
  kept: sql`${opinions.triage} = 'kept'`,
  refused: sql`${opinions.triage} = 'refused'`,
}

const matches = (filter: QuestionFilter): (SQL | undefined)[] => [
  stateIs[filter.state ?? 'received'],
  filter.held === true ? isNotNull(opinions.heldWhy) : isNull(opinions.heldWhy),
  filter.opinionClass === undefined ? undefined : eq(opinions.opinionClass, filter.opinionClass),
  filter.channel === undefined ? undefined : eq(opinions.channel, filter.channel),
  filter.triage === undefined ? undefined : triageIs[filter.triage],
  filter.ids === undefined ? undefined : inArray(opinions.id, [...filter.ids]),
  filter.naming === undefined ? undefined : eq(opinions.naming, filter.naming),
  filter.itemId === undefined ? undefined : and(eq(opinions.itemId, filter.itemId), eq(opinions.triage, 'kept')),
]

type Sent = Omit<QuestionWording, 'marks'>

/** What this reader gets of a wording: all of it, with marks, or without what points at persons. */
const forReader = (wording: Sent, isMasked: boolean): QuestionWording => {
  const masked = maskText(wording.text)
  return isMasked
    ? { ...wording, text: masked.text, marks: [] }
    : { ...wording, text: masked.original, marks: masked.spans }
}

const loadWords = async (database: Queryable, keyring: Keyring, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, Sent[]>()
  const rows = await database
    .select()
    .from(opinionWordings)
    .where(inArray(opinionWordings.opinionId, [...ids]))
    .orderBy(opinionWordings.opinionId, opinionWordings.seq)
  const byOpinion = Map.groupBy(rows, (row) => row.opinionId)
  const heard = await heardOf(database, keyring, ids)
  return new Map(
    ids.map((id): [string, Sent[]] => [
      id,
      [
        ...(byOpinion.get(id) ?? []).map((row) => ({
          source: row.source as 'author' | 'officer',
          text: openWords(keyring, id, row.seq, row.text),
          at: row.at,
        })),
        ...(heard.get(id) ?? []).map(({ text, writtenAt, source, isConfirmed }) => ({
          source: 'transcript' as const,
          text,
          at: writtenAt,
          heard: { by: source, isConfirmed },
        })),
      ],
    ]),
  )
}

type StoredFile = Omit<QuestionFile, 'isReadable'> & { readonly opinionId: string }

const loadFiles = async (database: Queryable, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, StoredFile[]>()
  const rows = await database
    .select({
      opinionId: opinionAttachments.opinionId,
      id: opinionAttachments.attachmentId,
      state: attachments.state,
      mediaType: attachments.mediaType,
      isReleased: sql<boolean>`${opinionAttachments.releasedAt} is not null`,
    })
    .from(opinionAttachments)
    .innerJoin(attachments, eq(attachments.id, opinionAttachments.attachmentId))
    .where(inArray(opinionAttachments.opinionId, [...ids]))
    .orderBy(opinionAttachments.opinionId, opinionAttachments.seq)
  return Map.groupBy(rows, (row) => row.opinionId)
}

type Row = { opinion: typeof opinions.$inferSelect; unitName: string | null; path: string[] | null }

const asQuestion = (
  { opinion, unitName }: Row,
  keyring: Keyring,
  read: {
    readonly wordings: readonly Sent[] | null
    readonly files: readonly StoredFile[]
    readonly isMasked: boolean
  },
): Question => ({
  id: opinion.id,
  unitId: opinion.unitId,
  unitName,
  dialogueId: opinion.dialogueId,
  opinionClass: opinion.opinionClass as OpinionClass,
  naming: opinion.naming as OpinionNaming,
  name: read.wordings === null ? null : openName(keyring, opinion.id, opinion.shownName),
  state: opinion.state as OpinionState,
  triage: opinion.triage as TriageState,
  kind: opinion.kind as OpinionKind | null,
  isHeld: opinion.heldWhy !== null,
  channel: opinion.channel as OpinionChannel,
  isEnteredByOfficer: opinion.enteredBy !== null,
  language: opinion.language,
  receivedAt: opinion.receivedAt,
  isDayOnly: opinion.naming === 'anonymous',
  wordings: read.wordings?.map((one) => forReader(one, read.isMasked)) ?? null,
  isMasked: read.isMasked,
  files: read.files.map(({ id, state, mediaType, isReleased }) => ({
    id,
    state,
    mediaType,
    isReleased,
    isReadable: read.wordings !== null && (isReleased || !read.isMasked),
  })),
})

const assemble = async (database: Queryable, keyring: Keyring, reader: Actor, rows: Row[]): Promise<Question[]> => {
  const open = rows.filter((row) => row.opinion.state === 'received' && mayReadWords(reader, row.path ?? []))
  const ids = open.map((row) => row.opinion.id)
  const readable = new Set(ids)
  const words = await loadWords(database, keyring, ids)
  const files = await loadFiles(database, ids)
  return rows.map((row) => {
    const { id } = row.opinion
    return asQuestion(row, keyring, {
      wordings: readable.has(id) ? (words.get(id) ?? []) : null,
      files: files.get(id) ?? [],
      isMasked: !mayReadOriginal(reader, row.path ?? []),
    })
  })
}

const selection = { opinion: opinions, unitName: units.fullName, path: units.path }

/**
 * The list that an officer reads, newest first, page by page. Of anonymous opinions only the day is known, so they
 * stand at the end of theirs.
 */
export const listQuestions = async (
  database: Queryable,
  keyring: Keyring,
  page: QuestionPage,
): Promise<{ readonly items: readonly Question[]; readonly nextCursor: string | null }> => {
  const limit = Math.min(Math.max(Math.trunc(page.limit ?? 25), 1), 100)
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor)
  const fits = and(...matches(page.filter ?? {})) ?? sql`true`
  const ids =
    'dialogueId' in page
      ? await newestIds(database, {
          units: 'all',
          fits: sql`opinions.dialogue_id = ${page.dialogueId}::uuid and ${fits}`,
          before: after,
          limit: limit + 1,
        })
      : await newestIds(database, {
          units: await unitsWithOpinions(database, page.unitPath),
          fits,
          before: after,
          limit: limit + 1,
        })
  const rows = await database
    .select(selection)
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(inArray(opinions.id, ids))
    .orderBy(desc(opinions.receivedAt), desc(opinions.id))
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)?.opinion
  return {
    items: await assemble(database, keyring, page.reader, shown),
    nextCursor: rows.length > limit && last ? cursorAfter({ at: last.receivedAt, id: last.id }) : null,
  }
}

/** One opinion for an officer's page; nothing for an id that never was. */
export const readQuestion = async (
  database: Queryable,
  keyring: Keyring,
  input: { readonly id: string; readonly reader: Actor },
): Promise<Question | undefined> => {
  const rows = await database
    .select(selection)
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(eq(opinions.id, input.id))
  return (await assemble(database, keyring, input.reader, rows))[0]
}

/** The path of the unit that an opinion concerns, for checks of roles. */
export const findOpinionUnitPath = async (database: Queryable, id: string): Promise<readonly string[] | undefined> => {
  const [row] = await database
    .select({ unitId: opinions.unitId, path: units.path })
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(eq(opinions.id, id))
  return row ? (row.path ?? [row.unitId]) : undefined
}
