import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  labels,
  partOf,
  readFreshMessages,
  readMessages,
  readSecondMessages,
  type Label,
} from '../../labelled/labelled-set.ts'
import { measure, tables } from '../../labelled/measure.ts'

const all = readMessages()
const heldOut = all.filter((message) => partOf(message) === 'held-out')
const later = all.filter((message) => partOf(message) === 'later')
const second = readSecondMessages()
const [fresh, again] = readFreshMessages()

/** Precision and recall in per cent, a little below what is measured. */
type Floors = Record<Label, readonly [number, number]>
const heldOutFloors: Floors = {
  emergency: [90, 92],
  complaint: [97, 97],
  denunciation: [90, 93],
  accusation: [97, 89],
  confidence_vote: [97, 89],
  none: [91, 94],
}
const laterFloors: Floors = {
  emergency: [88, 97],
  complaint: [97, 78],
  denunciation: [87, 97],
  accusation: [89, 81],
  confidence_vote: [84, 73],
  none: [84, 87],
}
const secondFloors: Floors = {
  emergency: [95, 88],
  complaint: [97, 94],
  denunciation: [97, 93],
  accusation: [90, 79],
  confidence_vote: [97, 90],
  none: [80, 96],
}
const freshFloors: Floors = {
  emergency: [97, 97],
  complaint: [97, 87],
  denunciation: [84, 84],
  accusation: [97, 86],
  confidence_vote: [97, 97],
  none: [88, 94],
}
const unseenFloors: Floors = {
  emergency: [97, 57],
  complaint: [82, 70],
  denunciation: [82, 97],
  accusation: [97, 27],
  confidence_vote: [65, 38],
  none: [48, 82],
}

describe('the labelled set', () => {
  test('has at least 400 different messages, more than half of them hard', () => {
    expect(new Set(all.map((message) => message.text.normalize('NFC'))).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(400)
    expect(all.filter((message) => message.hard).length * 2).toBeGreaterThan(all.length)
  })
  test('shares no message with the sets of others', () => {
    const texts = [...all, ...second, ...fresh, ...again].map((message) => message.text.normalize('NFC'))
    expect(new Set(texts).size).toBe(texts.length)
  })
  test.each(labels)('has at least 20 held-out messages of the class %s', (label) => {
    expect(heldOut.filter((message) => message.label === label).length).toBeGreaterThanOrEqual(20)
  })
})

describe.each([
  ['held-out half', heldOut, heldOutFloors],
  ['messages written later', later, laterFloors],
  ['messages of the second author', second, secondFloors],
  ['fresh messages', fresh, freshFloors],
  ['unseen messages', again, unseenFloors],
] as const)('over the %s the guard is not worse than it was', (_, messages, floors) => {
  test.each(measure(messages))('$label', ({ label, precision, recall }) => {
    const [leastPrecision, leastRecall] = floors[label]
    expect(precision * 100).toBeGreaterThanOrEqual(leastPrecision)
    expect(recall * 100).toBeGreaterThanOrEqual(leastRecall)
  })
})

describe('the document about the guard', () => {
  const document = readFileSync(new URL('../../../docs/boundary-guard.md', import.meta.url), 'utf8')
  test.each(tables())('shows as measured: %s', (heading, lines) => {
    expect(document).toContain(`### ${heading}\n\n${lines}\n`)
  })
  test('says how large the set is', () => {
    const hard = all.filter((message) => message.hard).length
    expect(document).toContain(`${all.length} messages, ${hard} of them hard`)
    expect(document).toContain(`\`second-author.jsonl\` has ${second.length} of`)
    expect(document).toContain(`\`fresh.jsonl\` ${fresh.length} and \`fresh-again.jsonl\` ${again.length} more`)
  })
})
