import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { takeInWords } from '../questions/index.ts'
import { findForm } from './form-views.ts'
import { openFormWords } from './sealed-columns.ts'
import { formWithUntakenWords, lockUntakenWords, noteTaken } from './words-store.ts'

/** So many in one transaction: what a crash undoes is taken again, and nothing twice. */
export const wordsAtOnce = 100

/** A session whose report is out takes nothing more; then it is an ongoing opinion to the unit's Front. */
const openSession = async (scope: Scope, dialogueId: string | null): Promise<string | null> => {
  const session = dialogueId === null ? undefined : await findDialogue(scope.tx, dialogueId)
  return session && session.state !== 'concluded' && session.state !== 'cancelled' ? session.id : null
}

/**
 * A job of every minute: what was said in words on a form that has closed goes through the same triage as everything
 * else. An opinion is made of each once, in the same transaction that notes it. Returns how many; call until it is none.
 */
export const takeWordsIn = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const formId = await formWithUntakenWords(scope.tx)
  const form = formId === undefined ? undefined : await findForm(scope.tx, formId)
  if (!form?.closedAt) return 0
  const dialogueId = await openSession(scope, form.dialogueId)
  const waiting = await lockUntakenWords(scope.tx, form.id, wordsAtOnce)
  for (const { id, words, attachmentIds, residentId } of waiting) {
    const opinionId = await takeInWords(scope, {
      unitId: form.unitId,
      dialogueId,
      residentId: form.naming === 'named' ? residentId : null,
      text: words === null ? '' : openFormWords(scope.keyring, 'form_words.words', id, words),
      attachmentIds,
      filesOf: `form:${form.id}`,
      receivedAt: form.closedAt,
    })
    await noteTaken(scope.tx, id, opinionId)
  }
  if (waiting.length === 0) return 0
  await recordAudit(scope, {
    action: 'form.words_taken',
    subject: { kind: 'form', id: form.id },
    unitId: form.unitId,
    details: { count: waiting.length },
  })
  return waiting.length
}
