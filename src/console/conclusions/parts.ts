import { isOverdue, type Conclusion, type Task } from '../../conclusions/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

export const ledgerPath = '/console/conclusions'
export const pathOf = (dialogueId: string, part = ''): string =>
  `/console/dialogues/${dialogueId}/conclusion${part === '' ? '' : `/${part}`}`

const tones = { draft: 'plain', asked: 'warn', approved: 'good', published: 'good' } as const

export const stateChip = (view: View, state: Conclusion['state']): Html =>
  html`<span class="chip ${tones[state]}">${view.t(`conclusions:state.${state}`)}</span>`

const taskTones = { open: 'plain', overdue: 'bad', done: 'good', dropped: 'plain' } as const

export const taskChip = (view: View, task: Pick<Task, 'state' | 'dueOn'>, today: PlainDate): Html => {
  const state = isOverdue(task, today) ? 'overdue' : task.state
  return html`<span class="chip ${taskTones[state]}">${view.t(`conclusions:task.${state}`)}</span>`
}

export const ownerOf = ({ ownerPost, ownerName, areaMember }: Task): string =>
  [ownerPost, ownerName, areaMember].filter((part) => part !== '').join(' · ')
