import {
  hasReopened,
  mayVoice,
  rateAnswer,
  ratingReasons,
  readAnswer,
  reopenItem,
  scores,
  type Score,
} from '../../answers/index.ts'
import { findCodes, parseCode } from '../../kernel/codes.ts'
import { isId } from '../../kernel/ids.ts'
import { guardText } from '../../questions/index.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { hasLetters } from './opinion-answer.ts'
import { tellEmergencyNumbers } from './opinion-guard.ts'

/** An opinion without a known author is named by its code, in the message itself: the chat's state keeps no link to it. */
type State =
  | { readonly step: 'score' | 'offer' | 'reopen'; readonly answerId: string }
  | { readonly step: 'reason' | 'words'; readonly answerId: string; readonly score: Score }
  | { readonly step: 'rateByCode' | 'reopenByCode' }

/** What stands behind the numbers below an answer. */
export const afterAnswer = (answerId: string): State => ({ step: 'score', answerId })

const ask = (turn: TurnContext, text: string, labels: readonly string[], state: State): void =>
  turn.ask({ text, choices: labels.map((label) => ({ label })), state }, 'answer')

const askScore = (turn: TurnContext, answerId: string): void =>
  ask(
    turn,
    turn.phrase('answers:told.ask'),
    scores.map((score) => turn.phrase(`answers:score.${score}`)),
    { step: 'score', answerId },
  )

const askReopening = (turn: TurnContext, answerId: string): void =>
  ask(turn, turn.phrase('answers:reopen.ask'), [turn.phrase('answers:reopen.no')], { step: 'reopen', answerId })

/** After a rating: whoever asked in their own words may open the matter again, once. */
const thank = async (turn: TurnContext, answerId: string, score: Score): Promise<void> => {
  const { scope, resident } = turn
  turn.close()
  turn.tell(turn.phrase('answers:rate.thanks'))
  const answer = score === 'satisfied' ? undefined : await readAnswer(scope.tx, scope.keyring, answerId)
  if (!answer || !resident) return
  const { itemId } = answer
  const { isAuthor } = await mayVoice(scope.tx, { residentId: resident.id, itemId, answerId })
  const voice = { residentId: resident.id, opinionKey: null }
  if (!isAuthor || (await hasReopened(scope.tx, itemId, voice))) return
  const labels = [turn.phrase('answers:reopen.do'), turn.phrase('answers:reopen.no')]
  ask(turn, turn.phrase('answers:reopen.offer'), labels, { step: 'offer', answerId })
}

const chooseScore = async (turn: TurnContext, answerId: string, number: number): Promise<boolean> => {
  const score = scores[number - 1]
  if (score === undefined) return false
  // Kept at once: whoever goes away before the reason has rated all the same.
  await rateAnswer(turn.scope, { answerId, score })
  if (score === 'satisfied') {
    await thank(turn, answerId, score)
    return true
  }
  const labels = ratingReasons.map((reason) => turn.phrase(`answers:reason.${reason}`))
  ask(turn, turn.phrase('answers:rate.why'), labels, { step: 'reason', answerId, score })
  return true
}

const chooseReason = async (
  turn: TurnContext,
  { answerId, score }: { readonly answerId: string; readonly score: Score },
  number: number,
): Promise<boolean> => {
  const reason = ratingReasons[number - 1]
  if (reason === undefined) return false
  await rateAnswer(turn.scope, { answerId, score, reason })
  if (reason !== 'other') {
    await thank(turn, answerId, score)
    return true
  }
  const labels = [turn.phrase('answers:reopen.no')]
  ask(turn, turn.phrase('answers:rate.words'), labels, { step: 'words', answerId, score })
  return true
}

