import { opinionClasses, type OpinionClass, type PlannedShares } from '../../dialogues/index.ts'
import { html, raw, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

/** "bằng 5,4%": no space before the sign, a comma in Vietnamese. */
export const percent = (view: Pick<View, 'locale'>, part: number, whole: number): string => {
  if (whole === 0) return '0%'
  const digits = new Intl.NumberFormat(view.locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })
  return `${digits.format((part / whole) * 100)}%`
}

const bar = (share: number): Html =>
  raw(
    `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" rx="0" class="bar-back"/><rect width="${Math.max(0, Math.min(100, share)).toFixed(1)}" height="8" class="bar-fill"/></svg>`,
  )

/** How many of each class, beside what was planned: too many small grievances and too few ideas is what goes wrong. */
export const classBars = (
  view: View,
  byClass: Readonly<Record<OpinionClass, number>>,
  planned: PlannedShares,
  /** The list behind a number. */
  listOf?: (name: OpinionClass) => string,
): Html => {
  const whole = Object.values(byClass).reduce((sum, one) => sum + one, 0)
  return html`<ul class="class-bars plain">
    ${opinionClasses.map(
      (name) =>
        html`<li>
          <span class="class-name">${view.t(`questions:class.${name}`)}</span>
          ${bar(whole === 0 ? 0 : (byClass[name] / whole) * 100)}
          <span class="class-count"
            ><strong
              >${listOf ? html`<a href="${listOf(name)}">${formatCount(view, byClass[name])}</a>` : formatCount(view, byClass[name])}</strong
            >
            ·
            ${percent(view, byClass[name], whole)}${
              planned[name] !== undefined &&
              html` <span class="hint">${view.t('console:questions.planned', { share: planned[name] })}</span>`
            }</span
          >
        </li>`,
    )}
  </ul>`
}
