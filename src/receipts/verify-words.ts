import type { Queryable } from '../database/index.ts'
import { isAppError } from '../kernel/errors.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { answerContent, wordsContent } from './give-form-leaves.ts'
import { leafOf } from './leaf.ts'
import type { LogFault } from './log-fault.ts'
import { opinionContent } from './own-leaves-views.ts'
import {
  openFormWords,
  openOpinionWords,
  openRequestWords,
  openSalt,
  openWordsSalt,
  type Subject,
} from './sealed-salts.ts'
import {
  formAnswersFrom,
  formWordsFrom,
  knownHashes,
  saltedOpinions,
  saltedRequests,
  withoutLeaf,
  type FormWordsRow,
  type SaltedOpinion,
  type SaltedRequest,
} from './verify-views.ts'

type Means = { readonly database: Queryable; readonly keyring: Keyring }
type Checked = { readonly hash: Buffer; readonly fault: LogFault | null; readonly of: Omit<LogFault, 'what'> }

/** What was sealed and does not open any more was changed by somebody without the key. */
const opened = (make: () => Buffer): Buffer | null => {
  try {
    return make()
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

const checkOpinion = (keyring: Keyring, row: SaltedOpinion): Checked => {
  const of = { subject: { kind: 'opinion' as const, id: row.id }, wording: row.wording }
  const checked = (what: LogFault['what'] | null): Checked => ({
    hash: row.hash,
    of,
    fault: what === null ? null : { what, ...of },
  })
  const { salt } = row
  if (salt === null) return checked(row.state === 'erased' ? null : 'salt-gone')
  if (row.state === null || (row.wording > 0 && row.words === null)) return checked('words-gone')
  const made = opened(() => {
    const leaf = opinionContent(keyring, { ...row, salt })
    return leafOf(leaf.content, leaf.salt)
  })
  return checked(made?.equals(row.hash) === true ? null : 'text-changed')
}

const checkRequest = (keyring: Keyring, row: SaltedRequest): Checked => {
  const of = { subject: { kind: 'request' as const, id: row.id } }
  const checked = (what: LogFault['what'] | null): Checked => ({
    hash: row.hash,
    of,
    fault: what === null ? null : { what, ...of },
  })
  const { salt, words } = row
  // An erasure takes words and salt, and leaves the request.
  if (salt === null) return checked(row.isThere && words === null ? null : 'salt-gone')
  if (words === null) return checked('words-gone')
  const subject: Subject = { kind: 'request', id: row.id, wording: 0 }
  const made = opened(() => {
    const { salt: plain, ...binding } = openSalt(keyring, subject, salt)
    return leafOf({ kind: 'request', words: openRequestWords(keyring, row.id, words), ...binding }, plain)
  })
  return checked(made?.equals(row.hash) === true ? null : 'text-changed')
}

const checkFormWords = (keyring: Keyring, row: FormWordsRow): Checked => {
  const of = { subject: { kind: 'form_words' as const, id: row.id } }
  let words = ''
  const hash = opened(() => {
    words = row.words === null ? '' : openFormWords(keyring, row.id, row.words)
    return wordsContent({ question: row.question, words, salt: openWordsSalt(keyring, row.id, row.salt) }).hash
  })
  if (hash === null) return { hash: Buffer.alloc(32), of, fault: { what: 'text-changed', ...of } }
  const { opinionId, copy } = row
  if (opinionId === null || copy === null) return { hash, of, fault: null }
  const isSame = opened(() => Buffer.from(openOpinionWords(keyring, opinionId, 1, copy)))?.equals(
    Buffer.from(normaliseText(words)),
  )
  const subject = { kind: 'opinion' as const, id: opinionId }
  return { hash, of, fault: isSame === true ? null : { what: 'text-changed', subject, wording: 1 } }
}

/**
 * Makes the leaf of everything that was handed in anew and looks for it in the logs. Gives the leaves that stand for
 * something, as text of 32 characters each.
 */
export const verifyWords = async (
  { database, keyring }: Means,
  report: (fault: LogFault) => void,
): Promise<ReadonlySet<string>> => {
  const accounted = new Set<string>()
  const settle = async (page: readonly Checked[], missing: LogFault['what']): Promise<void> => {
    const known = await knownHashes(
      database,
      page.map(({ hash }) => hash),
    )
    for (const { hash, fault, of } of page) {
      if (fault) report(fault)
      else if (!known.has(hash.toString('hex'))) report({ what: missing, ...of })
      accounted.add(hash.toString('latin1'))
    }
  }
  for await (const page of saltedOpinions(database)) {
    await settle(
      page.map((row) => checkOpinion(keyring, row)),
      'leaf-removed',
    )
  }
  for await (const page of saltedRequests(database)) {
    await settle(
      page.map((row) => checkRequest(keyring, row)),
      'leaf-removed',
    )
  }
  // Of a form nothing but the answer itself leads to its leaf: a changed one and a removed leaf look the same.
  for await (const page of formAnswersFrom(database)) {
    await settle(
      page.map((row) => ({
        hash: answerContent(row).hash,
        fault: null,
        of: { subject: { kind: 'form_answer' as const, id: row.id } },
      })),
      'text-changed',
    )
  }
  for await (const page of formWordsFrom(database)) {
    await settle(
      page.map((row) => checkFormWords(keyring, row)),
      'text-changed',
    )
  }
  for (const subject of await withoutLeaf(database, 1_000)) report({ what: 'no-leaf', subject })
  return accounted
}
