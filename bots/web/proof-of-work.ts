import { createHash } from 'node:crypto'

/** About 0.2 s of plain JavaScript on a cheap phone (some 100,000 hashes a second). */
export const easiestBits = 14
/** About 5 s there: asked only while very many new browsers come. */
const hardestBits = 19

/** How hard the proof is: one bit, so twice the work, for each doubling over what is usual in ten minutes. */
export const bitsFor = (easiest: number, arrivals: { readonly network: number; readonly all: number }): number => {
  const over = Math.max(1, arrivals.network / 20, arrivals.all / 300)
  return Math.min(Math.max(easiest, hardestBits), easiest + Math.floor(Math.log2(over)))
}

/** Whether SHA-256 of `challenge:work` begins with so many zero bits. */
export const provesWork = (challenge: string, work: string, bits: number): boolean => {
  if (!/^[0-9]{1,12}$/.test(work)) return false
  const head = createHash('sha256').update(`${challenge}:${work}`).digest().readUInt32BE(0)
  return Math.clz32(head) >= bits
}
