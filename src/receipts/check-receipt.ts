import { isConsistent, rootOfPath } from './check-proof.ts'
import { leafOf, receiptOf, type LeafContent } from './leaf.ts'
import { receiptFormat } from './receipt-file.ts'

/** Why a receipt proves nothing. */
export type ReceiptFault =
  | 'no-receipt'
  | 'words-changed'
  | 'other-code'
  | 'not-in-log'
  | 'log-rewritten'
  | 'root-elsewhere'

export type CheckedLeaf = {
  readonly kind: string
  readonly words: string | null
  readonly log: string
  readonly closedAt: string
  readonly size: number
  readonly root: string
}

export type ReceiptVerdict =
  | {
      readonly ok: true
      readonly code: string | null
      readonly unit: string | null
      readonly leaves: readonly CheckedLeaf[]
    }
  | { readonly ok: false; readonly fault: ReceiptFault; readonly at: number }

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const hexOf = (value: unknown): Buffer =>
  /^(?:[0-9a-f]{64})$/.test(textOf(value)) ? Buffer.from(textOf(value), 'hex') : Buffer.alloc(0)
const pathOf = (value: unknown): Buffer[] => (Array.isArray(value) ? value.map(hexOf) : [Buffer.alloc(0)])
const sizedOf = (value: unknown) => {
  const { size, root, closedAt } = fieldsOf(value)
  return { size: typeof size === 'number' ? size : 0, root: hexOf(root), closedAt: textOf(closedAt) }
}

const faultOf = (leaf: Fields, code: unknown, root: string | undefined): ReceiptFault | null => {
  const { v, ...content } = fieldsOf(leaf['content'])
  const salt = hexOf(leaf['salt'])
  const hash = hexOf(leaf['leaf'])
  const closing = sizedOf(leaf['closing'])
  const latest = sizedOf(leaf['latest'])
  const paths = [...pathOf(leaf['path']), ...pathOf(leaf['consistency'])]
  const hashes = [salt, hash, closing.root, latest.root, ...paths]
  if (v !== 1 || hashes.some(({ length }) => length !== 32)) return 'no-receipt'
  if (!leafOf(content as LeafContent, salt).equals(hash)) return 'words-changed'
  const { receipt } = content
  if (receipt !== undefined && (typeof code !== 'string' || receiptOf(salt, code) !== receipt)) return 'other-code'
  const position = typeof leaf['position'] === 'number' ? leaf['position'] : -1
  if (!rootOfPath(hash, position, closing.size, pathOf(leaf['path']))?.equals(closing.root)) return 'not-in-log'
  if (!isConsistent(closing, latest, pathOf(leaf['consistency']))) return 'log-rewritten'
  const isElsewhere = root !== undefined && ![closing.root, latest.root].some((one) => one.toString('hex') === root)
  return isElsewhere ? 'root-elsewhere' : null
}

/**
 * Checks a receipt by itself, away from any installation. `root`: one that was noted or printed elsewhere, in hex; at
 * least one wording must stand under it. What is in the file is not trusted.
 */
export const checkReceipt = (file: unknown, root?: string): ReceiptVerdict => {
  const { format, code, unit, leaves } = fieldsOf(file)
  if (format !== receiptFormat || !Array.isArray(leaves) || leaves.length === 0) {
    return { ok: false, fault: 'no-receipt', at: 0 }
  }
  const list = leaves.map(fieldsOf)
  const elsewhere: number[] = []
  for (const [at, leaf] of list.entries()) {
    const fault = faultOf(leaf, code, root)
    if (fault === 'root-elsewhere') elsewhere.push(at)
    else if (fault !== null) return { ok: false, fault, at }
  }
  if (elsewhere.length === list.length) return { ok: false, fault: 'root-elsewhere', at: 0 }
  return {
    ok: true,
    code: typeof code === 'string' ? code : null,
    unit: typeof unit === 'string' ? unit : null,
    leaves: list.map((leaf) => {
      const content = fieldsOf(leaf['content'])
      const { size, root: fixed, closedAt } = sizedOf(leaf['closing'])
      return {
        kind: textOf(content['kind']),
        words: typeof content['words'] === 'string' ? content['words'] : null,
        log: textOf(fieldsOf(leaf['log'])['name']),
        closedAt,
        size,
        root: fixed.toString('hex'),
      }
    }),
  }
}
