import { compareDiacritics, type DiacriticsTyped } from '../kernel/vietnamese/diacritics.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { GuardedText } from './guard-read.ts'
import type { Span } from './match-phrases.ts'

type End<Tag> = { readonly tag: Tag; readonly text: string; readonly isFullOnly: boolean }
type Node<Tag> = { readonly next: Map<string, Node<Tag>>; readonly ends: End<Tag>[] }

/** Phrases by what they mean, in one tree over their folded syllables. */
export type Lexicon<Tag extends string> = { readonly root: Node<Tag>; readonly mended: ReadonlySet<string> }

/** Where each meaning was found, in the order of the text. */
export type Findings<Tag extends string> = {
  of(...tags: readonly Tag[]): readonly Span[]
  has(...tags: readonly Tag[]): boolean
}

/**
 * From lists such as `cháy nhà | nhà cháy`. A phrase with `=` before it counts only in its own diacritics, because its
 * letters alone say too many other things. `mended` are the words towards which a slip of typing is read.
 */
export const lexiconOf = <Tag extends string>(
  lists: Readonly<Record<Tag, readonly string[]>>,
  mended: string,
): Lexicon<Tag> => {
  const root: Node<Tag> = { next: new Map(), ends: [] }
  for (const [tag, texts] of Object.entries(lists) as [Tag, readonly string[]][]) {
    for (const one of texts.flatMap((text) => text.split(' | '))) {
      const text = one.replace(/^=/, '')
      let node = root
      for (const syllable of foldVietnamese(text).split(' ')) {
        let next = node.next.get(syllable)
        if (!next) node.next.set(syllable, (next = { next: new Map(), ends: [] }))
        node = next
      }
      node.ends.push({ tag, text, isFullOnly: one.startsWith('=') })
    }
  }
  return { root, mended: new Set(foldVietnamese(mended).split(' ')) }
}

const saidAt = (text: GuardedText, from: number, to: number): string =>
  text
    .slice(from, to)
    .filter((one, at, all) => one.word !== all[at - 1]?.word)
    .map((one) => one.written)
    .join(' ')

// Most of what is found is typed exactly so, or bare; the look at each letter is for the rest.
const howTyped = (read: string, phrase: string): DiacriticsTyped => {
  if (read === phrase) return 'full'
  return /^[ -~]*$/.test(read) ? 'bare' : compareDiacritics(read, phrase)
}

/** Walks the text once; diacritics that were typed must agree with the phrase's own, none at all agree as well. */
export const findAll = <Tag extends string>({ root }: Lexicon<Tag>, text: GuardedText): Findings<Tag> => {
  const found = new Map<Tag, Span[]>()
  for (const [from, { sentence }] of text.entries()) {
    let node: Node<Tag> | undefined = root
    for (let to = from; text[to]?.sentence === sentence; to += 1) {
      node = node.next.get(text[to]?.folded ?? '')
      if (!node) break
      if (node.ends.length === 0) continue
      const read = text
        .slice(from, to + 1)
        .map((one) => one.read)
        .join(' ')
      for (const { tag, text: phrase, isFullOnly } of node.ends) {
        const typed = howTyped(read, phrase)
        if (typed === 'wrong' || (isFullOnly && typed !== 'full')) continue
        const span = { from, to: to + 1, said: saidAt(text, from, to + 1), isBare: typed === 'bare' }
        const spans = found.get(tag)
        if (spans) spans.push(span)
        else found.set(tag, [span])
      }
    }
  }
  return {
    of: (...tags) => tags.flatMap((tag) => found.get(tag) ?? []).toSorted((one, other) => one.from - other.from),
    has: (...tags) => tags.some((tag) => found.has(tag)),
  }
}

/** Those of `spans` that have one of `others` behind them, or before as well, within so many syllables. */
export const near = (
  spans: readonly Span[],
  others: readonly Span[],
  { within, isBehind = false }: { readonly within: number; readonly isBehind?: boolean },
): Span[] =>
  spans.filter((span) =>
    others.some((other) => {
      const gap = other.from >= span.to ? other.from - span.to : isBehind ? Infinity : span.from - other.to
      return gap >= 0 && gap <= within
    }),
  )
