import { expect, test } from 'vitest'
import { isOnlyEmoji } from '../../../../src/kernel/vietnamese/is-only-emoji.ts'

test.each([
  ['👍', true],
  ['👍🏽 ❤️', true],
  ['👨‍👩‍👧‍👦🇻🇳', true],
  ['1️⃣', true],
  ['🏴󠁧󠁢󠁷󠁬󠁳󠁿', true],
  ['1', false],
  ['👍 tốt', false],
  ['', false],
  ['   ', false],
  [':)', false],
])('%j is only emoji: %s', (text, expected) => {
  expect(isOnlyEmoji(text)).toBe(expected)
})
