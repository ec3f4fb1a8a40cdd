import type { Dialogue } from './dialogue.ts'
import type { FactName, NoticeFacts } from './told.ts'

export type NoticeKind = 'announcement' | 'change' | 'cancellation'

export const noticeFactsOf = (dialogue: Dialogue): NoticeFacts => ({
  title: dialogue.title,
  topic: dialogue.topic,
  mode: dialogue.mode,
  startsAt: dialogue.startsAt.toISOString(),
  place: dialogue.place,
  joinUrl: dialogue.joinUrl,
  hosts: dialogue.hosts,
  hotline: dialogue.hotline,
  collectionOpensAt: dialogue.collectionOpensAt.toISOString(),
  collectionClosesAt: dialogue.collectionClosesAt.toISOString(),
})

const hostsText = (facts: NoticeFacts): string =>
  facts.hosts.map((host) => `${host.name}\n${host.chair ?? ''}`).join('\n\n')

/** Which facts differ, in the order of `noticeFactsOf`. */
export const changedFacts = (before: NoticeFacts, after: NoticeFacts): FactName[] =>
  (Object.keys(after) as FactName[]).filter((name) =>
    name === 'hosts' ? hostsText(before) !== hostsText(after) : before[name] !== after[name],
  )

/** The notice that people still have to get; null when they know all that the record says. */
export const noticeDue = (dialogue: Dialogue): NoticeKind | null => {
  if (dialogue.state === 'draft') return 'announcement'
  if (dialogue.told === null) return null
  if (dialogue.state === 'cancelled') return dialogue.told.cancelled ? null : 'cancellation'
  if (dialogue.state !== 'announced') return null
  return changedFacts(dialogue.told.facts, noticeFactsOf(dialogue)).length > 0 ? 'change' : null
}

/** The session as people were told of it: what was changed or called off since is not yet theirs. Null before that. */
export const asTold = (dialogue: Dialogue): Dialogue | null => {
  const { told } = dialogue
  if (told === null) return null
  const isUntold = dialogue.state === 'cancelled' && !told.cancelled
  return {
    ...dialogue,
    ...told.facts,
    startsAt: new Date(told.facts.startsAt),
    collectionOpensAt: new Date(told.facts.collectionOpensAt),
    collectionClosesAt: new Date(told.facts.collectionClosesAt),
    state: isUntold ? 'announced' : dialogue.state,
    cancelledWhy: isUntold ? null : dialogue.cancelledWhy,
  }
}
