import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { formatCode } from '../../kernel/codes.ts'
import {
  declineIdentity,
  grantIdentity,
  ownPrivacy,
  readOwnOpinion,
  revokeIdentity,
  type OwnOpinion,
  type OwnPrivacy,
} from '../../questions/index.ts'
import type { Topic, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { identityState, type IdentityState } from './privacy-state.ts'
import { identityText } from './privacy-tell.ts'

type Asked = { readonly own: OwnOpinion; readonly one: NonNullable<OwnPrivacy['disclosure']> }

const load = async (turn: TurnContext, opinionId: string): Promise<Asked | null> => {
  const { tx, keyring, clock } = turn.scope
  const own = turn.resident ? await readOwnOpinion(tx, keyring, { residentId: turn.resident.id, opinionId }) : undefined
  if (!own) return null
  const { disclosure } = await ownPrivacy(tx, keyring, { opinionId, today: vietnamDate(clock.now()) })
  return disclosure && { own, one: disclosure }
}

const over = (turn: TurnContext): void => {
  turn.close()
  turn.tell(turn.phrase('privacy:identity.over'))
}

const valuesOf = ({ own, one }: Asked) => ({
  names: one.readers.join(', '),
  until: formatShortDateVi(one.until),
  purpose: one.purpose,
  code: formatCode(own.code ?? ''),
})

const askConsent = (turn: TurnContext, { own, one }: Asked): void =>
  turn.ask({
    text: identityText(turn.locale, { ...one, code: own.code ?? '' }),
    choices: [{ label: turn.phrase('privacy:bot.agree') }, { label: turn.phrase('privacy:bot.refuse') }],
    state: identityState('consent', own.id, one.id),
  })

const askRevoke = (turn: TurnContext, asked: Asked): void =>
  turn.ask({
    text: turn.phrase('privacy:bot.showGranted', valuesOf(asked)),
    choices: [{ label: turn.phrase('privacy:bot.revoke') }, { label: turn.phrase('privacy:bot.keep') }],
    state: identityState('revoke', asked.own.id, asked.one.id),
  })

const decline = async (turn: TurnContext, state: IdentityState): Promise<void> => {
  await declineIdentity(turn.scope, state)
  turn.close()
  turn.tell(turn.phrase('privacy:bot.identityDeclined'))
}

const chooseConsent = async (turn: TurnContext, state: IdentityState, number: number): Promise<void> => {
  if (number === 2) return await decline(turn, state)
  if (!(await load(turn, state.opinionId))) return over(turn)
  turn.ask({
    text: turn.phrase('privacy:bot.identityWhat'),
    choices: [{ label: turn.phrase('privacy:bot.identityCancel') }],
    state: { ...state, step: 'identity' },
  })
}

const grant = async (turn: TurnContext, state: IdentityState, identity: string): Promise<void> => {
  const asked = await load(turn, state.opinionId)
  if (!asked) return over(turn)
  await grantIdentity(turn.scope, { ...state, identity })
  turn.close()
  turn.tell(turn.phrase('privacy:bot.granted', valuesOf(asked)))
}

const chooseRevoke = async (turn: TurnContext, state: IdentityState, number: number): Promise<void> => {
  if (number === 1) await revokeIdentity(turn.scope, state)
  turn.close()
  turn.tell(turn.phrase(number === 1 ? 'privacy:bot.revoked' : 'privacy:bot.kept'))
}

/** Whether somebody lets named officers know who they are: asked, given in their own words, and taken back at any time. */
export const privacyIdentityTopic: Topic = {
  name: 'privacy-identity',
  async begin(turn, opening) {
    const asked = await load(turn, opening.argument ?? '')
    if (!asked) return over(turn)
    if (asked.one.state === 'granted') askRevoke(turn, asked)
    else askConsent(turn, asked)
  },
  async answer(turn, raw, input) {
    const state = raw as IdentityState
    if (state.step === 'identity') {
      if (input.kind === 'choice') await decline(turn, state)
      else if (input.kind === 'text' && readWord(input.text)?.kind !== 'command') await grant(turn, state, input.text)
      else return false
      return true
    }
    const said = input.kind === 'text' ? readYesNo(input.text) : null
    const number = input.kind === 'choice' ? input.number : said === 'yes' ? 1 : said === 'no' ? 2 : null
    // A plain "yes" in another talk must not take back what was given.
    if (number === null || (state.step === 'revoke' && input.kind !== 'choice')) return false
    if (state.step === 'revoke') await chooseRevoke(turn, state, number)
    else await chooseConsent(turn, state, number)
    return true
  },
}
