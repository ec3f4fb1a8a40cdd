import { findResidentByChat } from '../../residents/index.ts'
import { beginTopic } from '../choose-topic.ts'
import type { TurnContext } from '../turn.ts'
import type { ResidentParts } from './residents-parts.ts'

/**
 * The same turn after the person was met, moved or joined in it: verbs act as the resident, and topics that it goes on
 * to see who and where they are now.
 */
export const renewTurn = async (turn: TurnContext, topics: ResidentParts['topics']): Promise<TurnContext> => {
  const { chat, scope } = turn
  const resident = await findResidentByChat(scope.tx, scope.keyring, chat.id)
  let current: string | undefined
  const renewed: TurnContext = {
    ...turn,
    get locale() {
      return turn.locale
    },
    resident,
    scope: {
      ...scope,
      actor: resident
        ? { kind: 'resident', residentId: resident.id, chatId: String(chat.id) }
        : { kind: 'system', job: 'conversation' },
    },
    ask: (prompt, topic) => turn.ask(prompt, topic ?? current),
    async goTo(name, opening = {}) {
      const { all } = topics()
      const topic = name.startsWith('word:')
        ? all.find(({ words }) => words?.some((word) => `word:${word}` === name))?.name
        : name
      turn.close()
      current = topic ?? name
      await beginTopic(topics(), renewed, name, opening)
    },
  }
  return renewed
}
