import type { ResultAdvice } from '../../dialogues/index.ts'
import { html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

/** By when the result of a session that was held has to be out. */
export const resultPart = (view: View, advice: ResultAdvice | null): Piece => {
  if (advice === null) return null
  const lastDay = shortDay(advice.lastDay)
  const tone = advice.daysLeft < 0 ? 'bad' : advice.daysLeft <= 3 ? 'warn' : 'note'
  return html`<div class="banner ${tone}">
    ${advice.daysLeft < 0 && html`<p>${view.t('dialogues:clock.resultLate', { lastDay })}</p>`}
    <p>${view.t('dialogues:clock.resultPart', { lastDay, days: advice.days, source: advice.source })}</p>
  </div>`
}
