import { describeCouncil, describePlace, describeTime, type CouncilMoment, type Dialogue } from '../dialogues/index.ts'
import { formatDateEn, formatDateVi, formatTimeEn, formatTimeVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'
import type { DueTelling } from './due-tellings.ts'
import type { Concerned } from './reminder-views.ts'

type Source = {
  readonly kind: DueTelling['kind']
  readonly session: Dialogue
  /** Where a voter contact stands to its council session, when that is in the calendar. */
  readonly moment: CouncilMoment | null
  readonly person: Pick<Concerned, 'answer' | 'companions' | 'place'>
}

const headOf = (locale: Locale, { kind, session, person }: Source): string => {
  const key: PhraseKey =
    kind === 'evening' || kind === 'hours'
      ? `attendance:remind.${kind}.${session.type}${person.answer === null ? '.asked' : ''}`
      : `attendance:remind.${kind}`
  const day = vietnamDate(session.startsAt)
  return phrase(locale, key, {
    time: locale === 'vi' ? formatTimeVi(session.startsAt) : formatTimeEn(session.startsAt),
    day: locale === 'vi' ? formatDateVi(day) : formatDateEn(day),
  })
}

const standing = (locale: Locale, { kind, person }: Source): string | null => {
  if (kind === 'cancellation' || person.answer === null) return null
  if (person.place === 'waiting') return phrase(locale, 'attendance:remind.waiting')
  if (person.answer === 'perhaps') return phrase(locale, 'attendance:remind.perhaps')
  return phrase(locale, 'attendance:remind.persons', { count: 1 + person.companions })
}

/**
 * The words of a reminder: weekday, date, hour, place, what it is about, hotline, code, and the sentence about money,
 * as every notice has them.
 */
export const reminderText = (locale: Locale, source: Source): string => {
  const { session } = source
  const isCancelled = source.kind === 'cancellation'
  const lines = [
    headOf(locale, source),
    session.title,
    '',
    phrase(locale, isCancelled ? 'attendance:remind.wasToBe' : 'dialogues:schedule.time', {
      time: describeTime(locale, session.startsAt),
    }),
    phrase(locale, 'dialogues:schedule.place', { place: describePlace(locale, session) }),
    phrase(locale, 'dialogues:schedule.topic', {
      topic: session.topic ?? phrase(locale, `dialogues:purpose.${session.purpose}`),
    }),
    ...(isCancelled ? [phrase(locale, 'broadcasts:notice.reason', { reason: session.cancelledWhy ?? '' })] : []),
    ...describeCouncil(locale, session, source.moment ?? 'plain'),
    standing(locale, source),
    '',
    phrase(locale, 'dialogues:schedule.hotline', {
      hotline: session.hotline,
      code: formatCode(session.noticeCode),
    }),
    phrase(locale, 'broadcasts:notice.warning'),
  ]
  return lines
    .filter((line) => line !== null)
    .join('\n')
    .normalize('NFC')
}
