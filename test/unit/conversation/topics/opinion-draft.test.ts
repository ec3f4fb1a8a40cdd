import { expect, test } from 'vitest'
import { cutToFit, withWords, type Draft } from '../../../../src/conversation/topics/opinion-draft.ts'
import { wordsMax } from '../../../../src/questions/index.ts'

const draft = (words: string): Draft => ({
  step: 'confirm',
  words,
  files: [],
  opinionClass: null,
  asksParty: false,
  naming: 'sealed',
  name: null,
  place: null,
  isCleared: true,
  isJoined: false,
})

test('words join up to the last character an opinion may have, and not one further', () => {
  const first = 'a'.repeat(wordsMax - 6)
  expect(withWords(draft(first), 'bbbbb')).toMatchObject({ words: `${first}\nbbbbb`, isJoined: true })
  expect(withWords(draft(first), 'bbbbbb')).toEqual({ ...draft(first), leftOut: 'bbbbbb' })
})

test('of what waited for the consent the lines that fit are kept, and the rest is known to be left out', () => {
  const lines = ['a', 'b', 'c'].map((letter) => letter.repeat(9_000))
  expect(cutToFit(draft(lines.join('\n')))).toMatchObject({ words: `${lines[0]}\n${lines[1]}`, leftOut: lines[2] })
  expect(cutToFit(draft('a'.repeat(wordsMax + 2)))).toMatchObject({ words: 'a'.repeat(wordsMax), leftOut: 'aa' })
  expect(cutToFit(draft('ngắn'))).toEqual(draft('ngắn'))
})
