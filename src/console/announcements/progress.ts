import type { BroadcastProgress } from '../../broadcasts/index.ts'
import { html, raw, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { lasts } from './lasts.ts'
import { formatCount } from '../wording.ts'

const outcomes = [
  'sent',
  'waiting',
  'held',
  'sending',
  'unreachable',
  'refused',
  'uncertain',
  'expired',
  'replaced',
] as const

/** Counts by outcome; asks for itself again while something is under way. */
export const progressPart = (view: View, { id, state, counts, secondsLeft }: BroadcastProgress): Html => {
  const finished = counts.recipients - counts.waiting - counts.sending - counts.held
  const share = counts.recipients === 0 ? 0 : (finished / counts.recipients) * 100
  const isLive = state === 'running' || counts.sending > 0
  return html`<div
    id="progress"
    ${isLive && html`hx-get="/console/announcements/${id}/progress" hx-trigger="every 3s" hx-swap="outerHTML"`}
  >
    <p>
      <strong
        >${view.t('console:progress.done', { done: formatCount(view, finished), all: formatCount(view, counts.recipients) })}</strong
      >
      ${state === 'running' && html`<span class="hint">${view.t('console:progress.running')}</span>`}
      ${secondsLeft !== null && secondsLeft > 0 && html`<span class="hint">${view.t('console:progress.left', { time: lasts(view, secondsLeft) })}</span>`}
    </p>
    ${raw(
      `<svg class="bar tall" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="bar-back"/><rect width="${share.toFixed(1)}" height="8" class="bar-fill"/></svg>`,
    )}
    <dl class="facts counts">
      ${outcomes
        .filter((name) => counts[name] > 0 || name === 'sent')
        .map(
          (name) =>
            html`<div>
              <dt>${view.t(`console:outcome.${name}`)}</dt>
              <dd>${formatCount(view, counts[name])}</dd>
            </div>`,
        )}
    </dl>
  </div>`
}
