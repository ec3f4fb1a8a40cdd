import { timingSafeEqual } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'

const proofOf = (keyring: Keyring, answerId: string): string =>
  keyring.blindIndex('code', `answer-page:${answerId}`).slice(0, 32)

/** Where an answer stands with its documents, for whoever was given the address: nobody guesses it. */
export const answerPath = (keyring: Keyring, answerId: string): string =>
  `/tra-loi/${answerId}/${proofOf(keyring, answerId)}`

export const isAnswerProof = (keyring: Keyring, answerId: string, proof: string): boolean => {
  const real = Buffer.from(proofOf(keyring, answerId))
  const given = Buffer.from(proof)
  return given.length === real.length && timingSafeEqual(given, real)
}
