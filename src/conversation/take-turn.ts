import type { IncomingUpdate, OutgoingMessage, Platform } from '../channels/port.ts'
import { inSavepoint, type House, type Scope, type Transaction } from '../database/index.ts'
import { isAppError } from '../kernel/errors.ts'
import { enqueueMessage } from '../outbox/index.ts'
import { phrase, phraseOfError, type Locale } from '../phrases/index.ts'
import { findResidentByChat, type ResidentCard } from '../residents/index.ts'
import { beginTopic, chooseTopic, type Topics } from './choose-topic.ts'
import { loadConversation, saveConversation, type Conversation } from './conversation-store.ts'
import { mayBeCut, nextPieceMs } from './cut-text.ts'
import { promptMessage } from './prompt-message.ts'
import { readInput } from './read-input.ts'
import type { Chat, Input, Opening, TurnContext } from './turn.ts'

export type TurnInput = {
  readonly tx: Transaction
  readonly inboxId: number
  readonly accountId: string
  readonly chatId: number
  readonly address: string
  readonly update: IncomingUpdate
  /** When somebody last wrote in this chat before this update; null where nobody had. */
  readonly windowOpenedAt: Date | null
}

/** An event that is no speech: unfollow, withdrawal, echo, receipt … Returns its name for the history. */
export type EventHandler = (
  scope: Scope,
  chat: Chat,
  update: IncomingUpdate,
  resident: ResidentCard | null,
) => Promise<string>

type Options = {
  readonly house: House
  readonly topics: Topics
  readonly handleEvent: EventHandler
  readonly publicUrl: string | undefined
  /**
   * Takes the texts of an anonymous opinion out of whatever keeps a copy. `at` is the time of the turn; what came before
   * `since` stays, and without it the whole day goes.
   */
  readonly scrub: (scope: Scope, chat: Chat, at: Date, since?: Date) => Promise<void>
}

type Said =
  | { readonly kind: 'tell'; readonly message: OutgoingMessage }
  | { readonly kind: 'ask'; readonly message: OutgoingMessage }

/** What one turn has said and left open so far; thrown away when its topic is refused. */
type Draft = { said: Said[]; conversation: Conversation; goTos: number; scrubs: 'day' | Date | null }

// A topic that sends the turn on in a circle is a bug; it must not hold the chat's lock for ever.
const goTosMax = 6

/** The same topics, each noting that it is the one that speaks: what it asks is answered to it. */
const namedTopics = (topics: Topics, current: { topic: string }): Topics => ({
  ...topics,
  all: topics.all.map((topic) => ({
    ...topic,
    begin: async (turn: TurnContext, opening: Opening) => {
      current.topic = topic.name
      await topic.begin(turn, opening)
    },
    ...(topic.answer
      ? {
          answer: async (turn: TurnContext, state: unknown, input: Input) => {
            current.topic = topic.name
            return (await topic.answer?.(turn, state, input)) ?? false
          },
        }
      : {}),
  })),
})

