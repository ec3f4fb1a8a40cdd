import { describeHosts, describePlace, describeTime, type Dialogue } from '../dialogues/index.ts'
import { formatTimeVi, weekdayVi, formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase } from '../phrases/index.ts'

/** What every artefact of a session shows, in Vietnamese, taken from the record as people were told of it. */
export type SessionSheet = {
  readonly isCancelled: boolean
  readonly unitName: string
  /** "buổi đối thoại chuyên đề". */
  readonly what: string
  readonly title: string
  readonly startsAt: Date
  /** "8 giờ 30". */
  readonly hour: string
  /** "thứ Bảy, 05/12/2026". */
  readonly day: string
  readonly place: string
  /** The same without the address of a video call, which nobody can say. */
  readonly hall: string
  readonly topic: string | null
  readonly hosts: string
  /** "17 giờ, thứ Năm, ngày 03/12/2026"; null once questions are closed or the session was called off. */
  readonly askUntil: string | null
  readonly collectionClosesAt: Date
  readonly hotline: string
  /** "204 812". */
  readonly code: string
  readonly cancelledWhy: string | null
}

/** `told` is the session as `asTold` gives it: what was not approved yet is on no poster. */
export const sheetOf = (told: Dialogue, unitName: string, now: Date): SessionSheet => {
  const isCancelled = told.state === 'cancelled'
  const day = vietnamDate(told.startsAt)
  return {
    isCancelled,
    unitName,
    what: phrase('vi', `broadcasts:what.${told.type}${told.isThematic ? '.thematic' : ''}`),
    title: told.title,
    startsAt: told.startsAt,
    hour: formatTimeVi(told.startsAt),
    day: `${weekdayVi(day)}, ${formatShortDateVi(day)}`,
    place: describePlace('vi', told),
    hall: told.place,
    topic: told.topic,
    hosts: describeHosts('vi', told.hosts),
    askUntil: isCancelled || told.collectionClosesAt <= now ? null : describeTime('vi', told.collectionClosesAt),
    collectionClosesAt: told.collectionClosesAt,
    hotline: told.hotline,
    code: formatCode(told.noticeCode),
    cancelledWhy: told.cancelledWhy,
  }
}
