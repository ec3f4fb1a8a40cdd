import type { BroadcastProgress, StuckAccount } from '../../broadcasts/index.ts'
import { html, raw, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { closedNote } from './closed-note.ts'
import { lasts } from './lasts.ts'
import { formatCount, fullMoment } from '../wording.ts'

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

// A shorter pause is over before it is read.
const worthSaying = 60_000

const stuckNote = (view: View, { name, messages, why, until }: StuckAccount): Piece => {
  if (why === 'pause' && until !== null && until.getTime() - view.now.getTime() < worthSaying) return null
  const values = { account: name, count: messages, when: until === null ? '' : fullMoment(view, until) }
  return html`<div class="banner warn"><p>${view.t(`console:stuck.${why}`, values)}</p></div>`
}

/** Counts by outcome; asks for itself again while something is under way. */
export const progressPart = (
  view: View,
  { id, state, counts, secondsLeft, rest, closed }: BroadcastProgress,
  stuck: readonly StuckAccount[],
): Html => {
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
      ${secondsLeft !== null && secondsLeft > 0 && stuck.length === 0 && rest === null && html`<span class="hint">${view.t('console:progress.left', { time: lasts(view, secondsLeft) })}</span>`}
    </p>
    ${raw(
      `<svg class="bar tall" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="bar-back"/><rect width="${share.toFixed(1)}" height="8" class="bar-fill"/></svg>`,
    )}
    ${rest !== null && html`<div class="banner note"><p>${view.t(`console:rest.${rest}`)}</p></div>`}
    ${closed.map((one) => closedNote(view, one))} ${state === 'running' && stuck.map((one) => stuckNote(view, one))}
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
