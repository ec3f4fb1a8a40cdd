import {
  isOpenKind,
  wordsIn,
  type Form,
  type FormContent,
  type FormResults,
  type QuestionResults,
} from '../../forms/index.ts'
import { phrase, type Locale } from '../../phrases/index.ts'
import { percent } from '../questions/class-bars.ts'
import { formatCount } from '../wording.ts'
import { valueWords } from './answer-words.ts'

type Told = { readonly form: Form; readonly contents: readonly FormContent[]; readonly results: FormResults }

/** What a letter may hold beside its head and foot, in UTF-16 units. */
const longestTold = 1_350

const linesOf = (locale: Locale, { contents, results }: Told, one: QuestionResults): readonly string[] => {
  const value = (id: string): string => valueWords({ locale }, contents, one.item, id)
  if (one.item.kind === 'ranking') {
    return one.values.flatMap(({ value: id, places }) => {
      const first = places[0] ?? null
      return first === null
        ? []
        : [phrase(locale, 'form-results:letter.rank', { value: value(id), shown: formatCount({ locale }, first) })]
    })
  }
  return one.values.flatMap(({ value: id, counts }) => {
    const shown = counts[results.main]
    if (shown === null) return []
    const share = percent({ locale }, shown, one.answered)
    return [
      phrase(locale, 'form-results:letter.line', { value: value(id), shown: formatCount({ locale }, shown), share }),
    ]
  })
}

/**
 * Results in plain words, to be edited by an officer: what was asked, how many chose what, in the order that it was asked
 * in, and nothing that judges. Numbers that are kept back on the page are kept back here.
 */
export const resultsWords = (locale: Locale, told: Told): string => {
  const { form, contents, results } = told
  const title = contents.at(-1)?.title
  const count = results.total[results.main]
  const shown = { title: title ? wordsIn(locale, title) : form.code, count, shown: formatCount({ locale }, count) }
  const head = phrase(locale, `form-results:letter.${results.main}`, shown)
  const asked = results.questions.filter(({ item, isWithheld }) => !isWithheld && !isOpenKind(item.kind))
  const parts = asked.map((one) => {
    const answered = phrase(locale, `form-results:letter.of.${results.main}`, {
      answered: formatCount({ locale }, one.answered),
    })
    return [`${wordsIn(locale, one.item.text)} ${answered}`, ...linesOf(locale, told, one)].join('\n')
  })
  const isSmall = results.questions.some(
    ({ isWithheld, values }) => isWithheld || values.some(({ counts }) => counts[results.main] === null),
  )
  const foot = [
    ...(isSmall ? [phrase(locale, 'form-results:letter.small')] : []),
    ...(results.questions.some(({ item }) => isOpenKind(item.kind))
      ? [phrase(locale, 'form-results:letter.words')]
      : []),
    ...(contents.at(-1)?.isNoDecision === true ? [phrase(locale, 'form-results:notDecision')] : []),
  ]
  const rest = phrase(locale, 'form-results:letter.rest')
  const kept = [...parts]
  const text = (): string =>
    [head, ...kept, ...(kept.length < parts.length ? [rest] : []), foot.join(' ')].filter(Boolean).join('\n\n')
  while (kept.length > 0 && text().length > longestTold) kept.pop()
  return text().normalize('NFC')
}
