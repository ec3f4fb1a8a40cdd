import { figureWords, type KeptFigure, type PastSheet, type SourcedFigure } from '../../statistics/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

export const basePath = '/console/statistics'
export const pastPath = `${basePath}/past`
export const sheetPath = (id: string, part = ''): string => `${pastPath}/${id}${part === '' ? '' : `/${part}`}`

const tones = { draft: 'plain', asked: 'warn', approved: 'good', withdrawn: 'bad' } as const

export const sheetChip = (view: View, state: PastSheet['state']): Html =>
  html`<span class="chip ${tones[state]}"
    >${view.t(state === 'withdrawn' ? 'statistics:past.state.withdrawn' : `plans:state.${state}`)}</span
  >`

const years = ({ fromYear, toYear }: Pick<KeptFigure, 'fromYear' | 'toYear'>): string =>
  fromYear === toYear ? String(fromYear) : `${fromYear}–${toYear}`

/** Figures as their documents give them, one under the other; no sum below, because they count different things. */
export const figureLines = (
  view: View,
  figures: readonly (KeptFigure | SourcedFigure)[],
  last?: (figure: KeptFigure) => Piece,
): Html =>
  html`<ul class="rows">
    ${figures.map((figure) => {
      const { what, amount } = figureWords(view.locale, figure)
      const source = 'source' in figure ? `${figure.source}, ${shortDay(figure.sourceOn)}` : ''
      return html`<li class="row">
        <span class="stacked">
          <span>${what}: <strong>${amount}</strong></span>
          <span class="hint">${years(figure)}${source !== '' && ` · ${source}`}</span>
        </span>
        ${last?.(figure)}
      </li>`
    })}
  </ul>`

/** "31/577, bằng 5,4%", as reports say it. */
export const shareOf = (view: View, part: number, base: number): string => {
  const count = new Intl.NumberFormat(view.locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })
  if (base === 0) return count.format(part)
  return view.t('statistics:share', {
    part: count.format(part),
    base: count.format(base),
    percent: count.format((part / base) * 100),
  })
}
