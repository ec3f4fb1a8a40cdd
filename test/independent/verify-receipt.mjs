// Verifies a receipt by its published format (docs/receipts-format.md) and nothing else: no line of the service is used
// here, neither directly nor as a model. `node verify-receipt.mjs FILE [ROOT]`: status 0 when the receipt proves its words.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const sha = (hex) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')
const node = (left, right) => sha(`01${left}${right}`)
const hexOf = (text) => Buffer.from(text, 'utf8').toString('hex')

/** JSON in one way only: keys in order, no spaces. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value).sort()
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
  }
  return JSON.stringify(value)
}

const largestPowerBelow = (size) => {
  let power = 1
  while (power < size) power *= 2
  return power / 2
}

/** From the definition in RFC 6962, section 2.1.1, read backwards: the last of the path lies right below the root. */
const rootFromInclusion = (leaf, position, size, path) => {
  if (!(position >= 0 && position < size)) throw new Error('the position is not in the tree')
  if (size === 1) {
    if (path.length > 0) throw new Error('the path is too long')
    return leaf
  }
  if (path.length === 0) throw new Error('the path is too short')
  const rest = path.slice(0, -1)
  const top = path[path.length - 1]
  const split = largestPowerBelow(size)
  return position < split
    ? node(rootFromInclusion(leaf, position, split, rest), top)
    : node(top, rootFromInclusion(leaf, position - split, size - split, rest))
}

/** RFC 6962, section 2.1.2: both roots out of the proof. `known`: the earlier root, while its tree is a whole subtree. */
const rootsFromConsistency = (from, size, path, known) => {
  if (from === size) {
    if (known !== null) {
      if (path.length > 0) throw new Error('the proof is too long')
      return [known, known]
    }
    if (path.length !== 1) throw new Error('the proof has the wrong length')
    return [path[0], path[0]]
  }
  if (path.length === 0) throw new Error('the proof is too short')
  const rest = path.slice(0, -1)
  const top = path[path.length - 1]
  const split = largestPowerBelow(size)
  if (from <= split) {
    const [earlier, later] = rootsFromConsistency(from, split, rest, known)
    return [earlier, node(later, top)]
  }
  const [earlier, later] = rootsFromConsistency(from - split, size - split, rest, null)
  return [node(top, earlier), node(top, later)]
}

/** Throws where the receipt does not prove its words. */
export const verifyReceipt = (receipt, root) => {
  if (receipt.format !== 'nhip-cau-receipt/1') throw new Error('another format')
  if (receipt.leaves.length === 0) throw new Error('no leaf')
  const roots = new Set()
  for (const { content, salt, leaf, position, closing, path, latest, consistency } of receipt.leaves) {
    if (sha(`00${salt}${hexOf(canonical(content))}`) !== leaf) throw new Error('the words are not those of the leaf')
    if (content.receipt !== undefined && sha(`${salt}${hexOf(receipt.code)}`) !== content.receipt) {
      throw new Error('the leaf belongs to another code')
    }
    if (rootFromInclusion(leaf, position, closing.size, path) !== closing.root) throw new Error('not in the log')
    const [earlier, later] = rootsFromConsistency(closing.size, latest.size, consistency, closing.root)
    if (earlier !== closing.root || later !== latest.root) throw new Error('the log was rewritten')
    roots.add(closing.root).add(latest.root)
  }
  if (root !== undefined && !roots.has(root)) throw new Error('another root')
}

/** Throws where the later root does not stand over the leaves of the earlier one. */
export const verifyConsistency = (earlier, later, path) => {
  const [first, second] = rootsFromConsistency(earlier.size, later.size, path, earlier.root)
  if (first !== earlier.root || second !== later.root) throw new Error('the log was rewritten')
}

const [, self, file, root] = process.argv
if (file !== undefined && self?.endsWith('verify-receipt.mjs')) {
  try {
    verifyReceipt(JSON.parse(readFileSync(file, 'utf8')), root)
    console.log('proved')
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
