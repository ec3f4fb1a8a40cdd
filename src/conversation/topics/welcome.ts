import { findFormByCode } from '../../forms/index.ts'
import {
  chooseUnit,
  giveConsent,
  joinByLinkCode,
  meetResident,
  readLinkCode,
  type ConsentGiven,
} from '../../residents/index.ts'
import { findUnit } from '../../units/index.ts'
import type { Input, Opening, Topic, TurnContext } from '../turn.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { consentPrompt, consentsOf, morePrompt, refusal } from './residents-consent-prompt.ts'
import { handOn, isWorthHolding } from './residents-hand-on.ts'
import type { ResidentParts } from './residents-parts.ts'
import { readPayload } from './residents-payload.ts'
import { noPick, pickUnit, type AskPick, type Pick } from './residents-pick-unit.ts'
import { homeName } from './residents-place-name.ts'
import { renewTurn } from './residents-renewed-turn.ts'

/** What a link brought along, kept until the end of the first contact. */
type Brought = {
  readonly unitId?: string
  readonly notice?: string
  readonly attend?: string
  readonly form?: string
  readonly link?: string
}

type State =
  | { readonly step: 'consent' | 'more'; readonly brought: Brought }
  | { readonly step: 'ward'; readonly brought: Brought; readonly pick: Pick }

const name = 'welcome'

const askConsent = (
  turn: TurnContext,
  brought: Brought,
  before: 'intro' | 'held' | 'not-understood',
  held = false,
): void => {
  const { text, choices } = consentPrompt(turn, before, held)
  const state: State = { step: 'consent', brought }
  turn.ask({ text, choices: choices.map((key) => ({ label: turn.phrase(key) })), state }, name)
}

const askMore = (turn: TurnContext, brought: Brought): void => {
  const { text, choices } = morePrompt(turn)
  const state: State = { step: 'more', brought }
  turn.ask({ text, choices: choices.map((key) => ({ label: turn.phrase(key) })), state }, name)
}

const wardAsker =
  (turn: TurnContext, brought: Brought): AskPick =>
  (text, labels, pick) => {
    const state: State = { step: 'ward', brought, pick }
    turn.ask({ text, choices: labels.map((label) => ({ label })), state }, name)
  }

const bringOf = async (parts: ResidentParts, turn: TurnContext, opening: Opening): Promise<Brought> => {
  const payload = readPayload(opening.payload ?? (opening.word === 'START' ? opening.argument : undefined))
  if (payload?.kind === 'unit') return { unitId: payload.unitId }
  if (payload?.kind === 'link') return { link: payload.code }
  if (payload?.kind === 'form') {
    const form = await findFormByCode(turn.scope.tx, payload.code)
    return form ? { form: form.code, unitId: form.unitId } : {}
  }
  if (payload?.kind !== 'notice' && payload?.kind !== 'attend') return {}
  const unitId = await parts.unitOfNotice?.(turn, payload.code)
  return { [payload.kind]: payload.code, ...(unitId ? { unitId } : {}) }
}

/** A unit from a link is taken only when one can live in it: a session of a whole city names nobody's home. */
const canBeHome = async (turn: TurnContext, unitId: string): Promise<boolean> => {
  const unit = await findUnit(turn.scope.tx, unitId)
  return unit !== undefined && unit.validUntil === null && (unit.level === 'commune' || unit.level === 'group')
}

