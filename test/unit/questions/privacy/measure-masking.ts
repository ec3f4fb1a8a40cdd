import type { MaskSpan } from '../../../../src/questions/privacy/mask-span.ts'
import { maskText } from '../../../../src/questions/privacy/mask-text.ts'

export type Labelled = { readonly text: string; readonly spans: readonly MaskSpan[] }

/** Lines with ⟦kind:…⟧ around what has to be hidden; those that begin with # say something about the set. */
export const readMaskingSet = (file: string): Labelled[] =>
  file
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const spans: MaskSpan[] = []
      let text = ''
      let at = 0
      for (const match of line.normalize('NFC').matchAll(/⟦(\w+):([^⟧]*)⟧/gu)) {
        text += line.slice(at, match.index)
        const start = text.length
        text += match[2] ?? ''
        spans.push({ start, end: text.length, kind: match[1] as MaskSpan['kind'] })
        at = match.index + match[0].length
      }
      return { text: text + line.slice(at), spans }
    })

const same = (one: MaskSpan, other: MaskSpan): boolean =>
  one.start === other.start && one.end === other.end && one.kind === other.kind

/** Exact: a piece counts as found only with the same beginning, end and kind. */
export const measureMasking = (set: readonly Labelled[]) => {
  const missed: string[] = []
  const wrong: string[] = []
  const byKind: Record<string, { labelled: number; hit: number; found: number }> = {}
  for (const { text, spans } of set) {
    const found = maskText(text).spans
    const tally = (kind: string) => (byKind[kind] ??= { labelled: 0, hit: 0, found: 0 })
    for (const span of spans) {
      tally(span.kind).labelled += 1
      if (found.some((one) => same(one, span))) tally(span.kind).hit += 1
      else missed.push(`${span.kind} «${text.slice(span.start, span.end)}» in «${text}»`)
    }
    for (const one of found) {
      tally(one.kind).found += 1
      if (!spans.some((span) => same(one, span)))
        wrong.push(`${one.kind} «${text.slice(one.start, one.end)}» in «${text}»`)
    }
  }
  const sum = (of: 'labelled' | 'hit' | 'found') => Object.values(byKind).reduce((total, one) => total + one[of], 0)
  return {
    sentences: set.length,
    labelled: sum('labelled'),
    recall: sum('hit') / sum('labelled'),
    precision: sum('hit') / sum('found'),
    byKind,
    missed,
    wrong,
  }
}
