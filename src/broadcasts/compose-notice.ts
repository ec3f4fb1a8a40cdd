import {
  changedFacts,
  describeCouncil,
  describeHosts,
  describePlace,
  describeTime,
  type Dialogue,
  type FactName,
  type NoticeFacts,
  type NoticeKind,
} from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { splitText } from '../kernel/vietnamese/split-text.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { longestNotice } from './broadcast.ts'

/** All that a notice is made from. */
export type NoticeSource = {
  readonly kind: NoticeKind
  readonly facts: NoticeFacts
  /** What people were told before; for changes. */
  readonly formerFacts: NoticeFacts | null
  readonly session: Pick<
    Dialogue,
    'noticeCode' | 'type' | 'isThematic' | 'purpose' | 'pack' | 'cancelledWhy' | 'councilSession' | 'deputies'
  >
  /** "Phường Cửa Nam". */
  readonly unitName: string
  readonly now: Date
}

/** A line; where room is short, those of the lowest rank go first. Without a rank it stays. */
type Line = { readonly text: string; readonly rank?: number }

const join = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n')

const fit = (lines: readonly Line[]): readonly Line[] => {
  let kept = lines
  while (join(kept).length > longestNotice) {
    const ranks = kept.flatMap((line) => line.rank ?? [])
    if (ranks.length === 0) throw new AppError('INTERNAL', `a notice of ${join(kept).length} characters cannot be cut`)
    const lowest = Math.min(...ranks)
    kept = kept.filter((line) => line.rank !== lowest)
  }
  return kept
}

const blank: Line = { text: '' }

/** The sentence that every notice carries. */
export const warningSentence = (locale: Locale): string => phrase(locale, 'broadcasts:notice.warning')

const whatOf = (locale: Locale, { session }: NoticeSource): string =>
  phrase(locale, `broadcasts:what.${session.type}${session.isThematic ? '.thematic' : ''}`)

const foot = (locale: Locale, source: NoticeSource): Line[] => {
  const code = formatCode(source.session.noticeCode)
  return [
    { text: phrase(locale, 'broadcasts:notice.hotline', { hotline: source.facts.hotline }) },
    { text: phrase(locale, 'broadcasts:notice.code', { code }) },
    { text: warningSentence(locale) },
    { text: phrase(locale, 'broadcasts:notice.stop'), rank: 1 },
  ]
}

const askLine = (locale: Locale, { facts, now }: NoticeSource): Line => {
  const opens = new Date(facts.collectionOpensAt)
  const until = describeTime(locale, new Date(facts.collectionClosesAt))
  return opens > now
    ? { text: phrase(locale, 'broadcasts:notice.askBetween', { from: describeTime(locale, opens), until }) }
    : { text: phrase(locale, 'broadcasts:notice.askUntil', { until }) }
}

const topicOf = (locale: Locale, { facts, session }: NoticeSource): string =>
  facts.topic ?? phrase(locale, `dialogues:purpose.${session.purpose}`)

/** For which council session, and who of its deputies comes: part of every notice of a meeting with voters. */
const councilLines = (locale: Locale, { session }: NoticeSource): Line[] =>
  session.type === 'voter_contact'
    ? describeCouncil(locale, session).map((text, index) => ({ text, rank: index === 0 ? 5 : 4 }))
    : []

const factLines = (locale: Locale, source: NoticeSource): Line[] => {
  const { facts } = source
  const mode = facts.mode === 'in_person' ? [] : [{ text: phrase(locale, `dialogues:mode.${facts.mode}`), rank: 2 }]
  return [
    { text: phrase(locale, 'broadcasts:notice.time', { time: describeTime(locale, new Date(facts.startsAt)) }) },
    { text: phrase(locale, 'broadcasts:notice.place', { place: describePlace(locale, facts) }) },
    ...mode.map((line) => ({ ...line, text: phrase(locale, 'broadcasts:notice.mode', { mode: line.text }) })),
    { text: phrase(locale, 'broadcasts:notice.topic', { topic: topicOf(locale, source) }), rank: 5 },
    { text: phrase(locale, 'broadcasts:notice.hosts', { hosts: describeHosts(locale, facts.hosts) }), rank: 4 },
    ...councilLines(locale, source),
  ]
}

