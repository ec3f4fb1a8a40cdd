import { dangerLexicon, dangerScenes } from './guard-danger-words.ts'
import { emergencyLexicon } from './guard-emergency-words.ts'
import { findAll, near } from './guard-lexicon.ts'
import type { GuardedText } from './guard-read.ts'
import { findScenes } from './guard-scenes.ts'
import { outside, type Span } from './match-phrases.ts'

/**
 * Where a text tells of a danger that is there now. Where in doubt it warns. Talk of habit, past, fear or prevention
 * in the same sentence or the one before says that nobody is in danger; words such as "đang" say that somebody is.
 */
export const findDanger = (text: GuardedText): readonly Span[] => {
  const found = findAll(emergencyLexicon, text)
  const sentenceOf = (span: Span): number => text[span.from]?.sentence ?? 0
  const isWith = (span: Span, others: readonly Span[]): boolean =>
    others.some((other) => sentenceOf(other) === sentenceOf(span))
  const people = found.of('person')
  const falls = near(found.of('fall'), found.of('depth'), { within: 4, isBehind: true })
  const stillness = found.of('stillness')
  const alarms = outside(
    [
      ...found.of('alarm', 'violence'),
      ...found.of('hurt').filter((span) => isWith(span, people)),
      ...falls.filter((span) => isWith(span, people)),
      ...(stillness.length > 1 ? stillness : []),
      ...near(found.of('fire'), found.of('burning'), { within: 2 }),
      ...near(found.of('pressure'), found.of('leak'), { within: 5 }),
    ],
    found.of('harmless'),
  )
  const calm = found.of('calm')
  const urgent = found.of('urgent')
  const isCalm = (span: Span): boolean =>
    !isWith(span, urgent) && calm.some((one) => [0, 1].includes(sentenceOf(span) - sentenceOf(one)))
  const things = findAll(dangerLexicon, text)
  const told = things.of('told')
  const scenes = findScenes(text, things, dangerScenes, found.of('harmless')).filter(
    (span) => !isCalm(span) && !isWith(span, told),
  )
  return [
    ...alarms.filter((span) => !isCalm(span)),
    ...scenes,
    ...outside(found.of('danger'), found.of('harmless')),
  ].toSorted((one, other) => one.from - other.from)
}
