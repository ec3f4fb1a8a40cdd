import type { Handover, HandoverState } from '../../handover/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

export const listPath = '/console/handovers'
export const pathOf = (id: string, part = ''): string => `${listPath}/${id}${part === '' ? '' : `/${part}`}`

const tones: Readonly<Record<HandoverState, string>> = {
  draft: 'plain',
  asked: 'warn',
  sent: 'plain',
  received: 'good',
  returned: 'bad',
  done: 'good',
  dropped: 'plain',
}

export const stateChip = (view: View, state: HandoverState): Html =>
  html`<span class="chip ${tones[state]}">${view.t(`handover:state.${state}`)}</span>`

export const titleOf = (view: View, { number }: Pick<Handover, 'number'>): string =>
  number === '' ? view.t('handover:one.unnumbered') : view.t('handover:one.title', { number })

export const trailOf = (view: View): readonly { path: string; label: string }[] => [
  { path: listPath, label: view.t('handover:title') },
]
