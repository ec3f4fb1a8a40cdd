import type { Dialogue } from '../dialogues/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import type { Item } from '../questions/index.ts'
import type { AgendaLine } from './agenda.ts'
import type { CarriedTask } from './carried-tasks.ts'
import type { Participant, ParticipantRole } from './participant.ts'
import type { Preparation } from './preparation.ts'
import type { AnswerRequest } from './request.ts'
import type { ScriptBlock } from './script.ts'

/** Words of the script by their place in the phrase files: `preparation:script.<name>`. */
export type ScriptWords = (name: string, values?: Readonly<Record<string, string | number>>) => string

export type ScriptInput = {
  readonly dialogue: Pick<Dialogue, 'title' | 'hosts' | 'place' | 'hotline'>
  readonly unitName: string
  readonly plan: Preparation
  readonly agenda: readonly AgendaLine[]
  readonly participants: readonly Participant[]
  readonly items: readonly Item[]
  readonly requests: readonly AnswerRequest[]
  /** What earlier sessions left open. */
  readonly carried: readonly CarriedTask[]
  /** How often it came in, and so on, stands in the words; what was received in all. */
  readonly received: number
  readonly words: ScriptWords
}

const named = ({ name, title, body }: Participant): string => [name, title, body].filter(Boolean).join(', ')

const introductions = ({ participants, dialogue, words }: ScriptInput): string => {
  const of = (role: ParticipantRole): Participant[] =>
    participants.filter((one) => one.role === role && one.attends !== 'no')
  const lines = (['chair', 'moderator', 'secretary', 'area_member', 'agency', 'expert', 'deputy'] as const).flatMap(
    (role) => of(role).map((one) => `– ${words(`role.${role}`)}: ${named(one)}`),
  )
  if (lines.length > 0) return lines.join('\n')
  return dialogue.hosts.map(({ name, chair }) => `– ${name}${chair ? ` (${chair})` : ''}`).join('\n')
}

/** What the authorities report on before anything new is heard: every task that is open, the late ones named so. */
const reportText = ({ carried, words }: ScriptInput): string =>
  [
    words('report.text'),
    ...carried.map((task) => {
      const said = { words: task.words, who: task.ownerPost, due: formatShortDateVi(task.dueOn) }
      return words(task.isLate ? 'report.late' : 'report.open', said)
    }),
  ].join('\n')

const carriedText = (line: AgendaLine, { words }: ScriptInput): string =>
  [
    words('matter.say', { title: line.title }),
    line.who === null ? words('carried.askAny') : words('carried.ask', { who: line.who }),
    words('carried.back'),
  ].join('\n')

const matterText = (line: AgendaLine, input: ScriptInput): string => {
  if (line.taskId !== null) return carriedText(line, input)
  const { words, items, requests } = input
  const item = items.find(({ id }) => id === line.itemId)
  const draft = requests.find(({ itemId, answer }) => itemId !== null && itemId === line.itemId && answer !== null)
  return [
    words('matter.say', { title: line.title }),
    item && words('matter.count', { count: item.opinionCount, supports: item.supportCount, number: item.number }),
    line.who === null ? words('matter.askAny') : words('matter.ask', { who: line.who }),
    draft?.answer != null && words('matter.draft', { body: draft.body, answer: draft.answer }),
    words('matter.back'),
  ]
    .filter((part) => typeof part === 'string')
    .join('\n')
}

/** What the chair says and when, drafted from the agenda, the participants and the answers that agencies have sent. */
export const composeScript = (input: ScriptInput): ScriptBlock[] => {
  const { dialogue, unitName, plan, agenda, received, items, words } = input
  const hall = agenda.filter(({ place }) => place === 'hall')
  const written = agenda.filter(({ place }) => place === 'written')
  const block = (key: string, minutes: number | null, heading: string, text: string): ScriptBlock => ({
    key,
    minutes,
    heading,
    text,
    isEdited: false,
  })
  return [
    block(
      'opening',
      plan.openingMinutes,
      words('opening.heading'),
      [
        words('opening.text', { title: dialogue.title, unit: unitName, place: dialogue.place }),
        introductions(input),
        words('opening.order'),
      ].join('\n'),
    ),
    block('report', plan.reportMinutes, words('report.heading'), reportText(input)),
    block(
      'rule',
      null,
      words('rule.heading'),
      words('rule.text', {
        received,
        matters: items.length,
        hall: hall.length,
        written: written.length,
        floor: plan.floorMinutes,
        rule: words(`rule.${plan.rule}`),
      }),
    ),
    ...hall.map((line, index) =>
      block(
        line.itemId ?? line.id,
        line.minutes,
        words('matter.heading', { number: index + 1, title: line.title }),
        matterText(line, input),
      ),
    ),
    block('floor', plan.floorMinutes, words('floor.heading'), words('floor.text', { minutes: plan.floorMinutes })),
    ...(written.length === 0
      ? []
      : [
          block(
            'written',
            null,
            words('written.heading'),
            [words('written.text', { count: written.length }), ...written.map(({ title }) => `– ${title}`)].join('\n'),
          ),
        ]),
    block(
      'closing',
      plan.closingMinutes,
      words('closing.heading'),
      words('closing.text', { hotline: dialogue.hotline }),
    ),
  ]
}
