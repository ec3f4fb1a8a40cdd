import { askChatCode, claimChatCode, readChatCode } from '../../officers/index.ts'
import type { Topic, TurnContext } from '../turn.ts'

type State = { readonly digits: string }

const platformsForLinks = new Set(['zalo', 'telegram'])

const offer = async (turn: TurnContext, digits: string): Promise<void> => {
  const { chat, scope } = turn
  // A page of the web chat lies open on the very machine that would sign in.
  if (!platformsForLinks.has(chat.platform)) return turn.tell(turn.phrase('access:bot.otherPlatform'))
  const asked = await askChatCode(scope, { digits, chatId: chat.id })
  if (asked.kind !== 'found') return turn.tell(turn.phrase(`access:bot.${asked.kind}`))
  turn.ask({
    text: turn.phrase('access:bot.question', { name: asked.officerName }),
    choices: [{ label: turn.phrase('access:bot.yes') }, { label: turn.phrase('access:bot.no') }],
    state: { digits } satisfies State,
  })
}

/** An officer links this chat: the code comes from their page, the yes from here, and the page says yes again. */
export const officerLinkTopic: Topic = {
  name: 'officer-link',
  claims: async (_turn, input) => await Promise.resolve(input.kind === 'text' && readChatCode(input.text) !== null),
  async begin(turn, { input }) {
    const digits = input?.kind === 'text' ? readChatCode(input.text) : null
    if (digits !== null) await offer(turn, digits)
  },
  async answer(turn, raw, input) {
    if (input.kind !== 'choice') return false
    turn.close()
    const { digits } = raw as State
    const { id: chatId, accountId } = turn.chat
    const isDone = input.number === 1 && (await claimChatCode(turn.scope, { digits, chatId, accountId }))
    if (input.number === 1) turn.tell(turn.phrase(isDone ? 'access:bot.claimed' : 'access:bot.wrong'))
    else turn.tell(turn.phrase('access:bot.left'))
    return true
  },
}
