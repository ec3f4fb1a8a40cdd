import { near, type Findings } from './guard-lexicon.ts'
import type { GuardedText } from './guard-read.ts'
import { outside, type Span } from './match-phrases.ts'

/** Meanings that tell of one thing when they all stand around the first, within so many syllables of one sentence. */
export type Scene<Tag extends string> = { readonly parts: readonly [Tag, ...Tag[]]; readonly within: number }

/** Where one of the scenes is told: the words of its first meaning and those that stand around them. */
export const findScenes = <Tag extends string>(
  text: GuardedText,
  found: Findings<Tag>,
  scenes: readonly Scene<Tag>[],
  harmless: readonly Span[],
): Span[] =>
  scenes.flatMap(({ parts: [first, ...others], within }) => {
    if (!found.has(first) || others.some((tag) => !found.has(tag))) return []
    return outside(found.of(first), harmless).flatMap((span) => {
      const around = others.map((tag) => {
        const there = outside(found.of(tag), harmless).filter(
          (one) => text[one.from]?.sentence === text[span.from]?.sentence,
        )
        return there.find((one) => near([one], [span], { within }).length > 0)
      })
      const whole = around.filter((one) => one !== undefined)
      return whole.length === others.length ? [span, ...whole] : []
    })
  })
