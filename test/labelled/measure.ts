import { fileURLToPath } from 'node:url'
import { guardText } from '../../src/questions/guard.ts'
import {
  labels,
  partOf,
  readFreshMessages,
  readMessages,
  readSecondMessages,
  type Label,
  type Message,
} from './labelled-set.ts'

/** Of one class: how many there are, were said to be, and rightly. */
export type Figures = {
  readonly label: Label
  readonly messages: number
  readonly said: number
  readonly right: number
  readonly precision: number
  readonly recall: number
}

/** A class in which nothing was said has no precision; it counts as 0. */
const share = (part: number, of: number): number => (of === 0 ? 0 : part / of)

/** What the guard makes of messages whose label is known. */
export const measure = (messages: readonly Message[]): Figures[] => {
  const pairs = messages.map(({ text, label }) => ({ label, said: guardText(text)?.kind ?? 'none' }))
  return labels.map((label) => {
    const there = pairs.filter((pair) => pair.label === label).length
    const said = pairs.filter((pair) => pair.said === label).length
    const right = pairs.filter((pair) => pair.label === label && pair.said === label).length
    return { label, messages: there, said, right, precision: share(right, said), recall: share(right, there) }
  })
}

const percent = (value: number, of: number): string => (of === 0 ? '–' : `${(value * 100).toFixed(1)} %`)

const table = (messages: readonly Message[]): string =>
  [
    '| class | messages | said by the guard | rightly | precision | recall |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...measure(messages).map(
      (one) =>
        `| ${one.label} | ${one.messages} | ${one.said} | ${one.right} | ${percent(one.precision, one.said)} | ${percent(one.recall, one.messages)} |`,
    ),
  ].join('\n')

/** The tables as they stand in the document about the guard, each under its heading. */
export const tables = (): readonly (readonly [string, string])[] => {
  const all = readMessages()
  const second = readSecondMessages()
  const [fresh, again] = readFreshMessages()
  const unseen = all.filter((message) => partOf(message) === 'held-out')
  const later = all.filter((message) => partOf(message) === 'later')
  const hard = [...unseen, ...later].filter((message) => message.hard)
  const ofSecond = (part: string): readonly Message[] => second.filter((message) => partOf(message) === part)
  const sets: readonly (readonly [string, readonly Message[]])[] = [
    ['Unseen: fresh messages, second lot', again],
    ['No longer unseen: fresh messages, first lot', fresh],
    ['First author, written after the guard was first finished', later],
    ['First author, held-out half', unseen],
    ['First author, both together, only the hard ones', hard],
    ['Second author, part A', ofSecond('tuning')],
    ['Second author, part B', ofSecond('held-out')],
    ['Second author, third round', ofSecond('later')],
  ]
  return sets.map(([heading, messages]) => [`${heading} (${messages.length})`, table(messages)])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [heading, lines] of tables()) console.log(`### ${heading}\n\n${lines}\n`)
}
