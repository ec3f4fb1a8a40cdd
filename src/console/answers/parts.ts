import type { Standing } from '../../answers/index.ts'
import type { Item } from '../../questions/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

export const answersPath = '/console/answers'
export const pathOfAnswer = (itemId: string, part = ''): string => `${answersPath}/${itemId}${part}`

const tones: Readonly<Record<Standing, 'plain' | 'good' | 'warn' | 'bad'>> = {
  waiting: 'warn',
  draft: 'plain',
  asked: 'warn',
  sent_back: 'warn',
  reopened: 'bad',
  answered: 'good',
}

export const standingChip = (view: View, standing: Standing): Html =>
  html`<span class="chip ${tones[standing]}">${view.t(`answers:standing.${standing}`)}</span>`

export const nameOfMatter = (view: View, item: Pick<Item, 'title' | 'number'>): string =>
  item.title ?? view.t('items:page.untitled', { number: item.number })
