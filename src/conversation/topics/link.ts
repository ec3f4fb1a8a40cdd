import {
  chooseUnit,
  followSecondUnit,
  formatLinkCode,
  joinByLinkCode,
  linkCodeMinutes,
  makeLinkCode,
} from '../../residents/index.ts'
import { findUnit } from '../../units/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import type { ResidentParts } from './residents-parts.ts'
import { readPayload } from './residents-payload.ts'
import { placeName } from './residents-place-name.ts'

type State =
  | { readonly step: 'choose' }
  | { readonly step: 'code' }
  | { readonly step: 'unit'; readonly unitId: string }

const name = 'link'

/** What links and QR codes bring, and the joining of two contacts of one person. */
export const createLinkTopic = (parts: ResidentParts): Topic => {
  const ask = (turn: TurnContext, text: string, labels: readonly string[], state: State): void =>
    turn.ask({ text, choices: labels.map((label) => ({ label })), state }, name)

  const join = async (turn: TurnContext, code: string): Promise<void> => {
    const { chat, scope } = turn
    const input = { chatId: chat.id, accountId: chat.accountId, code }
    const outcome = await joinByLinkCode(scope, input, parts.personalData.movers)
    if (outcome.kind === 'wrong') {
      turn.ask(
        { text: turn.phrase('residents:link.wrong'), state: { step: 'code' } satisfies State, takesNumbers: true },
        name,
      )
      return
    }
    turn.close()
    const keys = {
      joined: 'residents:link.joined',
      same: 'residents:link.same',
      'too-many': 'residents:link.tooMany',
    } as const
    turn.tell(turn.phrase(keys[outcome.kind]))
  }

  const offerUnit = async (turn: TurnContext, unitId: string): Promise<void> => {
    const { resident } = turn
    const unit = await findUnit(turn.scope.tx, unitId)
    const isLivable = unit?.validUntil === null && (unit.level === 'commune' || unit.level === 'group')
    const isTheirs = [resident?.unitId, resident?.groupUnitId, resident?.followedUnitId].includes(unitId)
    if (!isLivable || isTheirs) return await turn.goTo(parts.topics().menu)
    const labels = (['unitHome', 'unitFollow', 'unitKeep'] as const).map((key) => turn.phrase(`residents:link.${key}`))
    const text = turn.phrase('residents:link.unitQuestion', { place: await placeName(turn, unitId) })
    ask(turn, text, labels, { step: 'unit', unitId })
  }

  const takeUnit = async (turn: TurnContext, unitId: string, number: number): Promise<void> => {
    turn.close()
    if (number === 3) return await turn.goTo(parts.topics().menu)
    const place = await placeName(turn, unitId)
    if (number === 1) await chooseUnit(turn.scope, { unitId })
    else await followSecondUnit(turn.scope, { unitId })
    turn.tell(turn.phrase(number === 1 ? 'residents:place.changed' : 'residents:place.nowFollowing', { place }))
  }

  return {
    name,
    async begin(turn, opening) {
      if (!turn.resident) return await turn.goTo(parts.topics().welcome, opening)
      const payload = readPayload(opening.payload)
      if (payload?.kind === 'unit') return await offerUnit(turn, payload.unitId)
      if (payload?.kind === 'notice') return await turn.goTo(parts.topics().check, { argument: payload.code })
      if (payload?.kind === 'attend') {
        return await turn.goTo('word:THAMGIA', { word: 'THAMGIA', argument: payload.code })
      }
      if (payload?.kind === 'form') return await turn.goTo('word:PHIEU', { word: 'PHIEU', argument: payload.code })
      if (payload?.kind === 'link') return await join(turn, payload.code)
      if (opening.payload !== undefined) return await turn.goTo(parts.topics().menu)
      const labels = [turn.phrase('residents:link.make'), turn.phrase('residents:link.enter')]
      ask(turn, turn.phrase('residents:link.question'), labels, { step: 'choose' })
    },
    async answer(turn, raw, input) {
      const state = raw as State
      if (state.step === 'code') {
        // Other words and sentences are read as if nothing were open.
        if (input.kind !== 'text' || !/^[\d\s.\-–]+$/u.test(input.text)) return false
        await join(turn, input.text)
        return true
      }
      if (input.kind !== 'choice') return false
      if (state.step === 'unit') await takeUnit(turn, state.unitId, input.number)
      else if (input.number === 2) {
        const text = turn.phrase('residents:link.askCode')
        turn.ask({ text, state: { step: 'code' } satisfies State, takesNumbers: true }, name)
      } else {
        const { digits } = await makeLinkCode(turn.scope)
        turn.close()
        const values = { code: formatLinkCode(digits), minutes: linkCodeMinutes }
        turn.tell(turn.phrase('residents:link.code', values))
      }
      return true
    },
  }
}
