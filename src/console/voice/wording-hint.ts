import type { QuestionWording } from '../../questions/index.ts'
import { html, type Piece } from '../html.ts'
import type { View } from '../view.ts'

/** What has to be known of a wording that was not handed in so: added later, or written down from a voice message. */
export const wordingHint = (view: View, wording: QuestionWording, index: number, when: string): Piece => {
  const { heard } = wording
  if (heard) {
    const state = heard.isConfirmed ? 'triage:voice.confirmed' : 'triage:voice.unconfirmed'
    return html`<p class="hint">
      ${view.t('triage:voice.heard')} · ${view.t(`triage:voice.source.${heard.by}`)} · ${view.t(state)}
    </p>`
  }
  return index > 0 && html`<p class="hint">${view.t('console:questions.added', { when })}</p>`
}
