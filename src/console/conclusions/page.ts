import {
  lengths,
  publicationWays,
  type Conclusion,
  type LedgerTask,
  type Remark,
  type Step,
  type Task,
} from '../../conclusions/index.ts'
import type { Dialogue, ResultAdvice } from '../../dialogues/index.ts'
import type { HallNote } from '../../hall/index.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { checkField, faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, listOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { taskRow } from './ledger-page.ts'
import { ownerOf, pathOf, stateChip, taskChip } from './parts.ts'

export type ConclusionPage = {
  readonly dialogue: Dialogue
  readonly conclusion: Conclusion | undefined
  readonly tasks: readonly Task[]
  readonly steps: ReadonlyMap<string, readonly Step[]>
  readonly remarks: readonly Remark[]
  readonly notes: readonly HallNote[]
  /** What earlier sessions left open. */
  readonly before: readonly LedgerTask[]
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

type Known = ConclusionPage & { readonly conclusion: Conclusion }

const hidden = (view: View, { conclusion }: Known): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${conclusion.version}" />`

/** The faults and what was typed belong to the form that was sent, and to no other on the page. */
const of = (state: ConclusionPage, step: string): { readonly form: Form; readonly faults: Faults } =>
  state.step === step ? { form: state.form, faults: state.faults } : { form: {}, faults: {} }

const isWritable = ({ conclusion, mayWrite }: Known): boolean =>
  mayWrite && (conclusion.state === 'draft' || conclusion.state === 'asked')

const isStanding = ({ conclusion }: Known): boolean =>
  conclusion.state === 'approved' || conclusion.state === 'published'

const dayField = (view: View, name: 'dueOn' | 'answerBy', value: string, faults: Faults): Html =>
  textField({
    name,
    label: view.t(`conclusions:${name}`),
    hint: view.t('conclusions:dayHint'),
    value,
    autocomplete: 'off',
    size: 'short',
    required: true,
    faults,
  })

const taskForm = (view: View, state: Known, task?: Task): Html => {
  const step = task === undefined ? 'tasks' : `tasks/${task.id}`
  const { form, faults } = of(state, step)
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
      faults,
    })
  return html`<form method="post" action="${pathOf(state.dialogue.id, step)}" novalidate>
    ${hidden(view, state)}
    ${textArea({ name: 'words', label: view.t('conclusions:words'), value: value('words'), rows: 3, maxlength: lengths.words, required: true, faults })}
    ${text('ownerPost', lengths.post)} ${text('ownerName', lengths.name)} ${text('areaMember', lengths.name)}
    ${dayField(view, 'dueOn', value('dueOn'), faults)} ${submit(view.t('conclusions:save'))}
  </form>`
}

const stepForm = (view: View, state: Known, task: Task): Html => {
  const step = `tasks/${task.id}/steps`
  const { form, faults } = of(state, step)
  return html`<form method="post" action="${pathOf(state.dialogue.id, step)}" novalidate>
    ${formToken(view)}
    ${textArea({ name: 'words', label: view.t('conclusions:step'), value: textOf(form, 'words'), rows: 2, maxlength: lengths.step, required: true, faults })}
    <div class="actions">
      ${submit(view.t('conclusions:noteStep'))}
      <button class="button quiet" name="as" value="done">${view.t('conclusions:done')}</button>
      <button class="button quiet" name="as" value="dropped">${view.t('conclusions:dropped')}</button>
    </div>
  </form>`
}

