import {
  answeredItems,
  answerLines,
  answerOfOpinion,
  answerPath,
  hasReopened,
  ratingOf,
  voiceOfOpinion,
} from '../../answers/index.ts'
import type { TurnContext } from '../turn.ts'

type AnswerAct = 'rate' | 'reopen'
type Tracked = {
  readonly answerId: string | null
  readonly lines: readonly string[]
  readonly acts: readonly AnswerAct[]
}

/** The answer to an opinion, for whoever sent it, and what they may still say of it. */
export const answerTrack = async (turn: TurnContext, opinionId: string, isKnown: boolean): Promise<Tracked> => {
  const { scope, resident, publicUrl } = turn
  const { tx, keyring } = scope
  const answer = await answerOfOpinion(tx, keyring, opinionId)
  if (!answer) return { answerId: null, lines: [], acts: [] }
  const voice = isKnown && resident ? { residentId: resident.id, opinionKey: null } : voiceOfOpinion(keyring, opinionId)
  const rated = await ratingOf(tx, answer.id, voice)
  const standing = (await answeredItems(tx, [answer.itemId])).get(answer.itemId)
  const score = rated && turn.phrase(`answers:score.${rated.score}`)
  return {
    answerId: answer.id,
    lines: [
      `— ${turn.phrase('answers:track.answer')} —`,
      ...answerLines(turn.locale, answer),
      ...(publicUrl === undefined
        ? []
        : [turn.phrase('answers:told.files', { url: `${publicUrl}${answerPath(keyring, answer.id)}` })]),
      ...(score === undefined ? [] : [turn.phrase('answers:track.rated', { score })]),
      ...(standing?.isReopened === true ? [turn.phrase('answers:track.reopened')] : []),
    ],
    acts: ['rate', ...((await hasReopened(tx, answer.itemId, voice)) ? [] : (['reopen'] as const))],
  }
}
