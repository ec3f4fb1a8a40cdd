import type { Queryable, Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { findByCodeInChat } from '../questions/index.ts'
import type { Answer } from './answer.ts'
import { answerOfOpinion, readAnswer } from './answer-views.ts'
import { mayVoice } from './voice-views.ts'
import { keyOfOpinion } from './sealed-words.ts'
import type { Voice } from './voice-store.ts'

/** Whose answer: of an answer that one was told, or by the code of an opinion without a known author. */
export type Whose = { readonly answerId: string } | { readonly code: string }

type TakenVoice = { readonly answer: Answer; readonly voice: Voice; readonly isAuthor: boolean }

const nothingThere = (): AppError => new AppError('NOT_FOUND', 'no answer for this person', { phrase: 'answers:gone' })

export const voiceOfOpinion = (keyring: Keyring, opinionId: string): Voice => ({
  residentId: null,
  opinionKey: keyOfOpinion(keyring, opinionId),
})

const byCode = async (database: Queryable, keyring: Keyring, code: string, residentId: string): Promise<TakenVoice> => {
  const found = await findByCodeInChat(database, keyring, { code, residentId })
  const answer = found?.kind === 'own' ? await answerOfOpinion(database, keyring, found.opinion.id) : undefined
  if (found?.kind !== 'own' || !answer) throw nothingThere()
  // A known author who gives the code speaks as themselves, so that nobody is counted twice.
  const known = await mayVoice(database, { residentId, itemId: answer.itemId, answerId: answer.id })
  const voice: Voice = known.isAuthor ? { residentId, opinionKey: null } : voiceOfOpinion(keyring, found.opinion.id)
  return { answer, voice, isAuthor: true }
}

/** The answer that a resident speaks about, and as whom; refused for whoever did not ask. */
export const takeVoice = async (scope: Scope, whose: Whose): Promise<TakenVoice> => {
  const { residentId } = requireResident(scope.actor)
  if ('code' in whose) return await byCode(scope.tx, scope.keyring, whose.code, residentId)
  const answer = isId(whose.answerId) ? await readAnswer(scope.tx, scope.keyring, whose.answerId) : undefined
  if (answer?.state !== 'approved') throw nothingThere()
  const may = await mayVoice(scope.tx, { residentId, itemId: answer.itemId, answerId: answer.id })
  if (!may.isAuthor && !may.isSupporter) throw nothingThere()
  return { answer, voice: { residentId, opinionKey: null }, isAuthor: may.isAuthor }
}