/** First contact: who we are and consent, the ward, done. Three messages, whatever else is said in between. */
export const createWelcomeTopic = (parts: ResidentParts): Topic => {
  const finish = async (turn: TurnContext, brought: Brought): Promise<void> => {
    const held = await turn.releaseHeld()
    turn.close()
    if (await handOn(turn, held)) return
    if (brought.attend) await turn.goTo('word:THAMGIA', { word: 'THAMGIA', argument: brought.attend })
    else if (brought.form) await turn.goTo('word:PHIEU', { word: 'PHIEU', argument: brought.form })
    else if (brought.notice) await turn.goTo(parts.topics().check, { argument: brought.notice })
  }

  const settle = async (turn: TurnContext, brought: Brought, unitId: string): Promise<void> => {
    await chooseUnit(turn.scope, { unitId })
    const settled = await renewTurn(turn, parts.topics)
    settled.tell(settled.phrase('residents:welcome.done', { place: (await homeName(settled)) ?? '' }))
    await finish(settled, brought)
  }

  const join = async (turn: TurnContext, code: string, consents: readonly ConsentGiven[]): Promise<boolean> => {
    const { chat, scope } = turn
    const input = { chatId: chat.id, accountId: chat.accountId, code, consents }
    const outcome = await joinByLinkCode(scope, input, parts.personalData.movers)
    if (outcome.kind === 'joined') return true
    if (outcome.kind !== 'same') {
      turn.tell(turn.phrase(outcome.kind === 'wrong' ? 'residents:link.wrong' : 'residents:link.tooMany'))
    }
    return false
  }

  const goOnJoined = async (turn: TurnContext, brought: Brought): Promise<void> => {
    const joined = await renewTurn(turn, parts.topics)
    joined.tell(joined.phrase('residents:welcome.joined'))
    if (joined.resident?.unitId) await finish(joined, brought)
    else wardAsker(joined, brought)(joined.phrase('residents:welcome.ward'), [], noPick)
  }

  const agree = async (turn: TurnContext, brought: Brought, consents: readonly ConsentGiven[]): Promise<void> => {
    if (brought.link && (await join(turn, brought.link, consents))) return await goOnJoined(turn, brought)
    const { chat, scope, locale } = turn
    // Whoever had taken the consent back gives it again; nobody is met twice.
    if (turn.resident) for (const consent of consents) await giveConsent(scope, consent)
    else await meetResident(scope, { chatId: chat.id, accountId: chat.accountId, language: locale, consents })
    const met = await renewTurn(turn, parts.topics)
    const unitId = met.resident?.unitId ?? brought.unitId
    if (unitId && (await canBeHome(met, unitId))) return await settle(met, brought, unitId)
    wardAsker(met, brought)(met.phrase('residents:welcome.ward'), [], noPick)
  }

  const refuse = async (turn: TurnContext): Promise<void> => {
    await turn.releaseHeld()
    turn.close()
    turn.tell(refusal(turn))
  }

  /** Something else than an answer: kept if it is a matter, and the question asked again, shorter. */
  const askAgain = async (turn: TurnContext, brought: Brought, input: Input): Promise<void> => {
    if (!isWorthHolding(input)) return askConsent(turn, brought, 'not-understood')
    turn.hold(input)
    if (input.kind === 'text') await parts.watch?.(turn, input.text)
    askConsent(turn, brought, 'held')
  }

  const answerConsent = async (turn: TurnContext, state: State, input: Input): Promise<void> => {
    const { brought } = state
    const said = input.kind === 'text' ? readYesNo(input.text) : null
    const number = input.kind === 'choice' ? input.number : said === 'yes' ? 1 : said === 'no' ? 3 : null
    const act = input.kind === 'choice' ? 'chosen' : 'written'
    if (number === null) {
      return said === 'unclear' ? askConsent(turn, brought, 'not-understood') : await askAgain(turn, brought, input)
    }
    if (number === 3) return await refuse(turn)
    if (state.step === 'more') {
      return await agree(turn, brought, consentsOf(turn, number === 1 ? 'all' : 'relay-only', act))
    }
    if (number === 2) return askMore(turn, brought)
    await agree(turn, brought, consentsOf(turn, 'usual', act))
  }

  const answerWard = async (turn: TurnContext, state: State & { step: 'ward' }, input: Input): Promise<void> => {
    const { brought, pick } = state
    const ask = wardAsker(turn, brought)
    if (input.kind === 'text' && readLinkCode(input.text) !== null) {
      if (await join(turn, input.text, [])) return await goOnJoined(turn, brought)
      return ask(turn.phrase('residents:pick.home'), [], noPick)
    }
    const picked = await pickUnit(turn, ask, pick, input)
    if (picked.kind === 'unit') return await settle(turn, brought, picked.unitId)
    if (picked.kind === 'person') return await turn.goTo('word:CANBO', { word: 'CANBO' })
    if (picked.kind === 'asked') return
    turn.hold(input)
    ask(turn.phrase('residents:welcome.heldWard'), [], { ...noPick, misses: pick.misses })
  }

  return {
    name,
    async begin(turn, opening) {
      const brought = await bringOf(parts, turn, opening)
      const consents = turn.resident?.consents.includes('relay') ?? false
      if (consents && turn.resident?.unitId) return await turn.goTo(parts.topics().menu)
      if (consents) return wardAsker(turn, brought)(turn.phrase('residents:pick.home'), [], noPick)
      const { input } = opening
      const holds = input !== undefined && isWorthHolding(input)
      if (input && holds) {
        turn.hold(input)
        if (input.kind === 'text') await parts.watch?.(turn, input.text)
      }
      askConsent(turn, brought, 'intro', holds)
    },
    async answer(turn, raw, input) {
      const state = raw as State
      if (state.step === 'ward') await answerWard(turn, state, input)
      else await answerConsent(turn, state, input)
      return true
    },
  }
}
