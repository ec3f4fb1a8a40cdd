import { lengths, publicationWays, type Remark } from '../../conclusions/index.ts'
import { checkField, selectField, submit, textArea } from '../fields.ts'
import { listOf, textOf } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { dayField, hidden, isStanding, of, scopeOf, type Known } from './page-state.ts'
import { pathOf } from './parts.ts'

/** Who must have it, who has, and since when. */
const recipientsPart = (view: View, state: Known): Piece => {
  const { recipients, given, dialogue, mayWrite, today } = state
  const { form, faults } = of(state, 'recipients')
  const open = recipients.filter(({ name }) => !given.has(name))
  const givenAt = (name: string): string => {
    const day = given.get(name)
    return day === undefined ? view.t('conclusions:notGiven') : view.t('conclusions:givenAt', { day: shortDay(day) })
  }
  return (
    recipients.length > 0 &&
    html`<details class="panel" ${state.step === 'recipients' && html`open`}>
      <summary>${view.t('conclusions:recipients')}</summary>
      <p class="hint">
        ${view.t('conclusions:recipientsLead', { given: recipients.length - open.length, whole: recipients.length })}
      </p>
      <ul>
        ${recipients.map(({ name, why }) => html`<li>${name} (${view.t(`conclusions:recipientWhy.${why}`)}): ${givenAt(name)}</li>`)}
      </ul>
      ${
        mayWrite &&
        open.length > 0 &&
        html`<form method="post" action="${pathOf(dialogue.id, 'recipients')}" novalidate>
          ${hidden(view, state)}
          ${checkField({ name: 'recipients', label: view.t('conclusions:recipientsTick'), values: listOf(form, 'recipients'), options: open.map(({ name }) => ({ value: name, label: name })), faults, of: scopeOf(state, 'recipients') })}
          ${dayField(view, { name: 'givenOn', value: 'givenOn' in form ? textOf(form, 'givenOn') : shortDay(today), faults, of: scopeOf(state, 'recipients') })}
          ${submit(view.t('conclusions:givenSubmit'), 'quiet')}
        </form>`
      }
    </details>`
  )
}

export const publicationPart = (view: View, state: Known): Piece => {
  const { conclusion, dialogue, lastDay, mayWrite } = state
  if (conclusion.publishedOn !== null) {
    const publicPath = `/ket-luan/${dialogue.noticeCode}`
    const ways = conclusion.ways.map((way) => view.t(`conclusions:way.${way}`)).join(', ')
    return html`<p class="hint">
        ${view.t('conclusions:publishedOn', { day: shortDay(conclusion.publishedOn), ways })}
        <a href="${publicPath}">${view.t('conclusions:publicAt', { path: publicPath })}</a>
      </p>
      ${recipientsPart(view, state)}`
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
      ${checkField({ name: 'ways', label: view.t('conclusions:publish'), values: listOf(form, 'ways'), options: publicationWays.map((value) => ({ value, label: view.t(`conclusions:way.${value}`) })), faults, of: scopeOf(state, 'publication') })}
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
        ${textArea({ name: 'answer', label: view.t('conclusions:answer'), value: textOf(form, 'answer'), rows: 2, maxlength: lengths.remark, required: true, faults, of: scopeOf(state, step) })}
        ${submit(view.t('conclusions:answerSubmit'), 'quiet')}
      </form>`
    }
  </li>`
}

export const remarksPart = (view: View, state: Known): Piece => {
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
        ${selectField({ name: 'about', label: view.t('conclusions:about'), value: textOf(form, 'about'), options: about, faults, of: scopeOf(state, 'remarks') })}
        ${textArea({ name: 'words', label: view.t('conclusions:remark'), value: textOf(form, 'words'), rows: 3, maxlength: lengths.remark, required: true, faults, of: scopeOf(state, 'remarks') })}
        ${dayField(view, { name: 'answerBy', value: textOf(form, 'answerBy'), faults, of: scopeOf(state, 'remarks') })}
        ${submit(view.t('conclusions:remarkSubmit'), 'quiet')}
      </form>`
    }
  </section>`
}
