import type { Dialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { lengthUtf16 } from '../kernel/vietnamese/split-text.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { longestNotice, type Broadcast, type NoticeTexts } from './broadcast.ts'
import { missingFacts } from './missing-facts.ts'

const locales: readonly Locale[] = ['vi', 'en']

/** Refuses words that are too long or have lost a fact that every notice carries; names all that is missing. */
export const checkTexts = (
  texts: NoticeTexts,
  broadcast: Pick<Broadcast, 'kind' | 'facts'>,
  session: Pick<Dialogue, 'noticeCode' | 'cancelledWhy'>,
): void => {
  for (const locale of locales) {
    const text = texts[locale]
    const length = lengthUtf16(text)
    if (length > longestNotice) {
      throw new AppError('INVALID', `a notice of ${length} characters`, {
        phrase: 'broadcasts:tooLong',
        values: { length, max: longestNotice },
        field: `text.${locale}`,
      })
    }
    const missing = missingFacts(locale, text, { ...session, kind: broadcast.kind, facts: broadcast.facts })
    if (missing.length === 0) continue
    throw new AppError('INVALID', `the ${locale} notice lacks ${missing.join(', ')}`, {
      phrase: `broadcasts:missing.${locale}`,
      values: { what: missing.map((name) => phrase(locale, `broadcasts:required.${name}`)).join(', ') },
      field: `text.${locale}`,
    })
  }
}
