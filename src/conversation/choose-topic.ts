import { parseCode } from '../kernel/codes.ts'
import type { Conversation } from './conversation-store.ts'
import { mayBeCut } from './cut-text.ts'
import type { Said } from './read-input.ts'
import type { Input, Opening, Topic, TurnContext } from './turn.ts'
import type { CommandWord } from './words/command-words.ts'
import { asksYesNo } from './words/asks-yes-no.ts'
import { mayBeName } from './words/may-be-name.ts'
import { readNumber } from './words/read-choice.ts'
import { readBareNumber } from './words/read-bare-number.ts'
import { readWord, type WordReading } from './words/read-word.ts'

/** The topics of the house by their parts in the conversation. */
export type Topics = {
  readonly all: readonly Topic[]
  /** First contact: consent, ward, done. Everything goes there until there is a consent. */
  readonly welcome: string
  readonly menu: string
  /** What free text becomes when nobody else claims it. */
  readonly opinion: string
  /** What a receipt code alone, and what a notice code alone, opens. */
  readonly track: string
  readonly check: string
  /** What a code from an officer's account page opens. */
  readonly officerLink?: string
  /** Danger to life: no prompt may swallow it. */
  readonly isUrgent?: (text: string) => boolean
}

// Before consent only what needs none: the language, a person, the check of a notice, and the rights over one's data.
const openToAll: ReadonlySet<CommandWord> = new Set(['NGONNGU', 'CANBO', 'KIEMTRA', 'XEM', 'XOA', 'XOANGAY', 'DUNG'])

const topicNamed = (topics: Topics, name: string): Topic => {
  // `word:LICH` names whatever topic that word opens.
  if (name.startsWith('word:')) return topicForWord(topics, name.slice(5) as CommandWord)
  const found = topics.all.find((topic) => topic.name === name)
  if (!found) throw new Error(`no topic is called ${name}`)
  return found
}

const topicForWord = (topics: Topics, word: CommandWord): Topic =>
  topics.all.find((topic) => topic.words?.includes(word)) ?? topicNamed(topics, topics.menu)

const answerPrompt = async (
  topics: Topics,
  turn: TurnContext,
  conversation: Conversation,
  input: Input,
): Promise<boolean> => {
  const { prompt } = conversation
  if (!prompt) return false
  const topic = topics.all.find((one) => one.name === prompt.topic)
  return (await topic?.answer?.(turn, prompt.state, input)) ?? false
}

const leavePrompt = async (topics: Topics, turn: TurnContext, { prompt }: Conversation): Promise<void> => {
  if (!prompt) return
  const topic = topics.all.find((one) => one.name === prompt.topic)
  await topic?.leave?.(turn, prompt.state)
}

const openWord = async (
  topics: Topics,
  turn: TurnContext,
  reading: Extract<WordReading, { kind: 'command' }>,
  input: Input,
): Promise<void> => {
  await topicForWord(topics, reading.word).begin(turn, {
    word: reading.word,
    input,
    ...(reading.argument === undefined ? {} : { argument: reading.argument }),
  })
}

const opinionWords: ReadonlySet<CommandWord> = new Set(['HOI', 'GOPY', 'HIENKE', 'PHANANH'])

/** Words that a sentence may well begin with. */
const takesAsSentence = (topics: Topics, { prompt }: Conversation, reading: WordReading): boolean =>
  prompt !== null &&
  reading.kind === 'command' &&
  reading.argument !== undefined &&
  (opinionWords.has(reading.word) || reading.word === 'NOIO') &&
  topics.all.find(({ name }) => name === prompt.topic)?.takesSentences?.(prompt.state) === true

/** A code alone, right or mistyped. */
const codeOpening = (topics: Topics, text: string): { topic: string; argument: string } | null => {
  const code = parseCode(text)
  const kind = code && code.kind !== 'mistyped' ? code.kind : readBareNumber(text)
  const argument = code && code.kind !== 'mistyped' ? code.digits : text
  if (kind === 'receipt') return { topic: topics.track, argument }
  return kind === 'notice' ? { topic: topics.check, argument } : null
}

/** A number without a word: looked up where it may be a code, else answered here, for nobody knows what it is about. */
const takeNumber = async (topics: Topics, turn: TurnContext, input: Input & { kind: 'text' }): Promise<boolean> => {
  const code = codeOpening(topics, input.text)
  if (code) await topicNamed(topics, code.topic).begin(turn, { argument: code.argument, input })
  const number = readBareNumber(input.text)
  if (code || number === null || number === 'receipt' || number === 'notice') return code !== null
  turn.tell(turn.phrase(`conversation:number.${number}`))
  return true
}

/**
 * Whether a notice is genuine needs no consent: somebody may ask exactly because they do not trust us yet. The question
 * for consent stays open behind the verdict.
 */
const checkNotice = async (topics: Topics, turn: TurnContext, input: Input & { kind: 'text' }): Promise<boolean> => {
  const asked = codeOpening(topics, input.text)
  const check = topicNamed(topics, topics.check)
  if (asked?.topic === topics.check) await check.begin(turn, { argument: asked.argument, input })
  else if (await check.claims?.(turn, input)) await check.begin(turn, { input })
  else return false
  return true
}

