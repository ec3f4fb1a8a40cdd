import type { Conclusion, LedgerTask, Recipient, Remark, SentReminder, Step, Task } from '../../conclusions/index.ts'
import type { Dialogue, ResultAdvice } from '../../dialogues/index.ts'
import type { HallNote } from '../../hall/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { ListedOfficer } from '../../officers/index.ts'
import type { Item } from '../../questions/index.ts'
import { formToken, textField } from '../fields.ts'
import type { Faults, Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

export type ConclusionPage = {
  readonly dialogue: Dialogue
  readonly conclusion: Conclusion | undefined
  readonly tasks: readonly Task[]
  readonly steps: ReadonlyMap<string, readonly Step[]>
  readonly remarks: readonly Remark[]
  readonly notes: readonly HallNote[]
  /** What earlier sessions left open. */
  readonly before: readonly LedgerTask[]
  /** Who may own a task. */
  readonly officers: readonly Pick<ListedOfficer, 'id' | 'name' | 'title' | 'disabledAt'>[]
  /** The matters of the session, of which tasks come. */
  readonly matters: readonly Pick<Item, 'id' | 'number' | 'title'>[]
  readonly itemsOf: ReadonlyMap<string, readonly string[]>
  readonly reminders: ReadonlyMap<string, readonly SentReminder[]>
  readonly recipients: readonly Recipient[]
  /** To whom it was given, with the day. */
  readonly given: ReadonlyMap<string, PlainDate>
  /** Of the law, while it counts. */
  readonly lastDay: Pick<ResultAdvice, 'lastDay' | 'daysLeft'> | null
  readonly today: PlainDate
  readonly writer: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly mayFollow: boolean
  readonly mayRemark: boolean
  readonly isOwn: boolean
  /** What was typed, by the step whose form it was. */
  readonly form: Form
  readonly step: string
  readonly faults: Faults
}

export type Known = ConclusionPage & { readonly conclusion: Conclusion }

export const hidden = (view: View, { conclusion }: Known): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${conclusion.version}" />`

/** The faults and what was typed belong to the form that was sent, and to no other on the page. */
export const of = (state: ConclusionPage, step: string): { readonly form: Form; readonly faults: Faults } =>
  state.step === step ? { form: state.form, faults: state.faults } : { form: {}, faults: {} }

/** Ids of the form that was sent are plain, so that what is wrong leads to its field; those of the others stay apart. */
export const scopeOf = (state: ConclusionPage, step: string): string | undefined =>
  state.step === step ? undefined : step

export const isWritable = ({ conclusion, mayWrite }: Known): boolean =>
  mayWrite && (conclusion.state === 'draft' || conclusion.state === 'asked')

export const isStanding = ({ conclusion }: Known): boolean =>
  conclusion.state === 'approved' || conclusion.state === 'published'

type Day = {
  readonly name: 'dueOn' | 'answerBy' | 'givenOn'
  readonly value: string
  readonly faults: Faults
  readonly of: string | undefined
}

export const dayField = (view: View, { name, value, faults, of: scope }: Day): Html =>
  textField({
    name,
    label: view.t(`conclusions:${name}`),
    hint: view.t('conclusions:dayHint'),
    value,
    autocomplete: 'off',
    size: 'short',
    required: true,
    faults,
    of: scope,
  })
