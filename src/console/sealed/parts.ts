import type { SealedWindow } from '../../sealed/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

export const listPath = '/console/sealed'
export const pathOf = (one: SealedWindow): string => `${listPath}/${one.id}`

const tones = {
  draft: 'plain',
  asked: 'warn',
  open: 'good',
  closed: 'warn',
  released: 'good',
  dropped: 'plain',
} as const

export const stateChip = (view: View, { state }: SealedWindow): Html =>
  html`<span class="chip ${tones[state]}">${view.t(`sealed:state.${state}`)}</span>`

/** "Lấy phiếu tín nhiệm, theo văn bản số 12/CV ngày 01/11/2026 của …". */
export const nameOf = (view: View, one: SealedWindow): string =>
  `${view.t(`sealed:occasion.${one.occasion}`)} · ${one.orderNumber}`
