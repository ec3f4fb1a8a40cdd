import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { earlierAnswers, earlierRequests, earlierWordings } from './earlier-views.ts'
import { giveFormLeaves } from './give-form-leaves.ts'
import { giveLeaf } from './give-leaf.ts'
import { placeOfOpinion, yearOf } from './receipt-log.ts'
import { isBeforeFirst } from './receipt-store.ts'
import { openOpinionCode, openOpinionWords, openRequestWords } from './sealed-salts.ts'

/**
 * What an installation had taken in before it kept receipts gets its leaves, once: as soon as there is a log, whatever
 * has no leaf was put in behind the log's back. Gives how many leaves; a repetition gives none.
 */
export const adoptEarlier = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const { tx, keyring } = scope
  if (!(await isBeforeFirst(tx))) return 0
  let adopted = 0
  for await (const row of earlierWordings(tx)) {
    const words = row.words === null ? '' : openOpinionWords(keyring, row.id, row.wording, row.words)
    await giveLeaf(scope, {
      place: placeOfOpinion(row.unitId, row.dialogueId, new Date(row.receivedAt)),
      kind: row.wording > 1 ? 'correction' : 'opinion',
      subject: { kind: 'opinion', id: row.id, wording: row.wording },
      words,
      ...(row.code === null ? {} : { code: openOpinionCode(keyring, row.id, row.code) }),
    })
    adopted += 1
  }
  for (const { id, unitId, askedAt, words } of await earlierRequests(tx)) {
    await giveLeaf(scope, {
      place: { kind: 'requests', unitId, year: yearOf(new Date(askedAt)) },
      kind: 'request',
      subject: { kind: 'request', id, wording: 0 },
      words: openRequestWords(keyring, id, words),
    })
    adopted += 1
  }
  for await (const page of earlierAnswers(tx)) {
    for (const [formId, answers] of Map.groupBy(page, (one) => one.formId)) {
      await giveFormLeaves(scope, { id: formId, unitId: answers[0]?.unitId ?? '' }, { answers, words: [] })
      adopted += answers.length
    }
  }
  return adopted
}
