import { expect, test } from 'vitest'
import { asForm, listOf, textOf } from '../../../src/console/forms.ts'

test('a body of any shape becomes texts and lists of texts; everything else is left out', () => {
  const form = asForm({ a: 'x', b: ['1', 2, '3'], c: { d: 'e' }, f: 7, g: Buffer.from('h') })
  expect(form).toEqual({ a: 'x', b: ['1', '3'] })
  for (const body of [null, undefined, 'text', 7, []]) expect(asForm(body)).toEqual({})
})

test('one text is asked for and one is given, also when the name came twice', () => {
  const form = asForm({ a: ['first', 'last'], b: 'only' })
  expect([textOf(form, 'a'), textOf(form, 'b'), textOf(form, 'none')]).toEqual(['last', 'only', ''])
  expect([listOf(form, 'a'), listOf(form, 'b'), listOf(form, 'none')]).toEqual([['first', 'last'], ['only'], []])
})
