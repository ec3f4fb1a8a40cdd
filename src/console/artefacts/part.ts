import type { Dialogue } from '../../dialogues/index.ts'
import { html, type Piece } from '../html.ts'
import type { View } from '../view.ts'

/** On the page of an announced session: the way to poster, picture, texts, links and the proof of notice. */
export const artefactsPart = (view: View, { dialogue }: { readonly dialogue: Dialogue }): Piece => {
  const base = `/console/artefacts/${dialogue.id}`
  return (
    dialogue.told !== null &&
    html`<section class="panel" aria-labelledby="artefacts">
      <h2 id="artefacts">${view.t('artefacts:console.title')}</h2>
      <p class="hint">${view.t('artefacts:console.hint')}</p>
      <p class="actions">
        <a class="button quiet" href="${base}">${view.t('artefacts:console.open')}</a>
        <a class="button quiet" href="${base}/proof">${view.t('artefacts:proof.title')}</a>
      </p>
    </section>`
  )
}
