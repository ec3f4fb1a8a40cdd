import type { PhraseKey } from '../../phrases/index.ts'
import { versionShown, type ConsentAct, type ConsentGiven, type ConsentPurpose } from '../../residents/index.ts'
import type { TurnContext } from '../turn.ts'

/** The consent texts of a platform, as keys; what is shown is exactly these, so their version proves it. */
const keys = (turn: TurnContext) => {
  const abroad = turn.chat.platform === 'telegram' ? '.telegram' : ''
  return {
    intro: `residents:welcome.consent.${turn.chat.platform}`,
    question: `residents:welcome.question${abroad}`,
    yes: `residents:welcome.yes${abroad}`,
    more: `residents:welcome.more${abroad}`,
    all: `residents:welcome.all${abroad}`,
    relayOnly: `residents:welcome.relayOnly${abroad}`,
    refused: `residents:welcome.refused${abroad}`,
  } as const satisfies Record<string, PhraseKey>
}

/** The first message: who we are, what is kept, who sees it, and the question. */
export const consentPrompt = (turn: TurnContext, before: 'intro' | 'held' | 'not-understood', held: boolean) => {
  const { intro, question, yes } = keys(turn)
  const first = {
    intro: turn.phrase(intro),
    held: turn.phrase('residents:welcome.heldAgain'),
    'not-understood': turn.phrase('residents:welcome.notUnderstood'),
  }[before]
  const note = before === 'intro' && held ? `${turn.phrase('residents:welcome.held')} ` : ''
  return {
    text: `${first}\n${note}${turn.phrase(question)}`,
    choices: [yes, 'residents:welcome.readMore', 'residents:welcome.no'] as const,
  }
}

/** Everything in three lines, with each purpose to choose. */
export const morePrompt = (turn: TurnContext) => {
  const { more, all, relayOnly } = keys(turn)
  return { text: turn.phrase(more), choices: [all, relayOnly, 'residents:welcome.no'] as const }
}

export const refusal = (turn: TurnContext): string => turn.phrase(keys(turn).refused)

/** What an agreement covers, each purpose a row of its own. */
export const consentsOf = (
  turn: TurnContext,
  what: 'usual' | 'all' | 'relay-only',
  act: ConsentAct,
): readonly ConsentGiven[] => {
  const purposes: ConsentPurpose[] = ['relay']
  if (what !== 'relay-only') purposes.push('notices')
  if (what === 'all') purposes.push('statistics')
  if (turn.chat.platform === 'telegram') purposes.push('cross_border')
  const version = versionShown(turn.chat.platform, turn.locale)
  return purposes.map((purpose) => ({ purpose, version, act }))
}
