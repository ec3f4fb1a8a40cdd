import type { IncomingMedia, OutgoingFile, Platform } from '../channels/port.ts'
import type { Scope } from '../database/index.ts'
import type { Locale, PhraseKey, PhraseValues } from '../phrases/index.ts'
import type { ResidentCard } from '../residents/index.ts'
import type { CommandWord } from './words/command-words.ts'

/** What a person said, after the platform's forms are taken away. */
export type Input =
  /** An entry of the open prompt's list: by number, by label or by button. */
  | { readonly kind: 'choice'; readonly number: number }
  /** `text` is normalised (NFC, no control characters) and not empty; this is what is stored as the wording. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'media'; readonly items: readonly IncomingMedia[]; readonly caption?: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'contact'; readonly phone?: string; readonly isOwn: boolean }

export type Chat = { readonly id: number; readonly accountId: string; readonly platform: Platform }

export type PromptChoice = {
  readonly label: string
  /** The digit before it; by default 1, 2, 3 … in order. */
  readonly number?: number
}

/** One question to the person. It replaces an unsent older one; its list can be answered by number. */
export type Prompt = {
  readonly text: string
  readonly choices?: readonly PromptChoice[]
  /** Given back to the topic with the answer. JSON; sealed while it waits. */
  readonly state: unknown
  /** The prompt takes a number as its answer, so "0" is not the menu here. */
  readonly takesNumbers?: boolean
  readonly link?: { readonly label: string; readonly url: string }
}

/** One turn of one chat, as a topic sees it. What it tells and asks leaves only if the whole turn commits. */
export type TurnContext = {
  readonly scope: Scope
  readonly chat: Chat
  readonly locale: Locale
  /** Null until they have consented for the first time. */
  readonly resident: ResidentCard | null
  /** The platform's time of what the person did. */
  readonly at: Date
  /** Unique for this turn: names what is made in it. */
  readonly turnId: number
  /** The bot's address for links, without a slash at the end; undefined when people cannot reach us by one. */
  readonly publicUrl: string | undefined
  phrase(key: PhraseKey, values?: PhraseValues): string
  /** A message that asks nothing. */
  tell(text: string, extras?: { readonly link?: Prompt['link']; readonly file?: OutgoingFile }): void
  /** Opens a prompt of a topic; by default of the topic that runs. */
  ask(prompt: Prompt, topic?: string): void
  /** Gives the open prompt another state and says nothing. */
  amend(state: unknown): void
  /** Closes the open prompt without asking anything new. */
  close(): void
  /** Goes on in another topic, as if its word had been said. */
  goTo(topic: string, opening?: Opening): Promise<void>
  /** Reads the texts that waited for consent, once; they are then handled as if they had just come. */
  releaseHeld(): Promise<readonly Input[]>
  /** Keeps what came before consent, sealed, for at most 24 hours. */
  hold(input: Input): void
  /** From now on this chat speaks this language. */
  setLocale(locale: Locale): void
  /**
   * The texts of this turn must leave no trace in inbox and outbox once it has committed (anonymous opinions). With
   * `since` only what the page of a web chat keeps goes, from then until this turn; what is open stays open.
   */
  scrub(since?: Date): void
}

/** How a topic came to be opened. */
export type Opening = {
  readonly word?: CommandWord
  readonly argument?: string
  /** The whole message, when there was one. */
  readonly input?: Input
  /** Payload of a link or QR code, without `start`. */
  readonly payload?: string
}

export type Topic = {
  readonly name: string
  /** Words that open this topic. */
  readonly words?: readonly CommandWord[]
  begin(turn: TurnContext, opening: Opening): Promise<void>
  /** An answer to this topic's open prompt. False when it is none: then the input is read as if nothing were open. */
  answer?(turn: TurnContext, state: unknown, input: Input): Promise<boolean>
  /** Whether this prompt waits for sentences: then "Góp ý …" within one is no command. */
  takesSentences?(state: unknown): boolean
  /** Its open prompt is given up for something else: what was not sent yet must not vanish without a word. */
  leave?(turn: TurnContext, state: unknown): Promise<void>
  /** Asked before a free text becomes an opinion: is this yours (a pasted notice, a letter to an officer)? */
  claims?(turn: TurnContext, input: Input): Promise<boolean>
}
