import { chooseNaming } from '../../residents/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import type { ResidentParts } from './residents-parts.ts'

type State = { readonly step: 'choose' } | { readonly step: 'name' }

const name = 'naming'
const ways = ['sealed', 'anonymous', 'named'] as const

const platformName = (turn: TurnContext): string => turn.phrase(`residents:platform.${turn.chat.platform}`)

/** The three ways of being named with one's opinions, and what anonymous cannot promise. */
export const createNamingTopic = (parts: ResidentParts): Topic => ({
  name,
  async begin(turn) {
    if (!turn.resident) return await turn.goTo(parts.topics().welcome)
    const choices = ways.map((way) => ({ label: turn.phrase(`residents:naming.${way}`) }))
    const text = turn.phrase('residents:naming.question', { platform: platformName(turn) })
    turn.ask({ text, choices, state: { step: 'choose' } satisfies State }, name)
  },
  async answer(turn, raw, input) {
    const state = raw as State
    if (state.step === 'name') {
      if (input.kind !== 'text') return false
      await chooseNaming(turn.scope, { naming: 'named', name: input.text })
      turn.close()
      turn.tell(turn.phrase('residents:naming.done.named', { name: input.text.replaceAll(/\s+/gu, ' ') }))
      return true
    }
    const way = input.kind === 'choice' ? ways[input.number - 1] : undefined
    if (!way) return false
    if (way === 'named') {
      turn.ask({ text: turn.phrase('residents:naming.askName'), state: { step: 'name' } satisfies State }, name)
      return true
    }
    await chooseNaming(turn.scope, { naming: way })
    turn.close()
    turn.tell(turn.phrase(`residents:naming.done.${way}`, { platform: platformName(turn) }))
    return true
  },
})
