import type { Synthesis } from '../../reports/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

export const listPath = '/console/syntheses'
export const pathOf = (id: string, part = ''): string => `${listPath}/${id}${part === '' ? '' : `/${part}`}`

const tones = { draft: 'plain', asked: 'warn', approved: 'good' } as const

export const stateChip = (view: View, state: Synthesis['state']): Html =>
  html`<span class="chip ${tones[state]}">${view.t(`plans:state.${state}`)}</span>`

export const periodOf = (view: View, { fromOn, untilOn }: Pick<Synthesis, 'fromOn' | 'untilOn'>): string =>
  view.t('reports:synthesis.period', { from: shortDay(fromOn), until: shortDay(untilOn) })
