import { refusalPhrases, registerAttachment } from '../../attachments/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { formatCode, parseCode } from '../../kernel/codes.ts'
import { answerAsk, declineAsk, filesMax, guardText, ownPrivacy, readOwnOpinion } from '../../questions/index.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { tellEmergencyNumbers } from './opinion-guard.ts'
import { askState, type AskState } from './privacy-state.ts'

const filesOf = async (turn: TurnContext, input: Input & { kind: 'media' }): Promise<string[]> => {
  const ids: string[] = []
  for (const media of input.items.slice(0, filesMax)) {
    const { chat } = turn
    const taken = await registerAttachment(turn.scope, { accountId: chat.accountId, chatId: chat.id, media })
    if (taken.ok) ids.push(taken.attachmentId)
    else turn.tell(turn.phrase(refusalPhrases[taken.why]))
  }
  return ids
}

const answer = async (turn: TurnContext, state: AskState, text: string, files: readonly string[]): Promise<void> => {
  await answerAsk(turn.scope, { ...state, text, attachmentIds: files })
  turn.close()
  turn.tell(turn.phrase('privacy:bot.answered'))
}

/** The Front asks an author back; begun again from the list of their own opinions. */
export const privacyAskTopic: Topic = {
  name: 'privacy-ask',
  async begin(turn, opening) {
    const opinionId = opening.argument ?? ''
    const { tx, keyring, clock } = turn.scope
    const own = turn.resident
      ? await readOwnOpinion(tx, keyring, { residentId: turn.resident.id, opinionId })
      : undefined
    const { ask } = own ? await ownPrivacy(tx, keyring, { opinionId, today: vietnamDate(clock.now()) }) : { ask: null }
    if (!own || !ask) {
      turn.close()
      return turn.tell(turn.phrase('privacy:ask.over'))
    }
    turn.ask({
      text: turn.phrase('privacy:bot.ask', { code: formatCode(own.code ?? ''), question: ask.question }),
      choices: [{ label: turn.phrase('privacy:bot.askDecline') }],
      state: askState(opinionId, ask.id),
    })
  },
  async answer(turn, raw, input) {
    const state = raw as AskState
    if (input.kind === 'choice') {
      await declineAsk(turn.scope, state)
      turn.close()
      turn.tell(turn.phrase('privacy:bot.declined'))
      return true
    }
    if (input.kind === 'media') {
      const files = await filesOf(turn, input)
      if (files.length > 0 || input.caption !== undefined) await answer(turn, state, input.caption ?? '', files)
      return true
    }
    if (input.kind !== 'text') return false
    const isElse = readWord(input.text)?.kind === 'command' || parseCode(input.text)?.kind === 'receipt'
    if (isElse) return false
    if (guardText(input.text)?.kind === 'emergency') await tellEmergencyNumbers(turn)
    await answer(turn, state, input.text, [])
    return true
  },
}