/** Takes the turns of residents: one update in, effects and replies out, all in the transaction of the turn. */
export const createConversation = (options: Options) => {
  const { house, topics, handleEvent, publicUrl } = options

  const contextFor = (
    scope: Scope,
    chat: Chat,
    resident: ResidentCard | null,
    turn: TurnInput,
    draft: Draft,
    current: { topic: string },
    named: Topics,
  ): TurnContext => {
    const locale = (): Locale => draft.conversation.language ?? 'vi'
    const context: TurnContext = {
      scope,
      chat,
      resident,
      at: turn.update.at,
      turnId: turn.inboxId,
      publicUrl,
      get locale() {
        return locale()
      },
      phrase: (key, values) => phrase(locale(), key, values),
      tell(text, extras = {}) {
        draft.said.push({
          kind: 'tell',
          message: {
            text,
            locale: locale(),
            ...(extras.link ? { link: extras.link } : {}),
            ...(extras.file ? { file: extras.file } : {}),
          },
        })
      },
      ask(prompt, topic = current.topic) {
        const { message, open } = promptMessage(prompt, topic, locale())
        draft.said.push({ kind: 'ask', message })
        draft.conversation = { ...draft.conversation, prompt: open }
      },
      amend(state) {
        const { prompt } = draft.conversation
        if (prompt) draft.conversation = { ...draft.conversation, prompt: { ...prompt, state } }
      },
      close() {
        draft.conversation = { ...draft.conversation, prompt: null }
      },
      async goTo(topic: string, opening: Opening = {}) {
        draft.goTos += 1
        if (draft.goTos > goTosMax) throw new Error(`topics send each other in a circle, last to ${topic}`)
        draft.conversation = { ...draft.conversation, prompt: null }
        await beginTopic(named, context, topic, opening)
      },
      async releaseHeld() {
        const { held } = draft.conversation
        draft.conversation = { ...draft.conversation, held: [] }
        return held
      },
      hold(input: Input) {
        draft.conversation = { ...draft.conversation, held: [...draft.conversation.held, input].slice(-20) }
      },
      setLocale(next) {
        draft.conversation = { ...draft.conversation, language: next }
      },
      scrub(since) {
        if (since !== undefined) {
          draft.scrubs ??= since
          return
        }
        draft.scrubs = 'day'
        draft.conversation = { ...draft.conversation, prompt: null, held: [] }
      },
    }
    return context
  }

  const takeTopic = async (
    scope: Scope,
    chat: Chat,
    resident: ResidentCard | null,
    turn: TurnInput,
    before: Conversation,
  ): Promise<Draft> => {
    const said = readInput(turn.update.content, before.prompt)
    let draft: Draft = { said: [], conversation: before, goTos: 0, scrubs: null }
    if (!said) return draft
    try {
      await inSavepoint(scope.tx, async (tx) => {
        const current = { topic: '' }
        const named = namedTopics(topics, current)
        const context = contextFor({ ...scope, tx }, chat, resident, turn, draft, current, named)
        await chooseTopic(named, context, before, said)
      })
    } catch (error) {
      // A refusal undoes what the verb did and tells the person why; a bug goes on and undoes the whole turn.
      if (!isAppError(error) || error.code === 'INTERNAL') throw error
      draft = { said: [], conversation: before, goTos: 0, scrubs: null }
      const locale = before.language ?? 'vi'
      draft.said.push({ kind: 'tell', message: { text: phraseOfError(locale, error.phrase, error.values), locale } })
    }
    return draft
  }

  const sayAll = async (scope: Scope, chat: Chat, turn: TurnInput, draft: Draft): Promise<void> => {
    const { content } = turn.update
    // A question about the first piece of a long text would be out of date with the second one.
    const waits = content.kind === 'text' && mayBeCut(chat.platform, content.text)
    const dueAt = new Date(scope.clock.now().getTime() + nextPieceMs)
    for (const [at, one] of draft.said.entries()) {
      await enqueueMessage(scope, {
        accountId: chat.accountId,
        chatId: chat.id,
        message: one.message,
        priority: 'reply',
        dedupeKey: `turn:${turn.inboxId}:${at}`,
        ...(one.kind === 'ask' ? { slot: 'prompt', ...(waits ? { dueAt } : {}) } : {}),
      })
    }
  }

  return {
    async takeTurn(turn: TurnInput): Promise<string> {
      const { database: _database, ...means } = house
      const platform = turn.accountId.slice(0, turn.accountId.indexOf(':')) as Platform
      const chat: Chat = { id: turn.chatId, accountId: turn.accountId, platform }
      // One round trip for both: the driver sends them one after the other on the connection of the turn.
      const [resident, before] = await Promise.all([
        findResidentByChat(turn.tx, house.keyring, turn.chatId),
        loadConversation(turn.tx, house.keyring, turn.chatId, house.clock.now()),
      ])
      const scope: Scope = {
        ...means,
        tx: turn.tx,
        actor: resident
          ? { kind: 'resident', residentId: resident.id, chatId: String(turn.chatId) }
          : { kind: 'system', job: 'conversation' },
      }
      if (!readInput(turn.update.content, before.prompt)) {
        return await handleEvent(scope, chat, turn.update, resident)
      }
      const draft = await takeTopic(scope, chat, resident, turn, {
        ...before,
        language: before.language ?? resident?.language ?? null,
      })
      await saveConversation(turn.tx, house.keyring, turn.chatId, draft.conversation, house.clock.now())
      const { scrubs } = draft
      if (scrubs !== null) await options.scrub(scope, chat, turn.update.at, ...(scrubs === 'day' ? [] : [scrubs]))
      await sayAll(scope, chat, turn, draft)
      return turn.update.content.kind
    },

    /** For an update that was parked: the person is told once, and nothing of their text is touched. */
    async apologise(turn: Omit<TurnInput, 'update' | 'windowOpenedAt'>): Promise<void> {
      const { database: _database, ...means } = house
      const scope: Scope = { ...means, tx: turn.tx, actor: { kind: 'system', job: 'inbox' } }
      const before = await loadConversation(turn.tx, house.keyring, turn.chatId, house.clock.now())
      const locale = before.language ?? 'vi'
      await enqueueMessage(scope, {
        accountId: turn.accountId,
        chatId: turn.chatId,
        message: { text: phrase(locale, 'conversation:parked'), locale },
        priority: 'reply',
        dedupeKey: `parked:${turn.inboxId}`,
      })
    },
  }
}

export type ConversationDoor = ReturnType<typeof createConversation>
