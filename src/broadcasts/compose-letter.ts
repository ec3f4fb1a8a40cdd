import { describePlace, describeTime, type Dialogue, type NoticeFacts } from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import type { LetterKind } from './broadcast.ts'
import { warningSentence } from './compose-notice.ts'
import type { SessionFigures } from './figures-views.ts'

/** All that a letter is made from. */
export type LetterSource = {
  readonly kind: LetterKind
  readonly facts: NoticeFacts
  readonly session: Pick<Dialogue, 'noticeCode' | 'type' | 'isThematic'>
  /** "Phường Cửa Nam". */
  readonly unitName: string
  /** What the officer has to say, in this language. */
  readonly body: string
  /** Only a result tells them. */
  readonly figures: SessionFigures
}

const figureLine = (locale: Locale, { kind, figures }: LetterSource): readonly string[] => {
  if (kind === 'message') return []
  const { present, opinions } = figures
  return [
    ...(present > 0 ? [phrase(locale, 'broadcasts:letter.present', { count: present })] : []),
    ...(opinions > 0 ? [phrase(locale, 'broadcasts:letter.opinions', { count: opinions })] : []),
  ]
}

/**
 * The words of a letter in one language, NFC: which session it is about, what the officer says, and what every message to
 * many carries. It may come out longer than a channel takes; the officer then shortens it.
 */
export const composeLetter = (locale: Locale, source: LetterSource): string => {
  const { kind, facts, session } = source
  const what = phrase(locale, `broadcasts:what.${session.type}${session.isThematic ? '.thematic' : ''}`)
  const time = describeTime(locale, new Date(facts.startsAt))
  const code = formatCode(session.noticeCode)
  const lines = [
    phrase(locale, `broadcasts:letter.${kind}`, { unit: source.unitName, what }),
    facts.title,
    phrase(locale, kind === 'result' ? 'broadcasts:letter.was' : 'broadcasts:letter.when', {
      time,
      place: describePlace(locale, facts),
    }),
    ...figureLine(locale, source),
    '',
    source.body,
    '',
    ...(kind === 'result' ? [phrase(locale, 'broadcasts:letter.track')] : []),
    phrase(locale, 'broadcasts:notice.hotline', { hotline: facts.hotline }),
    phrase(locale, 'broadcasts:notice.code', { code }),
    warningSentence(locale),
    phrase(locale, 'broadcasts:notice.stop'),
  ]
  return lines.join('\n').normalize('NFC')
}
