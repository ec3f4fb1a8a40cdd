import { fold, nodeHash, type Node } from './merkle.ts'

/** A tree as far as growing needs it: the hashes of the complete subtrees that its size consists of, from the left. */
export type Edge = { readonly size: number; readonly hashes: readonly Buffer[] }

export type Grown = {
  readonly edge: Edge
  /** Complete subtrees above the leaves that came into being. */
  readonly nodes: readonly (Node & { readonly hash: Buffer })[]
}

/** Puts leaves behind those that are there. */
export const growTree = (before: Edge, leaves: readonly Buffer[]): Grown => {
  const hashes = [...before.hashes]
  const nodes: (Node & { readonly hash: Buffer })[] = []
  let { size } = before
  for (const leaf of leaves) {
    let hash = leaf
    let level = 0
    let index = size
    while (index % 2 === 1) {
      const left = hashes.pop()
      if (left === undefined) throw new RangeError('an edge without its subtrees')
      hash = nodeHash(left, hash)
      level += 1
      index = (index - 1) / 2
      nodes.push({ level, index, hash })
    }
    hashes.push(hash)
    size += 1
  }
  return { edge: { size, hashes }, nodes }
}

export const rootOf = (edge: Edge): Buffer => fold(edge.hashes)
