import type { OwnOpinion } from '../../questions/index.ts'
import { hasAsked, mayHoldAnswer, receiptPath, standingOf } from '../../receipts/index.ts'
import type { TurnContext } from '../turn.ts'

const linkLine = (turn: TurnContext, path: string): string =>
  turn.phrase('receipts:track.link', { url: `${turn.publicUrl ?? ''}${path}` })

/** Where the author of an opinion fetches the proof that it stands unaltered; nothing where no page can be reached. */
export const receiptLines = async (turn: TurnContext, opinion: OwnOpinion, typed?: string): Promise<string[]> => {
  const { scope, publicUrl } = turn
  if (publicUrl === undefined || opinion.state === 'erased') return []
  const own = { opinionId: opinion.id, code: typed ?? opinion.code }
  if (!(await standingOf(scope.tx, scope.keyring, own))) return []
  return [linkLine(turn, receiptPath(scope.keyring, own, scope.clock.now()))]
}

/** The same of an answer to a form; of one by name for whoever gave it alone. */
export const answerReceiptLines = async (turn: TurnContext, code: string): Promise<string[]> => {
  const { scope, publicUrl, resident } = turn
  if (publicUrl === undefined || !resident || !(await mayHoldAnswer(scope.tx, code, resident.id))) return []
  return [linkLine(turn, receiptPath(scope.keyring, { answerCode: code }, scope.clock.now()))]
}

/** The same of a request for a session, for whoever wrote it. */
export const requestReceiptLines = async (turn: TurnContext, requestId: string): Promise<string[]> => {
  const { scope, publicUrl, resident } = turn
  if (publicUrl === undefined || !resident || !(await hasAsked(scope.tx, requestId, resident.id))) return []
  return [linkLine(turn, receiptPath(scope.keyring, { requestId }, scope.clock.now()))]
}
