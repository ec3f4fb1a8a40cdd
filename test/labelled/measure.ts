import { fileURLToPath } from 'node:url'
import { guardText } from '../../src/questions/guard.ts'
import { isHeldOut, labels, readMessages, type Label, type Message } from './labelled-set.ts'

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

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`

/** The table as it stands in the document about the guard. */
export const tableOf = (figures: readonly Figures[]): string =>
  [
    '| class | messages | said by the guard | rightly | precision | recall |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...figures.map(
      (one) =>
        `| ${one.label} | ${one.messages} | ${one.said} | ${one.right} | ${percent(one.precision)} | ${percent(one.recall)} |`,
    ),
  ].join('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = readMessages()
  const heldOut = all.filter(isHeldOut)
  const hard = heldOut.filter((message) => message.hard)
  console.log(`${all.length} messages, ${heldOut.length} held out, ${hard.length} of them hard\n`)
  console.log(`Held out\n\n${tableOf(measure(heldOut))}\n`)
  console.log(`Held out, hard ones only\n\n${tableOf(measure(hard))}\n`)
  console.log(`The half for tuning\n\n${tableOf(measure(all.filter((message) => !isHeldOut(message))))}`)
}
