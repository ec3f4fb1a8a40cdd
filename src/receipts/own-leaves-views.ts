import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { answerContent, wordsContent } from './give-form-leaves.ts'
import type { LeafContent } from './leaf.ts'
import {
  openFormWords,
  openOpinionWords,
  openRequestWords,
  openSalt,
  openWordsSalt,
  type Subject,
} from './sealed-salts.ts'

/** A leaf with what it stands for, while the words are there. */
export type OwnLeaf = { readonly hash: Buffer; readonly content: LeafContent; readonly salt: Buffer }

type SaltRow = {
  readonly id: string
  readonly wording: number
  readonly hash: Buffer
  readonly kind: 'opinion' | 'correction'
  readonly salt: Buffer
  readonly words: Buffer | null
}
type WordsRow = {
  readonly id: string
  readonly question: string
  readonly words: Buffer | null
  readonly salt: Buffer
}

/** What a leaf of an opinion covers; the words as they are now. */
export const opinionContent = (
  keyring: Keyring,
  row: SaltRow,
): { readonly content: LeafContent; readonly salt: Buffer } => {
  const subject: Subject = { kind: 'opinion', id: row.id, wording: row.wording }
  const { salt, ...binding } = openSalt(keyring, subject, row.salt)
  const words = row.words === null ? '' : openOpinionWords(keyring, row.id, row.wording, row.words)
  return { content: { kind: row.kind, words, ...binding }, salt }
}

/** The leaves of an opinion, the first wording first; those that came as words of a form are leaves of the form. */
export const leavesOfOpinion = async (database: Queryable, keyring: Keyring, id: string): Promise<OwnLeaf[]> => {
  const rows = await database.execute<SaltRow>(sql`
    select s.subject_id as id, s.wording, s.hash, s.kind, s.salt, w.text as words
    from receipt_salts s left join opinion_wordings w on w.opinion_id = s.subject_id and w.seq = s.wording
    where s.subject_kind = 'opinion' and s.subject_id = ${id}::uuid and s.salt is not null
    order by s.wording`)
  const own = rows.map((row) => ({ hash: row.hash, ...opinionContent(keyring, row) }))
  if (rows[0]?.kind === 'opinion') return own
  const [said] = await database.execute<WordsRow>(sql`
    select id, question, words, salt from form_words where opinion_id = ${id}::uuid and salt is not null`)
  if (!said) return own
  const salt = openWordsSalt(keyring, said.id, said.salt)
  const words = said.words === null ? '' : openFormWords(keyring, said.id, said.words)
  const leaf = wordsContent({ question: said.question, words, salt })
  return [{ ...leaf, salt }, ...own]
}

/** The leaf of an answer to a form, by its code; null while the answer waits to be mixed with others. */
export const leafOfAnswer = async (database: Queryable, code: string): Promise<OwnLeaf | null | undefined> => {
  const [row] = await database.execute<{ version: number; answers: object; code: string; salt: Buffer }>(sql`
    select version, answers, code, salt from form_answers where code = ${code}`)
  if (row) return { ...answerContent(row), salt: row.salt }
  const [waits] = await database.execute(sql`select 1 from form_arrivals where code = ${code}`)
  return waits ? null : undefined
}

/** The leaf of a request for a session, while its words are there. */
export const leafOfRequest = async (
  database: Queryable,
  keyring: Keyring,
  id: string,
): Promise<OwnLeaf | undefined> => {
  const [row] = await database.execute<{ hash: Buffer; salt: Buffer; words: Buffer }>(sql`
    select s.hash, s.salt, r.words from receipt_salts s join dialogue_requests r on r.id = s.subject_id
    where s.subject_kind = 'request' and s.subject_id = ${id}::uuid and s.salt is not null and r.words is not null`)
  if (!row) return undefined
  const { salt, ...binding } = openSalt(keyring, { kind: 'request', id, wording: 0 }, row.salt)
  return {
    hash: row.hash,
    salt,
    content: { kind: 'request', words: openRequestWords(keyring, id, row.words), ...binding },
  }
}

/** Whether this resident wrote the request; who only joined it has no receipt of its words. */
export const hasAsked = async (database: Queryable, requestId: string, residentId: string): Promise<boolean> => {
  const rows = await database.execute(sql`
    select 1 from dialogue_requests where id = ${requestId}::uuid and author_id = ${residentId}::uuid
      and words is not null`)
  return rows.length > 0
}

/** Whether whoever gave this answer may have been this resident: of an anonymous one the code is the only key. */
export const mayHoldAnswer = async (database: Queryable, code: string, residentId: string): Promise<boolean> => {
  const rows = await database.execute(sql`
    select 1 from form_answers where code = ${code} and (resident_id is null or resident_id = ${residentId}::uuid)`)
  return rows.length > 0
}
