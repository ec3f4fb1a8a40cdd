import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { closingsOf, findLog, fixedAt, type FixedRoot, type Log } from './log-views.ts'
import { leafOfAnswer, leafOfRequest, leavesOfOpinion, type OwnLeaf } from './own-leaves-views.ts'
import { consistencyPath, inclusionPath } from './proof-views.ts'
import { receiptFormat, type FileClosing, type FileLeaf, type ReceiptFile } from './receipt-file.ts'

/** What a log is called, for people. */
export const nameLog = (locale: Locale, log: Log): string =>
  phrase(locale, `receipts:log.${log.kind}`, { title: log.title ?? '', year: log.year ?? '' })

const asFile = ({ seq, size, root, closedAt }: FixedRoot): FileClosing => ({
  seq,
  size,
  root: root.toString('hex'),
  closedAt: closedAt.toISOString(),
})

const proveLeaf = async (
  database: Queryable,
  { hash, content, salt }: OwnLeaf,
): Promise<{ readonly leaf: FileLeaf; readonly log: Log } | undefined> => {
  const fixed = await fixedAt(database, hash)
  const log = fixed && (await findLog(database, fixed.logId))
  const latest = log && (await closingsOf(database, log.id)).at(-1)
  if (!latest) return undefined
  const { position, closing } = fixed
  const hex = (list: readonly Buffer[]): string[] => list.map((one) => one.toString('hex'))
  return {
    log,
    leaf: {
      content: { v: 1, ...content },
      salt: salt.toString('hex'),
      leaf: hash.toString('hex'),
      log: { id: log.id, name: nameLog('vi', log) },
      position,
      closing: asFile(closing),
      path: hex(await inclusionPath(database, log.id, position, closing.size)),
      latest: asFile(latest),
      consistency: hex(await consistencyPath(database, log.id, closing.size, latest.size)),
    },
  }
}

export type Own =
  | { readonly opinionId: string; readonly code: string | null }
  | { readonly answerCode: string }
  | { readonly requestId: string }

/** The leaves of what is one's own; null while an answer to a form waits to be mixed with others. */
const ownLeaves = async (database: Queryable, keyring: Keyring, own: Own): Promise<readonly OwnLeaf[] | null> => {
  if ('opinionId' in own) return await leavesOfOpinion(database, keyring, own.opinionId)
  const leaf =
    'answerCode' in own
      ? await leafOfAnswer(database, own.answerCode)
      : await leafOfRequest(database, keyring, own.requestId)
  return leaf === null ? null : leaf ? [leaf] : []
}

const codeOf = (own: Own): string | null =>
  'opinionId' in own ? own.code : 'answerCode' in own ? own.answerCode : null

/**
 * The receipt of one's own words, with a proof for every wording that a closing has fixed. `waiting` while none is;
 * undefined where nothing is there any more. To be given to the author alone: it holds the words.
 */
export const makeReceipt = async (
  database: Queryable,
  keyring: Keyring,
  own: Own,
): Promise<ReceiptFile | 'waiting' | undefined> => {
  const leaves = await ownLeaves(database, keyring, own)
  if (leaves === null) return 'waiting'
  if (leaves.length === 0) return undefined
  const proofs: { readonly leaf: FileLeaf; readonly log: Log }[] = []
  for (const leaf of leaves) {
    const proof = await proveLeaf(database, leaf)
    if (proof) proofs.push(proof)
  }
  if (proofs.length === 0) return 'waiting'
  return {
    format: receiptFormat,
    code: codeOf(own),
    unit: proofs[0]?.log.unitName ?? null,
    leaves: proofs.map(({ leaf }) => leaf),
  }
}

export type Standing =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'fixed'
      readonly log: string
      readonly closedAt: Date
      readonly leaves: number
      readonly root: string
    }

/** Whether a code's leaf is fixed, for anybody: nothing of the words, nor of its place. Undefined without a leaf. */
export const standingOf = async (database: Queryable, keyring: Keyring, own: Own): Promise<Standing | undefined> => {
  const leaves = await ownLeaves(database, keyring, own)
  if (leaves === null) return { state: 'waiting' }
  const [leaf] = leaves
  if (!leaf) return undefined
  const fixed = await fixedAt(database, leaf.hash)
  if (!fixed) return { state: 'waiting' }
  const { closedAt, size, root } = fixed.closing
  return { state: 'fixed', log: fixed.logId, closedAt, leaves: size, root: root.toString('hex') }
}