const readText = async (
  topics: Topics,
  turn: TurnContext,
  conversation: Conversation,
  input: Input & { kind: 'text' },
): Promise<void> => {
  const reading = readWord(input.text)
  const mayOpen = turn.resident !== null || (reading !== null && openToAll.has(reading.word))
  // A word that could also be an answer ("dung": dừng, đúng) is tried as an answer first.
  // So is a piece of a cut text, which begins with any word.
  const { prompt } = conversation
  // "0" is the menu, but not where a number was asked for.
  const isPlain =
    reading?.kind !== 'command' ||
    takesAsSentence(topics, conversation, reading) ||
    (reading.couldBe?.length ?? 0) > 0 ||
    mayBeCut(turn.chat.platform, input.text) ||
    (prompt?.takesNumbers === true && readNumber(input.text) !== null)
  if (prompt && prompt.topic !== topics.opinion && turn.resident && topics.isUrgent?.(input.text)) {
    await leavePrompt(topics, turn, conversation)
    return await topicNamed(topics, topics.opinion).begin(turn, { input })
  }
  // An officer's code needs no consent: nothing of a resident is kept.
  const byOfficer = topics.all.find(({ name }) => name === topics.officerLink)
  if (byOfficer && (await byOfficer.claims?.(turn, input))) {
    await leavePrompt(topics, turn, conversation)
    return await byOfficer.begin(turn, { input })
  }
  if (turn.resident === null && prompt?.topic !== topics.check && (await checkNotice(topics, turn, input))) return
  if (isPlain && (await answerPrompt(topics, turn, conversation, input))) return
  await leavePrompt(topics, turn, conversation)
  const isName = turn.resident !== null && mayBeName(reading, input.text)
  // Behind a question "dung" may be "đúng": nobody loses their notices by a yes. Alone, and in capitals, it is the word.
  const mayBeYes = reading?.kind === 'command' && reading.word === 'DUNG' && reading.couldBe?.includes('đúng') === true
  if (turn.resident !== null && mayBeYes && prompt && asksYesNo(prompt.labels)) {
    return await topicNamed(topics, 'clarify').begin(turn, { word: 'DUNG', input })
  }
  if (reading?.kind === 'command' && mayOpen && !isName) return await openWord(topics, turn, reading, input)
  if (turn.resident === null) return await topicNamed(topics, topics.welcome).begin(turn, { input })
  const isAsked = isName || reading?.kind === 'suggestion' || reading?.kind === 'ambiguous'
  if (reading && isAsked && !(reading.kind === 'ambiguous' && opinionWords.has(reading.word))) {
    return await topicNamed(topics, 'clarify').begin(turn, {
      word: reading.word,
      input,
      ...(reading.argument === undefined ? {} : { argument: reading.argument }),
    })
  }
  if (await takeNumber(topics, turn, input)) return
  for (const topic of topics.all) {
    if (await topic.claims?.(turn, input)) return await topic.begin(turn, { input })
  }
  await topicNamed(topics, topics.opinion).begin(turn, {
    input,
    ...(reading?.kind === 'ambiguous' ? { word: reading.word } : {}),
  })
}

const tellUnusable = (turn: TurnContext, said: Said, isOpen: boolean): void => {
  if (said.kind === 'stale-button') {
    turn.tell(turn.phrase(isOpen ? 'conversation:staleButtonBesideOpen' : 'conversation:staleButton'))
  }
  if (said.kind === 'empty') turn.tell(turn.phrase('conversation:emptyMessage'))
  if (said.kind === 'too-long') turn.tell(turn.phrase('conversation:tooLong', { length: said.length }))
  if (said.kind === 'unsupported') turn.tell(turn.phrase('conversation:unsupported'))
}

/** Decides who takes a turn: the open prompt, a word, a code, whoever claims the text, or the intake of opinions. */
export const chooseTopic = async (
  topics: Topics,
  turn: TurnContext,
  conversation: Conversation,
  said: Said,
): Promise<void> => {
  const begin = async (name: string, opening: Opening = {}): Promise<void> =>
    await topicNamed(topics, name).begin(turn, opening)

  switch (said.kind) {
    case 'start':
      await leavePrompt(topics, turn, conversation)
      return await begin(turn.resident ? topics.menu : topics.welcome, said.payload ? { payload: said.payload } : {})
    case 'menu':
      await leavePrompt(topics, turn, conversation)
      return await begin(turn.resident ? topics.menu : topics.welcome)
    case 'stale-button':
    case 'empty':
    case 'too-long':
    case 'unsupported': {
      const isOpen = conversation.prompt !== null && turn.resident !== null
      tellUnusable(turn, said, isOpen)
      // A person who has not consented yet is still shown what to do next.
      if (!turn.resident && said.kind !== 'too-long') await begin(topics.welcome)
      // What is open stays open: a tap on an old button must not cost anybody a draft.
      else if (said.kind === 'stale-button' && !isOpen) await begin(topics.menu)
      return
    }
    case 'input': {
      const { input } = said
      if (input.kind === 'text') return await readText(topics, turn, conversation, input)
      if (await answerPrompt(topics, turn, conversation, input)) return
      if (!turn.resident) return await begin(topics.welcome, { input })
      await leavePrompt(topics, turn, conversation)
      if (input.kind === 'media') {
        for (const topic of topics.all) if (await topic.claims?.(turn, input)) return await topic.begin(turn, { input })
        return await begin(topics.opinion, { input })
      }
      turn.tell(turn.phrase('conversation:unsupported'))
    }
  }
}

/** Opens a topic by its name, as `TurnContext.goTo` does. */
export const beginTopic = async (topics: Topics, turn: TurnContext, name: string, opening: Opening): Promise<void> =>
  await topicNamed(topics, name).begin(turn, opening)
