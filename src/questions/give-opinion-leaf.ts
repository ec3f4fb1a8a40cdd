import type { Scope } from '../database/index.ts'
import { giveLeaf, placeOfOpinion } from '../receipts/index.ts'

type OpinionLeaf = {
  readonly opinionId: string
  readonly unitId: string
  readonly dialogueId: string | null
  readonly kind: 'opinion' | 'correction'
  /** Which wording; 0 where files came without words. */
  readonly wording: number
  readonly words: string
  readonly code?: string
}

/** Every wording that came is a leaf of its collection's log, so that none can be left out or changed unnoticed. */
export const giveOpinionLeaf = async (scope: Scope, leaf: OpinionLeaf): Promise<void> => {
  const { opinionId, unitId, dialogueId, kind, wording, words, code } = leaf
  await giveLeaf(scope, {
    place: placeOfOpinion(unitId, dialogueId, scope.clock.now()),
    kind,
    subject: { kind: 'opinion', id: opinionId, wording },
    words,
    ...(code === undefined ? {} : { code }),
  })
}
