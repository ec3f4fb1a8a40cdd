import type { Dialogue } from '../../dialogues/index.ts'
import { assetPath } from '../assets.ts'
import { html, raw, type Html } from '../html.ts'
import { printPage } from '../layout.ts'
import type { View } from '../view.ts'

/** One sheet of A4; `poster` is an SVG of our own. */
export const posterPage = (view: View, dialogue: Dialogue, poster: string): Html =>
  printPage(
    view,
    view.t('artefacts:pictures.poster'),
    html`<link rel="stylesheet" href="${assetPath('artefacts.css')}" />
      <h1 class="visually-hidden">${dialogue.title}</h1>
      <div class="poster">${raw(poster)}</div>`,
    `/console/artefacts/${dialogue.id}`,
  )
