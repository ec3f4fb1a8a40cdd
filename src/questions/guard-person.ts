import { abuseScenes, deedLexicon, pollScenes, voteScenes, wrongScenes } from './guard-deed-words.ts'
import { findAll, near } from './guard-lexicon.ts'
import type { GuardedText } from './guard-read.ts'
import type { GuardFindings } from './guard-words.ts'
import { findScenes } from './guard-scenes.ts'
import { outside, type Span } from './match-phrases.ts'

/** Whoever can be told apart: by office, or by a way of address with a name behind it. */
const findPeople = (text: GuardedText, found: GuardFindings): readonly Span[] => {
  const isLowerCase = !text.some((one) => /^\p{Lu}/u.test(one.written) && !/^\p{Lu}\p{Lu}/u.test(one.written))
  const named = found.of('kinship').filter((span) => {
    const next = text[span.to]?.written ?? ''
    return isLowerCase ? next !== '' : /^\p{Lu}/u.test(next)
  })
  return [...found.of('title'), ...named].toSorted((one, other) => one.from - other.from)
}

const sameSentence = (text: GuardedText, spans: readonly Span[], others: readonly Span[]): Span[] =>
  spans.filter((span) => others.some((other) => text[other.from]?.sentence === text[span.from]?.sentence))

/** A title that thousands have says who it was only with a name behind it. */
const isOne = (text: GuardedText, person: Span): boolean =>
  !/^(cán bộ|công an)$/iu.test(person.said) || /^(\p{Lu}|tên$)/u.test(text[person.to]?.written ?? '')

/** Wrongs told as a story, without the verbs of the law. */
const findDeeds = (text: GuardedText, people: readonly Span[]): readonly Span[] => {
  const deeds = findAll(deedLexicon, text)
  if (people.length === 0 || deeds.has('praising')) return []
  const abuses = people.some((person) => isOne(text, person)) ? findScenes(text, deeds, abuseScenes, []) : []
  // A person is no part of the deed: "cô" of "cô ấy" does nothing by itself.
  return outside([...findScenes(text, deeds, wrongScenes, []), ...abuses], people)
}

/** Wrongdoing of a person who is named or titled, without the word tố cáo. */
export const findAccusation = (text: GuardedText, found: GuardFindings): readonly Span[] => {
  if (found.has('anybody')) return []
  const people = findPeople(text, found)
  const breaches = sameSentence(text, [...found.of('breach'), ...findDeeds(text, people)], people)
  const [breach] = breaches.toSorted((one, other) => one.from - other.from)
  if (!breach) return []
  const person = people.findLast((one) => one.to <= breach.from) ?? people[0]
  return person ? [person, ...breaches].toSorted((one, other) => one.from - other.from) : breaches
}

/** Talk of a vote on persons: confidence, recall, whom to elect. Asking how such a vote goes is none. */
export const findVote = (text: GuardedText, found: GuardFindings): readonly Span[] => {
  const harmless = found.of('harmlessVote')
  const people = findPeople(text, found)
  const ballots = outside(found.of('ballot'), harmless)
  if (ballots.length > 0) return found.has('asksHow') && people.length === 0 ? [] : ballots
  const about = outside(found.of('ballotAbout'), harmless)
  const close = near(about, people, { within: 14 })
  if (close.length > 0 || people.length === 0) return close
  const talk = findAll(deedLexicon, text)
  const scenes = talk.has('praising') ? [] : findScenes(text, talk, [...voteScenes, ...pollScenes], talk.of('harmless'))
  return sameSentence(text, scenes, people)
}