const withSummary = (lines: readonly Line[], at: number, summary: string | undefined): readonly Line[] => {
  const kept = fit(lines)
  const room = longestNotice - join(kept).length - 3
  if (summary === undefined || kept.length < lines.length || room < 80) return kept
  const [first = '', ...rest] = splitText(summary, room - 1)
  return kept.toSpliced(at, 0, { text: rest.length > 0 ? `${first}…` : first }, blank)
}

const announcement = (locale: Locale, source: NoticeSource): readonly Line[] => {
  const values = { unit: source.unitName, what: whatOf(locale, source) }
  const head: Line[] = [
    { text: phrase(locale, 'broadcasts:notice.invitation', values) },
    { text: source.facts.title },
    blank,
    ...factLines(locale, source),
    blank,
  ]
  return withSummary(
    [
      ...head,
      askLine(locale, source),
      { text: phrase(locale, 'attendance:notice.ask'), rank: 3 },
      ...foot(locale, source),
    ],
    head.length,
    source.session.pack.summary,
  )
}

const formerly = (locale: Locale, { formerFacts }: NoticeSource, name: FactName): string | null => {
  if (formerFacts === null) return null
  if (name === 'startsAt') return describeTime(locale, new Date(formerFacts.startsAt))
  if (name === 'place') return formerFacts.place === '' ? null : formerFacts.place
  if (name === 'mode') return phrase(locale, `dialogues:mode.${formerFacts.mode}`)
  if (name === 'hotline') return formerFacts.hotline
  if (name === 'collectionClosesAt') return describeTime(locale, new Date(formerFacts.collectionClosesAt))
  if (name === 'title') return formerFacts.title
  if (name === 'topic') return formerFacts.topic
  return null
}

const rankOfFormer: Partial<Record<FactName, number>> = {
  title: 2,
  topic: 2,
  mode: 2,
  hotline: 3,
  collectionClosesAt: 3,
}

/** "Thời gian: trước đây là …; nay là …" stands first, then the whole truth as it is now. */
const change = (locale: Locale, source: NoticeSource): readonly Line[] => {
  const changed = source.formerFacts === null ? [] : changedFacts(source.formerFacts, source.facts)
  const names = changed.map((name) => phrase(locale, `broadcasts:fact.${name}`))
  const before = changed.flatMap((name): Line[] => {
    const old = formerly(locale, source, name)
    if (old === null) return []
    const rank = rankOfFormer[name]
    const text = phrase(locale, 'broadcasts:notice.formerly', { fact: phrase(locale, `broadcasts:fact.${name}`), old })
    return [rank === undefined ? { text } : { text, rank }]
  })
  const values = { unit: source.unitName, what: whatOf(locale, source), facts: [...new Set(names)].join(', ') }
  return fit([
    { text: phrase(locale, 'broadcasts:notice.change', values) },
    { text: source.facts.title },
    blank,
    ...before,
    { text: phrase(locale, 'broadcasts:notice.now') },
    ...factLines(locale, source),
    blank,
    askLine(locale, source),
    ...foot(locale, source),
  ])
}

const cancellation = (locale: Locale, source: NoticeSource): readonly Line[] =>
  fit([
    {
      text: phrase(locale, 'broadcasts:notice.cancellation', { unit: source.unitName, what: whatOf(locale, source) }),
    },
    { text: source.facts.title },
    blank,
    {
      text: phrase(locale, 'broadcasts:notice.wasToBe', {
        time: describeTime(locale, new Date(source.facts.startsAt)),
      }),
    },
    { text: phrase(locale, 'broadcasts:notice.place', { place: describePlace(locale, source.facts) }) },
    { text: phrase(locale, 'broadcasts:notice.reason', { reason: source.session.cancelledWhy ?? '' }) },
    { text: phrase(locale, 'broadcasts:notice.questionsKept'), rank: 3 },
    blank,
    ...foot(locale, source),
  ])

const composers: Readonly<Record<NoticeKind, (locale: Locale, source: NoticeSource) => readonly Line[]>> = {
  announcement,
  change,
  cancellation,
}

/** The words of a notice in one language, at most 2,000 UTF-16 units, NFC. */
export const composeNotice = (locale: Locale, source: NoticeSource): string =>
  join(composers[source.kind](locale, source)).normalize('NFC')
