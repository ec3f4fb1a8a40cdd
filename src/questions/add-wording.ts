import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { cutToDay } from './hand-in-opinion.ts'
import { giveOpinionLeaf } from './give-opinion-leaf.ts'
import { insertWording, setOpinionState } from './opinion-store.ts'
import { requireTransition, wordsToKeep } from './opinion.ts'
import { lockOwnOpinion, type Pointed } from './own-opinion.ts'
import { openCode } from './sealed-columns.ts'

/** The author adds to their words or corrects them: a new wording beside the old one, which stays. */
export const addWording = async (scope: Scope, input: Pointed & { readonly text: string }): Promise<void> => {
  const row = await lockOwnOpinion(scope, input)
  const next = requireTransition(row.state as 'received', 'add-wording')
  const text = wordsToKeep(input.text)
  if (text === '') throw new AppError('INVALID', 'a wording without words', { phrase: 'questions:refused.empty' })
  const now = scope.clock.now()
  const at = row.naming === 'anonymous' ? cutToDay(now) : now
  const wording = await insertWording(scope.tx, scope.keyring, { opinionId: row.id, source: 'author', text, at })
  const code = 'code' in input ? input.code : openCode(scope.keyring, row.id, row.code)
  await giveOpinionLeaf(scope, {
    opinionId: row.id,
    unitId: row.unitId,
    dialogueId: row.dialogueId,
    kind: 'correction',
    wording,
    words: text,
    ...(code === null ? {} : { code }),
  })
  await setOpinionState(scope.tx, row.id, next)
}
