import { expect, test } from 'vitest'
import type { Question } from '../../../src/forms/content.ts'
import { readTyped } from '../../../src/forms/read-answer.ts'
import { foldVietnamese } from '../../../src/kernel/vietnamese/fold-vietnamese.ts'

const choices = ['Giờ thu gom', 'Điểm tập kết', 'Số ngày thu gom'].map((vi, at) => ({
  id: `c${at + 1}`,
  text: { vi },
}))
const ask = { id: 'q', text: { vi: 'Câu hỏi?' }, required: true }
const single: Question = { ...ask, kind: 'single', choices }
const multiple: Question = { ...ask, kind: 'multiple', choices, most: 2 }
const ranking: Question = { ...ask, kind: 'ranking', choices }
const scale: Question = { ...ask, kind: 'scale', from: 1, to: 5 }
const number: Question = { ...ask, kind: 'number', least: 0, most: 20_000 }
const short: Question = { ...ask, kind: 'short_text' }

const read = (item: Question, typed: string): unknown => {
  const found = readTyped(item, typed, { fold: foldVietnamese, locale: 'vi' })
  return found.ok ? found.value : found.fault.why
}

test('a choice is read by its number and by its words, with or without diacritics', () => {
  expect(read(single, '2')).toEqual({ choice: 'c2' })
  expect(read(single, 'diem tap ket')).toEqual({ choice: 'c2' })
  expect(read(single, 'ĐIỂM TẬP KẾT')).toEqual({ choice: 'c2' })
  expect(read(single, '4')).toBe('noSuchChoice')
  expect(read(single, '1 2')).toBe('oneOnly')
  expect(read(single, 'tôi không biết')).toBe('noSuchChoice')
})

test('several are read in every way that people write a list', () => {
  for (const typed of ['1 3', '1,3', '1, 3', '1;3', '1 và 3', '1 va 3', '1.3', '1-3'])
    expect([typed, read(multiple, typed)]).toEqual([typed, { choices: ['c1', 'c3'] }])
  expect(read(multiple, '1 2 3')).toBe('tooMany')
  expect(read(multiple, '1 1')).toBe('twice')
  expect(read(multiple, '0')).toBe('noSuchChoice')
})

test('a ranking needs every place once', () => {
  expect(read(ranking, '2 1 3')).toEqual({ choices: ['c2', 'c1', 'c3'] })
  expect(read(ranking, '2 1')).toBe('places')
  expect(read(ranking, '2 2 1')).toBe('twice')
})

test('a number is read with the points of thousands, and text is not one', () => {
  expect(read(scale, '5')).toEqual({ number: 5 })
  expect(read(scale, '6')).toBe('notANumber')
  expect(read(number, '12.500')).toEqual({ number: 12_500 })
  expect(read(number, '12 500')).toEqual({ number: 12_500 })
  expect(read(number, 'hai mươi')).toBe('notANumber')
  expect(read(number, '-1')).toBe('notANumber')
  expect(read(number, '1.5')).toBe('notANumber')
})

test('words are taken as they are, up to their length', () => {
  expect(read(short, '  Giờ thu gom ')).toEqual({ text: 'Giờ thu gom' })
  expect(read(short, ' ')).toBe('noWords')
  expect(read(short, 'a'.repeat(201))).toBe('tooLong')
})
