import { giveConsent, versionShown, withdrawConsent, type ConsentPurpose } from '../../residents/index.ts'
import type { TurnContext } from '../turn.ts'

/** Shows each purpose with its state, to be switched by its number. */
export const askConsents = (turn: TurnContext, topic: string): void => {
  const { resident, chat } = turn
  const isOn = (purpose: ConsentPurpose): boolean => resident?.consents.includes(purpose) ?? false
  const abroad = chat.platform === 'telegram' || isOn('cross_border')
  const purposes: ConsentPurpose[] = ['relay', 'notices', 'statistics', ...(abroad ? (['cross_border'] as const) : [])]
  const choices = purposes.map((purpose) => {
    const state = turn.phrase(isOn(purpose) ? 'residents:consents.on' : 'residents:consents.off')
    return { label: turn.phrase(`residents:consents.${purpose}`, { state }) }
  })
  turn.ask({ text: turn.phrase('residents:consents.question'), choices, state: { step: 'consents', purposes } }, topic)
}

/** Gives or takes back one consent. What the chat cannot do without is not switched here: that is an erasure. */
export const switchConsent = async (turn: TurnContext, purpose: ConsentPurpose): Promise<void> => {
  const { resident, chat, scope, locale } = turn
  turn.close()
  const given = resident?.consents.includes(purpose) ?? false
  const isNeeded = purpose === 'relay' || (purpose === 'cross_border' && chat.platform === 'telegram')
  if (given && isNeeded) return turn.tell(turn.phrase('residents:consents.relayNeeded'))
  const act = { purpose, version: versionShown(chat.platform, locale), act: 'chosen' } as const
  if (!given) {
    await giveConsent(scope, act)
    return turn.tell(turn.phrase('residents:consents.given'))
  }
  const request = await withdrawConsent(scope, act)
  turn.tell(turn.phrase('residents:consents.withdrawn', { number: request?.number ?? 0 }))
}