const taskPart = (view: View, state: Known, task: Task): Html => {
  const steps = state.steps.get(task.id) ?? []
  const isSent = state.step.startsWith(`tasks/${task.id}`)
  return html`<li class="panel" id="task-${task.id}">
    <p><strong>${task.number}. ${task.words}</strong> ${taskChip(view, task, state.today)}</p>
    <p class="hint">
      ${ownerOf(task)} · ${view.t('conclusions:due', { day: shortDay(task.dueOn) })}
      ${task.closedOn !== null && ` · ${view.t('conclusions:closedOn', { day: shortDay(task.closedOn) })}`}
    </p>
    ${
      steps.length > 0 &&
      html`<ul>
        ${steps.map((step) => html`<li>${shortDay(vietnamDate(step.notedAt))}: ${step.words}</li>`)}
      </ul>`
    }
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

const summaryPart = (view: View, state: Known): Html => {
  const { conclusion } = state
  if (!isWritable(state)) return html`<div lang="vi">${paragraphs(conclusion.summary)}</div>`
  const { form, faults } = of(state, 'summary')
  const value = 'summary' in form ? textOf(form, 'summary') : conclusion.summary
  return html`<form method="post" action="${pathOf(state.dialogue.id, 'summary')}" class="panel" novalidate>
    ${hidden(view, state)}
    ${textArea({ name: 'summary', label: view.t('conclusions:summary'), hint: view.t('conclusions:summaryHint'), value, rows: 6, maxlength: lengths.summary, faults })}
    ${submit(view.t('conclusions:save'))}
  </form>`
}

const approvalPart = (view: View, state: Known): Piece => {
  const { conclusion, dialogue, mayWrite, mayApprove, isOwn, writer } = state
  if (conclusion.state === 'draft') {
    return (
      mayWrite &&
      html`<form method="post" action="${pathOf(dialogue.id, 'approval-request')}" class="panel" novalidate>
        ${hidden(view, state)}
        <p>${view.t('conclusions:ask')}</p>
        ${submit(view.t('conclusions:askSubmit'))}
      </form>`
    )
  }
  if (conclusion.state !== 'asked') return null
  if (!mayApprove) return html`<p class="panel">${view.t('conclusions:waits', { name: writer })}</p>`
  const approving = of(state, 'approval')
  const rejecting = of(state, 'rejection')
  return html`<section class="panel" aria-labelledby="approve">
    <h2 id="approve">${view.t('conclusions:approveTitle')}</h2>
    <p>${view.t('conclusions:approveLead', { name: writer })}</p>
    <form method="post" action="${pathOf(dialogue.id, 'approval')}" novalidate>
      ${hidden(view, state)}
      ${isOwn && textField({ name: 'aloneBecause', label: view.t('conclusions:alone'), value: textOf(approving.form, 'aloneBecause'), autocomplete: 'off', maxlength: 300, faults: approving.faults })}
      ${submit(view.t('conclusions:approve'))}
    </form>
    <details ${rejecting.faults['why'] && html`open`}>
      <summary>${view.t('conclusions:back')}</summary>
      <form method="post" action="${pathOf(dialogue.id, 'rejection')}" novalidate>
        ${hidden(view, state)}
        ${textArea({ name: 'why', label: view.t('conclusions:why'), value: textOf(rejecting.form, 'why'), rows: 3, maxlength: lengths.why, required: true, faults: rejecting.faults })}
        ${submit(view.t('conclusions:backSubmit'), 'quiet')}
      </form>
    </details>
  </section>`
}

const publicationPart = (view: View, state: Known): Piece => {
  const { conclusion, dialogue, lastDay, mayWrite } = state
  if (conclusion.publishedOn !== null) {
    const ways = conclusion.ways.map((way) => view.t(`conclusions:way.${way}`)).join(', ')
    return html`<p class="hint">
      ${view.t('conclusions:publishedOn', { day: shortDay(conclusion.publishedOn), ways })}
    </p>`
  }
  const law =
    lastDay &&
    view.t(lastDay.daysLeft < 0 ? 'conclusions:lateDay' : 'conclusions:lastDay', { day: shortDay(lastDay.lastDay) })
  const told =
    law !== null && html`<div class="banner ${(lastDay?.daysLeft ?? 0) < 0 ? 'bad' : 'warn'}"><p>${law}</p></div>`
  if (conclusion.state !== 'approved' || !mayWrite) return told
  const { form, faults } = of(state, 'publication')
  return html`${told}
    <form method="post" action="${pathOf(dialogue.id, 'publication')}" class="panel" novalidate>
      <p class="hint">${view.t('conclusions:publishLead')}</p>
      ${hidden(view, state)}
      ${checkField({ name: 'ways', label: view.t('conclusions:publish'), values: listOf(form, 'ways'), options: publicationWays.map((value) => ({ value, label: view.t(`conclusions:way.${value}`) })), faults })}
      ${submit(view.t('conclusions:publishSubmit'))}
    </form>`
}

const remarkItem = (view: View, state: Known, remark: Remark): Html => {
  const { dialogue, tasks, today, mayFollow } = state
  const task = tasks.find(({ id }) => id === remark.taskId)
  const step = `remarks/${remark.id}`
  const { form, faults } = of(state, step)
  const key = remark.answerBy < today ? 'conclusions:answerLate' : 'conclusions:answerUntil'
  return html`<li class="panel">
    <p><strong>${task ? `${task.number}. ${task.words}` : view.t('conclusions:aboutAll')}</strong></p>
    ${paragraphs(remark.words)}
    ${
      remark.answer === null
        ? html`<p class="hint">${view.t(key, { day: shortDay(remark.answerBy) })}</p>`
        : html`<blockquote>${paragraphs(remark.answer)}</blockquote>`
    }
    ${
      remark.answer === null &&
      mayFollow &&
      html`<form method="post" action="${pathOf(dialogue.id, step)}" novalidate>
        ${hidden(view, state)}
        ${textArea({ name: 'answer', label: view.t('conclusions:answer'), value: textOf(form, 'answer'), rows: 2, maxlength: lengths.remark, required: true, faults })}
        ${submit(view.t('conclusions:answerSubmit'), 'quiet')}
      </form>`
    }
  </li>`
}

const remarksPart = (view: View, state: Known): Piece => {
  const { remarks, tasks, dialogue, mayRemark } = state
  if (!isStanding(state)) return null
  const { form, faults } = of(state, 'remarks')
  const about = [
    { value: '', label: view.t('conclusions:aboutAll') },
    ...tasks.map(({ id, number, words }) => ({ value: id, label: `${number}. ${words.slice(0, 80)}` })),
  ]
  return html`<section aria-labelledby="remarks">
    <h2 id="remarks">${view.t('conclusions:remarks')}</h2>
    <p class="hint">${view.t('conclusions:remarksLead')}</p>
    ${
      remarks.length > 0 &&
      html`<ul class="plain">
        ${remarks.map((one) => remarkItem(view, state, one))}
      </ul>`
    }
    ${
      mayRemark &&
      html`<form method="post" action="${pathOf(dialogue.id, 'remarks')}" class="panel" novalidate>
        ${hidden(view, state)}
        ${selectField({ name: 'about', label: view.t('conclusions:about'), value: textOf(form, 'about'), options: about, faults })}
        ${textArea({ name: 'words', label: view.t('conclusions:remark'), value: textOf(form, 'words'), rows: 3, maxlength: lengths.remark, required: true, faults })}
        ${dayField(view, 'answerBy', textOf(form, 'answerBy'), faults)}
        ${submit(view.t('conclusions:remarkSubmit'), 'quiet')}
      </form>`
    }
  </section>`
}

const notesPart = (view: View, { notes }: ConclusionPage): Piece =>
  notes.length > 0 &&
  html`<details class="panel">
    <summary>${view.t('conclusions:notes')}</summary>
    <ul>
      ${notes.map(({ speaker, words }) => html`<li>${speaker !== null && `${speaker}: `}${words}</li>`)}
    </ul>
  </details>`

const beforePart = (view: View, { before, today }: ConclusionPage): Piece =>
  before.length > 0 &&
  html`<section aria-labelledby="before">
    <h2 id="before">${view.t('conclusions:before')}</h2>
    <p class="hint">${view.t('conclusions:beforeLead')}</p>
    <ul class="rows">
      ${before.map((task) => taskRow(view, task, today))}
    </ul>
  </section>`

const tasksPart = (view: View, state: Known): Html =>
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

/** What one session has concluded: words, tasks, second person, publication, what was done, remarks. */
export const conclusionPage = (view: View, state: ConclusionPage): Html => {
  const { dialogue, conclusion, mayWrite, faults } = state
  const known = conclusion && { ...state, conclusion }
  return appPage(view, {
    title: view.t('conclusions:one'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    actions:
      conclusion &&
      html`${stateChip(view, conclusion.state)}
        <a class="button quiet" href="${pathOf(dialogue.id, 'print')}">${view.t('conclusions:print')}</a>
        <a class="button quiet" href="${pathOf(dialogue.id, 'file')}">${view.t('conclusions:file')}</a>`,
    body: html`${faultSummary(view, faults)}
    ${conclusion?.sentBackWhy != null && html`<div class="banner warn"><p>${view.t('conclusions:sentBack', { why: conclusion.sentBackWhy })}</p></div>`}
    ${beforePart(view, state)} ${notesPart(view, state)}
    ${
      known
        ? html`${publicationPart(view, known)} ${summaryPart(view, known)} ${tasksPart(view, known)}
          ${approvalPart(view, known)} ${remarksPart(view, known)}`
        : html`<form method="post" action="${pathOf(dialogue.id)}" class="panel">
            ${formToken(view)}
            <p>${view.t('conclusions:beginLead')}</p>
            ${mayWrite && submit(view.t('conclusions:begin'))}
          </form>`
    }`,
  })
}
