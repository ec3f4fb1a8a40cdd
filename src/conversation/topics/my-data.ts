import {
  eraseResident,
  openRequestOf,
  requestData,
  takeBackRequest,
  type ConsentPurpose,
} from '../../residents/index.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { askConsents, switchConsent } from './residents-consents.ts'
import { describeResident, lastDayOf } from './residents-describe.ts'
import type { ResidentParts } from './residents-parts.ts'

type State =
  | { readonly step: 'shown' }
  | { readonly step: 'correct' }
  | { readonly step: 'erase' }
  | { readonly step: 'consents'; readonly purposes: readonly ConsentPurpose[] }

const name = 'my-data'

const askErase = (turn: TurnContext): void => {
  const platform = turn.phrase(`residents:platform.${turn.chat.platform}`)
  const choices = [{ label: turn.phrase('residents:erase.yes') }, { label: turn.phrase('residents:erase.no') }]
  const text = turn.phrase('residents:erase.question', { platform })
  turn.ask({ text, choices, state: { step: 'erase' } satisfies State }, name)
}

const askCorrect = (turn: TurnContext): void => {
  const keys = ['place', 'naming', 'language', 'other'] as const
  const choices = keys.map((key) => ({ label: turn.phrase(`residents:correct.${key}`) }))
  turn.ask(
    { text: turn.phrase('residents:correct.question'), choices, state: { step: 'correct' } satisfies State },
    name,
  )
}

/** What they can correct by themselves is settled with that; for anything else the clock of an officer runs. */
const correct = async (turn: TurnContext, number: number): Promise<void> => {
  const topic = ['place', 'naming', 'language'][number - 1]
  if (topic !== undefined) {
    await requestData(turn.scope, { kind: 'correct', outcome: 'corrected' })
    return await turn.goTo(topic)
  }
  const request = await requestData(turn.scope, { kind: 'correct' })
  const values = { number: request.number, due: lastDayOf(request.answerDueAt) }
  turn.tell(turn.phrase('residents:correct.registered', values))
  await turn.goTo('word:CANBO', { word: 'CANBO' })
}

/** XEM, SUA, XOA, XOANGAY: see, correct and erase what is kept. */
export const createMyDataTopic = (parts: ResidentParts): Topic => {
  const { personalData } = parts

  const show = async (turn: TurnContext): Promise<void> => {
    const request = await requestData(turn.scope, { kind: 'see', outcome: 'shown' })
    const keys = ['correct', 'consentsMenu', 'link', 'erase', 'organisationsMenu'] as const
    turn.ask(
      {
        text: await describeResident(turn, personalData, request),
        choices: keys.map((key) => ({ label: turn.phrase(`residents:data.${key}`) })),
        state: { step: 'shown' } satisfies State,
      },
      name,
    )
  }

  const erase = async (turn: TurnContext): Promise<void> => {
    const input = { chatId: turn.chat.id, residentId: turn.resident?.id ?? null, at: turn.at }
    const request = await eraseResident(turn.scope, input, personalData.erasers)
    await turn.releaseHeld()
    turn.close()
    turn.tell(
      request
        ? turn.phrase('residents:erase.done', { number: request.number })
        : turn.phrase('residents:erase.chatDone'),
    )
  }

  const askBeforeErasing = async (turn: TurnContext): Promise<void> => {
    await requestData(turn.scope, { kind: 'erase' })
    askErase(turn)
  }

  const answerErase = async (turn: TurnContext, input: Input): Promise<boolean> => {
    const said = input.kind === 'text' ? readYesNo(input.text) : null
    const number = input.kind === 'choice' ? input.number : said === 'yes' ? 1 : said === 'no' ? 2 : null
    if (said === 'unclear') askErase(turn)
    if (number === 1) await erase(turn)
    if (number === 2) {
      await takeBackRequest(turn.scope, 'erase')
      turn.close()
      turn.tell(turn.phrase('residents:erase.kept'))
    }
    return number !== null || said === 'unclear'
  }

  const openShown = async (turn: TurnContext, number: number): Promise<void> => {
    if (number === 1) askCorrect(turn)
    if (number === 2) askConsents(turn, name)
    if (number === 3) await turn.goTo('link')
    if (number === 4) await askBeforeErasing(turn)
    if (number === 5) await turn.goTo('organisations')
  }

  return {
    name,
    words: ['XEM', 'SUA', 'XOA', 'XOANGAY'],
    async begin(turn, opening) {
      const word = opening.word ?? 'XEM'
      if (!turn.resident) {
        if (word === 'XOA' || word === 'XOANGAY') return await erase(turn)
        return turn.tell(turn.phrase('residents:data.nothing'))
      }
      if (word === 'SUA') return askCorrect(turn)
      // "Xóa ngay" may as well be meant for a draft: it erases only somebody who was asked within the last hour.
      const isAsked = word === 'XOANGAY' && (await openRequestOf(turn.scope, 'erase')) !== null
      if (isAsked) return await erase(turn)
      if (word === 'XOA' || word === 'XOANGAY') return await askBeforeErasing(turn)
      await show(turn)
    },
    async answer(turn, raw, input) {
      const state = raw as State
      if (state.step === 'erase') return await answerErase(turn, input)
      if (input.kind !== 'choice') return false
      if (state.step === 'shown') await openShown(turn, input.number)
      else if (state.step === 'correct') await correct(turn, input.number)
      else {
        const purpose = state.purposes[input.number - 1]
        if (purpose) await switchConsent(turn, purpose)
      }
      return true
    },
  }
}
