import { near } from './guard-lexicon.ts'
import type { GuardedText } from './guard-read.ts'
import type { GuardFindings } from './guard-words.ts'
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

/** Wrongdoing of a person who is named or titled, without the word tố cáo. */
export const findAccusation = (text: GuardedText, found: GuardFindings): readonly Span[] => {
  if (found.has('anybody')) return []
  const people = findPeople(text, found)
  const breaches = sameSentence(text, found.of('breach'), people)
  const [breach] = breaches
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
  return near(about, people, { within: 14 })
}
