import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { labels, partOf, readMessages, type Label } from '../../labelled/labelled-set.ts'
import { measure, tables } from '../../labelled/measure.ts'

const all = readMessages()
const heldOut = all.filter((message) => partOf(message) === 'held-out')
const later = all.filter((message) => partOf(message) === 'later')

/** Precision and recall in per cent, a little below what is measured. */
type Floors = Record<Label, readonly [number, number]>
const heldOutFloors: Floors = {
  emergency: [88, 90],
  complaint: [97, 97],
  denunciation: [90, 93],
  accusation: [97, 85],
  confidence_vote: [97, 89],
  none: [89, 93],
}
const laterFloors: Floors = {
  emergency: [45, 20],
  complaint: [75, 75],
  denunciation: [85, 97],
  accusation: [80, 40],
  confidence_vote: [70, 35],
  none: [50, 78],
}

describe('the labelled set', () => {
  test('has at least 400 different messages, more than half of them hard', () => {
    expect(new Set(all.map((message) => message.text.normalize('NFC'))).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(400)
    expect(all.filter((message) => message.hard).length * 2).toBeGreaterThan(all.length)
  })
  test.each(labels)('has at least 20 held-out messages of the class %s', (label) => {
    expect(heldOut.filter((message) => message.label === label).length).toBeGreaterThanOrEqual(20)
  })
})

describe.each([
  ['held-out half', heldOut, heldOutFloors],
  ['messages written later', later, laterFloors],
] as const)('over the %s the guard is not worse than it was', (_, messages, floors) => {
  test.each(measure(messages))('$label', ({ label, precision, recall }) => {
    const [leastPrecision, leastRecall] = floors[label]
    expect(precision * 100).toBeGreaterThanOrEqual(leastPrecision)
    expect(recall * 100).toBeGreaterThanOrEqual(leastRecall)
  })
})

describe('the document about the guard', () => {
  const document = readFileSync(new URL('../../../docs/boundary-guard.md', import.meta.url), 'utf8')
  test.each(tables(all))('shows as measured: %s', (heading, lines) => {
    expect(document).toContain(`### ${heading}\n\n${lines}\n`)
  })
  test('says how large the set is', () => {
    const hard = all.filter((message) => message.hard).length
    expect(document).toContain(`${all.length} messages, ${hard} of them hard`)
  })
})
