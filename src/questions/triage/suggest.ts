import type { Competence, OpinionKind, Reach } from '../items/item.ts'
import { outside, type Phrase } from '../match-phrases.ts'
import type { OpinionClass } from '../opinion.ts'
import { countHouseholds } from './count-households.ts'
import { distinct, loosePhrases, readLooseText, vocabularyOf, type LooseText } from './loose-text.ts'
import {
  classWords,
  competenceRules,
  harmlessWords,
  hotSpotWords,
  petitionWords,
  reachWords,
  riskWords,
} from './suggest-words.ts'

/** What is proposed, and the words of the text that speak for it; none where it is only what most are. */
export type Hint<Value> = { readonly value: Value; readonly because: readonly string[] }

/** A topic as the engine needs it. */
export type TopicWords = {
  readonly id: string
  readonly words: readonly string[]
  readonly isSensitive: boolean
  readonly position: number
}

export type Suggestion = {
  readonly opinionClass: Hint<OpinionClass>
  readonly kind: Hint<OpinionKind>
  /** The best first, at most three. */
  readonly topics: readonly (Hint<string> & { readonly isSensitive: boolean })[]
  readonly reach: Hint<Reach>
  readonly households: Hint<number> | null
  readonly risk: Hint<boolean>
  readonly hotSpot: Hint<boolean>
  readonly competence: Hint<Competence> & { readonly body: string | null }
}

const petition = loosePhrases(...petitionWords)
const risk = loosePhrases(...riskWords)
const harmless = loosePhrases(...harmlessWords)
const hotSpot = loosePhrases(...hotSpotWords)
const reach = reachWords.map(([value, lists]) => ({ value, wanted: loosePhrases(...lists) }))
const competence = competenceRules.map((rule) => ({ ...rule, wanted: loosePhrases(...rule.words) }))
const classes = classWords.map(([value, lists]) => ({ value, wanted: loosePhrases(...lists) }))
const own = vocabularyOf([
  ...classes.flatMap((one) => one.wanted),
  ...petition,
  ...risk,
  ...harmless,
  ...hotSpot,
  ...reach.flatMap((one) => one.wanted),
  ...competence.flatMap((one) => one.wanted),
])

/** Topics made ready for looking up; once for many texts. */
export type ReadyTopics = {
  readonly topics: readonly (TopicWords & { readonly wanted: readonly Phrase[] })[]
  readonly vocabulary: ReadonlySet<string>
}

export const readyTopics = (topics: readonly TopicWords[]): ReadyTopics => {
  const ready = topics.map((topic) => ({ ...topic, wanted: loosePhrases(...topic.words) }))
  return { topics: ready, vocabulary: new Set([...own, ...vocabularyOf(ready.flatMap((one) => one.wanted))]) }
}

const saidBy = (text: LooseText, wanted: readonly Phrase[]): string[] => distinct(text.find(wanted).map(text.said))

/** A long phrase tells more than a short one, and one typed with its accents more than one without. */
const scoreOf = (text: LooseText, wanted: readonly Phrase[]): { readonly score: number; readonly said: string[] } => {
  const spans = text.find(wanted)
  const longest = spans.filter((span) =>
    spans.every((other) => other === span || other.from > span.from || other.to < span.to || sameSpan(other, span)),
  )
  const seen = new Set<string>()
  let score = 0
  for (const span of longest) {
    const said = text.said(span)
    const length = span.to - span.from
    const isAgain = seen.has(said)
    seen.add(said)
    score += (length === 1 ? 1 : 1 + length) * (span.isBare && length === 1 ? 0.5 : 1) * (isAgain ? 0.3 : 1)
  }
  return { score, said: distinct([...seen]) }
}

const sameSpan = (one: { from: number; to: number }, other: { from: number; to: number }): boolean =>
  one.from === other.from && one.to === other.to

const topicsOf = (text: LooseText, { topics }: ReadyTopics): Suggestion['topics'] =>
  topics
    .map((topic) => ({ topic, ...scoreOf(text, topic.wanted) }))
    .filter(({ score }) => score >= 1)
    .toSorted((one, other) => other.score - one.score || one.topic.position - other.topic.position)
    .slice(0, 3)
    .map(({ topic, said }) => ({ value: topic.id, because: said, isSensitive: topic.isSensitive }))

const reachOf = (text: LooseText, households: Suggestion['households']): Hint<Reach> => {
  for (const { value, wanted } of reach) {
    const said = saidBy(text, wanted)
    if (said.length > 0) return { value, because: said }
  }
  return households && households.value > 1
    ? { value: 'households', because: households.because }
    : { value: 'person', because: [] }
}

const classOf = (words: string, text: LooseText): Hint<OpinionClass> => {
  if (words.includes('?')) return { value: 'question', because: ['?'] }
  for (const { value, wanted } of classes) {
    const said = saidBy(text, wanted)
    if (said.length > 0) return { value, because: said }
  }
  return { value: 'livelihood', because: [] }
}

const competenceOf = (text: LooseText): Suggestion['competence'] => {
  for (const rule of competence) {
    const said = saidBy(text, rule.wanted)
    if (said.length > 0) return { value: rule.competence, body: rule.body, because: said }
  }
  return { value: 'commune', body: null, because: [] }
}

/** Words that spell danger, unless they deny it. */
export const dangerIn = (text: string): string[] => {
  const loose = readLooseText(text, own)
  return distinct(outside(loose.find(risk), loose.find(harmless)).map(loose.said))
}

/**
 * What an officer would probably write on an opinion, each with the words that speak for it. Read without accents, with
 * abbreviations, slips of typing and both Unicode forms; by lists and rules, so that everybody can say why. Nothing is
 * decided by it: an officer presses the key.
 */
export const suggest = (words: string, ready: ReadyTopics): Suggestion => {
  const text = readLooseText(words, ready.vocabulary)
  const named = countHouseholds(text)
  const households = named && { value: named.count, because: [named.said] }
  const asked = saidBy(text, petition)
  const danger = distinct(outside(text.find(risk), text.find(harmless)).map(text.said))
  const heat = saidBy(text, hotSpot)
  return {
    opinionClass: classOf(words, text),
    kind: { value: asked.length > 0 ? 'petition' : 'opinion', because: asked },
    topics: topicsOf(text, ready),
    reach: reachOf(text, households),
    households,
    risk: { value: danger.length > 0, because: danger },
    hotSpot: { value: heat.length > 1, because: heat },
    competence: competenceOf(text),
  }
}