const choose = async (turn: TurnContext, state: State, number: number): Promise<boolean> => {
  switch (state.step) {
    case 'score':
      return await chooseScore(turn, state.answerId, number)
    case 'reason':
      return await chooseReason(turn, state, number)
    case 'words':
      await thank(turn, state.answerId, state.score)
      return true
    case 'offer':
      if (number === 1) askReopening(turn, state.answerId)
      else turn.close()
      return true
    case 'reopen':
    case 'rateByCode':
    case 'reopenByCode':
      turn.close()
      return true
  }
}

/** The code of an opinion and what follows it, in one message. */
const readCoded = (text: string): { readonly code: string; readonly rest: string } | null => {
  const [found] = findCodes(text).filter((one) => one.kind === 'receipt')
  const code = found && 'digits' in found ? found.digits : ''
  if (code === '') return null
  const pattern = code.split('').join(String.raw`[\s.\u2010-\u2015-]*`)
  const rest = text
    .replace(new RegExp(pattern, 'u'), '')
    .replace(/^[\s:.,-]+/u, '')
    .trim()
  return { code, rest }
}

const rateByCode = async (turn: TurnContext, text: string): Promise<boolean> => {
  const coded = readCoded(text)
  const [, digit, why = ''] = coded?.rest.match(/^([1-3])(?:[\s:.,-]+(.*))?$/su) ?? []
  const score = scores[Number(digit) - 1]
  if (!coded || score === undefined) return false
  const words = why.trim()
  const reason = score === 'satisfied' || words === '' ? {} : { reason: 'other' as const, words }
  await rateAnswer(turn.scope, { code: coded.code, score, ...reason })
  turn.close()
  turn.scrub()
  turn.tell(turn.phrase('answers:rate.thanks'))
  return true
}

const reopenByCode = async (turn: TurnContext, text: string): Promise<boolean> => {
  const coded = readCoded(text)
  if (!coded || !hasLetters(coded.rest)) return false
  await reopenItem(turn.scope, { code: coded.code, words: coded.rest })
  turn.close()
  turn.scrub()
  turn.tell(turn.phrase('answers:reopen.doneAnonymous'))
  return true
}

const isWords = (text: string): boolean =>
  parseCode(text)?.kind !== 'receipt' && readWord(text)?.kind !== 'command' && hasLetters(text)

const write = async (turn: TurnContext, state: State, text: string): Promise<boolean> => {
  if (state.step === 'rateByCode') return await rateByCode(turn, text)
  if (state.step !== 'reopenByCode' && !isWords(text)) return false
  if (guardText(text)?.kind === 'emergency') await tellEmergencyNumbers(turn)
  if (state.step === 'reopenByCode') return await reopenByCode(turn, text)
  if (state.step === 'words') {
    const { answerId, score } = state
    await rateAnswer(turn.scope, { answerId, score, reason: 'other', words: text })
    await thank(turn, answerId, score)
    return true
  }
  if (state.step !== 'reopen') return false
  await reopenItem(turn.scope, { answerId: state.answerId, words: text })
  turn.close()
  turn.tell(turn.phrase('answers:reopen.done'))
  return true
}

/** What those who asked say of an answer: satisfied or why not, and once "that is not what I asked". */
export const answerTopic: Topic = {
  name: 'answer',
  async begin(turn, opening) {
    const [act = '', answerId = ''] = (opening.argument ?? '').split(' ')
    const isReopening = act === 'reopen'
    if (isId(answerId)) return isReopening ? askReopening(turn, answerId) : askScore(turn, answerId)
    const text = turn.phrase(isReopening ? 'answers:track.reopenByCode' : 'answers:track.rateByCode')
    const state = { step: isReopening ? 'reopenByCode' : 'rateByCode' } as const
    ask(turn, text, [turn.phrase('answers:reopen.no')], state)
  },
  async answer(turn: TurnContext, raw: unknown, input: Input) {
    const state = raw as State
    if (input.kind === 'choice') return await choose(turn, state, input.number)
    return input.kind === 'text' ? await write(turn, state, input.text) : false
  },
}
