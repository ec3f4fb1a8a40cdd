import type { Queryable } from '../../database/index.ts'
import { legalBases, noticeAdvice, type NoticeAdvice } from '../../dialogues/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { findRule, workingCalendars } from '../../rules/index.ts'
import { textOf, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { readMoment } from '../moment-field.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

/** How the notice would stand to the law with what is in a session's form now; null while basis or day are missing. */
export const clockOfForm = async (db: Queryable, form: Form, now: Date): Promise<NoticeAdvice | null> => {
  const legalBasis = legalBases.find((one) => one === textOf(form, 'legalBasis'))
  // The day alone decides, so the hour may still be empty.
  const time = textOf(form, 'startsAt_time').trim()
  const startsAt = readMoment(time === '' ? { ...form, startsAt_time: '12:00' } : form, 'startsAt', now)
  if (legalBasis === undefined || startsAt === null || Number.isNaN(startsAt.getTime())) return null
  const today = vietnamDate(now)
  const rule = await findRule(db, 'dialogue.notice', today)
  return noticeAdvice({ legalBasis, startsAt }, today, rule, await workingCalendars(db))
}

/** The days left as a sentence, in a box that keeps its place while the form is being filled in. */
export const noticeClock = (view: View, advice: NoticeAdvice | null): Html => {
  if (advice === null) return html`<p class="hint">${view.t('dialogues:advice.choose')}</p>`
  if (advice.kind === 'no_rule') return html`<p class="hint">${view.t('dialogues:advice.noRule')}</p>`
  const tone = advice.kind === 'late' ? 'bad' : advice.kind === 'last_day' ? 'warn' : 'note'
  const { days, source } = advice
  const values = { days, source, daysLeft: Math.abs(advice.daysLeft), lastDay: shortDay(advice.lastDay) }
  return html`<div class="banner ${tone}"><p>${view.t(`dialogues:advice.${advice.kind}`, values)}</p></div>`
}
