import { lengths, remindBefore, type SentReminder, type Task } from '../../conclusions/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { checkField, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { dayField, hidden, isStanding, isWritable, of, scopeOf, type Known } from './page-state.ts'
import { ownerOf, pathOf, taskChip } from './parts.ts'

/** What belongs to one form of several. */
type Asked = { readonly faults: Faults; readonly of: string | undefined }

const ownerField = (view: View, { officers }: Known, value: string, asked: Asked): Piece => {
  const able = officers.filter(({ disabledAt, id }) => disabledAt === null || id === value)
  return (
    able.length > 0 &&
    selectField({
      ...asked,
      name: 'owner',
      label: view.t('conclusions:ownerOfficer'),
      hint: view.t('conclusions:ownerOfficerHint', { days: remindBefore }),
      value,
      options: [
        { value: '', label: view.t('conclusions:ownerNone') },
        ...able.map(({ id, name, title }) => ({ value: id, label: title === '' ? name : `${name} – ${title}` })),
      ],
    })
  )
}

const nameOf = ({ number, title }: Known['matters'][number]): string =>
  title === null ? String(number) : `${number}. ${title}`

const mattersField = (view: View, { matters }: Known, values: readonly string[], asked: Asked): Piece =>
  matters.length > 0 &&
  html`<details class="field" ${(values.length > 0 || asked.faults['itemIds']) && html`open`}>
    <summary>${view.t('conclusions:items')}</summary>
    ${checkField({ name: 'itemIds', label: view.t('conclusions:items'), hint: view.t('conclusions:itemsHint'), values, options: matters.map((one) => ({ value: one.id, label: nameOf(one) })), ...asked })}
  </details>`

const taskForm = (view: View, state: Known, task?: Task): Html => {
  const step = task === undefined ? 'tasks' : `tasks/${task.id}`
  const { form, faults } = of(state, step)
  const asked = { faults, of: scopeOf(state, step) }
  const { words = '', ownerPost = '', ownerName = '', areaMember = '' } = task ?? {}
  const kept: Form = { words, ownerPost, ownerName, areaMember, dueOn: task ? shortDay(task.dueOn) : '' }
  const value = (name: string): string => textOf(name in form ? form : kept, name)
  const text = (name: 'ownerPost' | 'ownerName' | 'areaMember', max: number): Html =>
    textField({
      name,
      label: view.t(`conclusions:${name}`),
      value: value(name),
      autocomplete: 'off',
      maxlength: max,
      required: name === 'ownerPost',
      ...asked,
    })
  return html`<form method="post" action="${pathOf(state.dialogue.id, step)}" novalidate>
    ${hidden(view, state)}
    ${textArea({ name: 'words', label: view.t('conclusions:words'), value: value('words'), rows: 3, maxlength: lengths.words, required: true, ...asked })}
    ${text('ownerPost', lengths.post)} ${text('ownerName', lengths.name)} ${text('areaMember', lengths.name)}
    ${dayField(view, { name: 'dueOn', value: value('dueOn'), ...asked })}
    ${ownerField(view, state, textOf('owner' in form ? form : { owner: task?.ownerOfficerId ?? '' }, 'owner'), asked)}
    ${mattersField(view, state, step === state.step ? listOf(form, 'itemIds') : (state.itemsOf.get(task?.id ?? '') ?? []), asked)}
    ${submit(view.t('conclusions:save'))}
  </form>`
}

const stepForm = (view: View, state: Known, task: Task): Html => {
  const step = `tasks/${task.id}/steps`
  const { form, faults } = of(state, step)
  return html`<form method="post" action="${pathOf(state.dialogue.id, step)}" novalidate>
    ${formToken(view)}
    ${textArea({ name: 'words', label: view.t('conclusions:step'), value: textOf(form, 'words'), rows: 2, maxlength: lengths.step, required: true, faults, of: scopeOf(state, step) })}
    <div class="actions">
      ${submit(view.t('conclusions:noteStep'))}
      <button class="button quiet" name="as" value="done">${view.t('conclusions:done')}</button>
      <button class="button quiet" name="as" value="dropped">${view.t('conclusions:dropped')}</button>
    </div>
  </form>`
}

const linkedMatters = (view: View, { matters, itemsOf }: Known, { id }: Task): Piece => {
  const linked = itemsOf.get(id) ?? []
  const numbers = matters.flatMap((one) => (linked.includes(one.id) ? [one.number] : []))
  return (
    numbers.length > 0 && html`<p class="hint">${view.t('conclusions:itemsOf', { numbers: numbers.join(', ') })}</p>`
  )
}

const reminderText = (view: View, { kind, remindedAt, reached }: SentReminder): string => {
  const said = view.t(`conclusions:reminded.${kind}`, { day: shortDay(vietnamDate(remindedAt)) })
  return reached === 0 ? `${said} (${view.t('conclusions:unreached')})` : said
}

const taskPart = (view: View, state: Known, task: Task): Html => {
  const steps = state.steps.get(task.id) ?? []
  const reminders = state.reminders.get(task.id) ?? []
  const isSent = state.step.startsWith(`tasks/${task.id}`)
  return html`<li class="panel" id="task-${task.id}">
    <p><strong>${task.number}. ${task.words}</strong> ${taskChip(view, task, state.today)}</p>
    <p class="hint">
      ${ownerOf(task)} · ${view.t('conclusions:due', { day: shortDay(task.dueOn) })}
      ${task.closedOn !== null && ` · ${view.t('conclusions:closedOn', { day: shortDay(task.closedOn) })}`}
    </p>
    ${linkedMatters(view, state, task)}
    ${
      steps.length > 0 &&
      html`<ul>
        ${steps.map((step) => html`<li>${shortDay(vietnamDate(step.notedAt))}: ${step.words}</li>`)}
      </ul>`
    }
    ${reminders.length > 0 && html`<p class="hint">${reminders.map((one) => reminderText(view, one)).join(' · ')}</p>`}
    ${
      isWritable(state) &&
      html`<details ${isSent && html`open`}>
        <summary>${view.t('conclusions:editTask')}</summary>
        ${taskForm(view, state, task)}
        <form method="post" action="${pathOf(state.dialogue.id, `tasks/${task.id}/removal`)}">
          ${hidden(view, state)} ${submit(view.t('conclusions:remove'), 'danger')}
        </form>
      </details>`
    }
    ${
      isStanding(state) &&
      state.mayFollow &&
      task.state === 'open' &&
      html`<details ${isSent && html`open`}>
        <summary>${view.t('conclusions:steps')}</summary>
        ${stepForm(view, state, task)}
      </details>`
    }
  </li>`
}

export const tasksPart = (view: View, state: Known): Html =>
  html`<section aria-labelledby="tasks">
    <h2 id="tasks">${view.t('conclusions:tasks')}</h2>
    ${
      state.tasks.length > 0 &&
      html`<ol class="plain">
        ${state.tasks.map((task) => taskPart(view, state, task))}
      </ol>`
    }
    ${
      isWritable(state) &&
      html`<details class="panel" ${(state.tasks.length === 0 || state.step === 'tasks') && html`open`}>
        <summary>${view.t('conclusions:addTask')}</summary>
        ${taskForm(view, state)}
      </details>`
    }
  </section>`
