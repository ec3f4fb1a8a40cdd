import type { Plan, PlannedLine } from '../../plans/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'

export const listPath = '/console/plans'
export const pathOf = (id: string, part = ''): string => `${listPath}/${id}${part === '' ? '' : `/${part}`}`

const tones = { draft: 'plain', asked: 'warn', approved: 'good' } as const

export const planChip = (view: View, state: Plan['state']): Html =>
  html`<span class="chip ${tones[state]}">${view.t(`plans:state.${state}`)}</span>`

export type LineState = 'held' | 'called' | 'cancelled' | 'late' | 'ahead'

/** Where a line stands today: held, called, called off, its month over without a session, or still ahead. */
export const lineState = (line: PlannedLine, year: number, today: string): LineState => {
  const { session } = line
  if (session?.state === 'held' || session?.state === 'concluded') return 'held'
  if (session?.state === 'cancelled') return 'cancelled'
  const isOver = today.slice(0, 7) > `${year}-${String(line.month).padStart(2, '0')}`
  if (session && session.state === 'announced') return 'called'
  return isOver ? 'late' : session ? 'called' : 'ahead'
}

const lineTones = { held: 'good', called: 'plain', cancelled: 'bad', late: 'bad', ahead: 'plain' } as const

export const lineChip = (view: View, line: PlannedLine, state: LineState): Html => {
  const day = line.session ? shortDay(vietnamDate(line.session.startsAt)) : ''
  return html`<span class="chip ${lineTones[state]}">${view.t(`plans:line.${state}`, { day })}</span>`
}

export const trailOf = (
  view: View,
  plan?: { id: string; year: number },
): readonly { path: string; label: string }[] => [
  { path: listPath, label: view.t('plans:title') },
  ...(plan ? [{ path: pathOf(plan.id), label: view.t('plans:one.title', { year: plan.year }) }] : []),
]
