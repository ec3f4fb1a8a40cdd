import { itemsOf, wordsIn, type Form, type FormContent, type FormResults } from '../../forms/index.ts'
import type { Cell, List } from '../lists/rows.ts'
import type { View } from '../view.ts'
import { cellWords, valueWords } from './answer-words.ts'

const columns = ['question', 'value', 'split', 'cell', 'measure', 'count', 'base'] as const

const rowsOf = function* ({ questions, main }: FormResults): Generator<readonly Cell[]> {
  for (const { item, answered, passed, values, tables } of questions) {
    yield [item.id, '*', 'all', '', main, answered, answered]
    yield [item.id, '-', 'all', '', main, passed, answered + passed]
    for (const { value, counts, places } of values) {
      for (const measure of ['persons', 'households', 'aside'] as const) {
        yield [item.id, value, 'all', '', measure, counts[measure], measure === main ? answered : null]
      }
      for (const [at, shown] of places.entries()) yield [item.id, value, 'rank', String(at + 1), main, shown, answered]
    }
    for (const { split, rows } of tables) {
      for (const { cell, base, counts } of rows) {
        yield [item.id, '*', split, cell, main, base, base]
        for (const [at, { value }] of values.entries()) {
          yield [item.id, value, split, cell, main, counts[at] ?? null, base]
        }
      }
    }
  }
}

const streamed = async function* (rows: Iterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  for (const row of rows) yield await Promise.resolve(row)
}

/** Counts by question, answer and group, by their codes; what is hidden on the page is empty here. */
export const resultsList = (form: Form, results: FormResults): List => ({
  name: `phieu-${form.code}`,
  columns: columns.map((label) => ({ label, width: 16 })),
  rows: streamed(rowsOf(results)),
})

const bookOf = function* (
  view: View,
  form: Form,
  contents: readonly FormContent[],
  results: FormResults,
): Generator<readonly Cell[]> {
  for (const column of columns) yield [column, '', view.t(`form-results:book.${column}`)]
  yield ['count', '', view.t('form-results:book.least', { least: form.smallestCell })]
  for (const { item, values, tables } of results.questions) {
    yield ['question', item.id, wordsIn(view.locale, item.text)]
    yield ['value', `${item.id} -`, view.t('form-builder:skip.skipped')]
    for (const { value } of values) yield ['value', `${item.id} ${value}`, valueWords(view, contents, item, value)]
    for (const { split, rows } of tables) {
      for (const { cell } of rows) yield ['cell', `${split} ${cell}`, cellWords(view, results.places, split, cell)]
    }
  }
  for (const content of contents.slice(0, 1))
    yield ['form', form.code, `${wordsIn(view.locale, content.title)} (${itemsOf(content).length})`]
}

/** What every column and every code of the table means. */
export const codeBook = (view: View, form: Form, contents: readonly FormContent[], results: FormResults): List => {
  const seen = new Set<string>()
  const rows = [...bookOf(view, form, contents, results)].filter((row) => {
    const key = JSON.stringify(row)
    return !seen.has(key) && seen.add(key)
  })
  return {
    name: `phieu-${form.code}-giai-nghia`,
    columns: (['column', 'code', 'meaning'] as const).map((one) => ({
      label: view.t(`form-results:book.${one}`),
      width: 30,
    })),
    rows: streamed(rows),
  }
}
