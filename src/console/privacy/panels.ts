import { askWordsMax, disclosureDaysMax, purposeMax, type Ask, type Disclosure } from '../../questions/index.ts'
import { addDays, vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { checkField, faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { listOf, noFaults, textOf } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { listMoment, shortDay } from '../wording.ts'
import { markedWords } from './marked-words.ts'
import type { OpinionState } from './opinion-state.ts'

const answerOf = (view: View, ask: Ask, isDayOnly: boolean): Piece => {
  if (ask.state === 'declined') return html`<p class="hint">${view.t('privacy:ask.declined')}</p>`
  if (ask.state === 'open') {
    return html`<p class="hint">${view.t(ask.isTold || isDayOnly ? 'privacy:ask.open' : 'privacy:ask.waitingToGo')}</p>`
  }
  const day = ask.answeredAt ? shortDay(vietnamDate(ask.answeredAt)) : ''
  return html`<p class="hint">${view.t('privacy:ask.answered', { day })}</p>
    ${ask.answer !== null && ask.answer.text !== '' && html`<div class="words">${markedWords(view, ask.answer)}</div>`}
    ${ask.files.length > 0 && html`<p class="hint">${view.t('privacy:ask.answeredFiles', { count: ask.files.length })}</p>`}`
}

/** What the Front asked the author, what came back, and the form for one more. */
export const askPanel = (view: View, state: OpinionState): Html => {
  const { question, privacy, mayWork, form } = state
  const isHere = textOf(form, 'what') === 'ask'
  const faults = isHere ? state.faults : noFaults
  const isFull = privacy.asks.some((one) => one.state === 'open')
  const explain = question.naming === 'anonymous' || !privacy.hasAuthor ? 'explainAnonymous' : 'explain'
  return html`<section class="panel" aria-labelledby="asks">
    <h2 id="asks">${view.t('privacy:ask.heading')}</h2>
    ${privacy.asks.length === 0 && html`<p class="hint">${view.t('privacy:ask.none')}</p>`}
    <ul class="plain">
      ${privacy.asks.map(
        (one) =>
          html`<li>
            <p>
              <strong>${one.question}</strong>
              <span class="hint">${view.t('privacy:ask.asked', { when: listMoment(view, one.askedAt) })}</span>
            </p>
            ${answerOf(view, one, question.isDayOnly)}
          </li>`,
      )}
    </ul>
    ${
      mayWork &&
      (!isFull || isHere) &&
      question.state === 'received' &&
      html`<form method="post" action="/console/opinions/${question.id}/ask">
        ${faultSummary(view, faults)} ${formToken(view)}
        <p class="hint">${view.t(`privacy:ask.${explain}`)}</p>
        ${textArea({
          name: 'question',
          label: view.t('privacy:ask.label'),
          hint: view.t('privacy:ask.hint'),
          value: isHere ? textOf(form, 'question') : '',
          maxlength: askWordsMax,
          rows: 3,
          faults,
        })}
        ${submit(view.t('privacy:ask.send'), 'quiet')}
      </form>`
    }
  </section>`
}

const disclosureLine = (view: View, one: Disclosure, { officerId }: OpinionState): Html =>
  html`<li>
    <p>
      <span class="chip">${view.t(`privacy:identity.state.${one.state}`)}</span>
      ${view.t('privacy:identity.line', { purpose: one.purpose, until: shortDay(one.until) })}
    </p>
    <p class="hint">
      ${view.t('privacy:identity.readersLine', { names: one.readers.map(({ name }) => name).join(', ') })}
    </p>
    ${
      one.state === 'granted' &&
      one.readers.some(({ id }) => id === officerId) &&
      html`<p>
        <a class="button quiet small" href="/console/disclosures/${one.id}">${view.t('privacy:identity.seePage')}</a>
      </p>`
    }
  </li>`

const identityForm = (view: View, state: OpinionState): Html => {
  const { question, form, readers } = state
  const isHere = textOf(form, 'what') === 'identity'
  const faults = isHere ? state.faults : noFaults
  const today = state.today as PlainDate
  return html`<form method="post" action="/console/opinions/${question.id}/identity">
    ${faultSummary(view, faults)} ${formToken(view)}
    ${textArea({
      name: 'purpose',
      label: view.t('privacy:identity.purpose'),
      hint: view.t('privacy:identity.purposeHint'),
      value: isHere ? textOf(form, 'purpose') : '',
      maxlength: purposeMax,
      rows: 2,
      faults,
    })}
    ${checkField({
      name: 'readers',
      label: view.t('privacy:identity.who'),
      values: isHere ? listOf(form, 'readers') : [],
      options: readers.map(({ id, name }) => ({ value: id, label: name })),
      faults,
    })}
    ${textField({
      name: 'until',
      label: view.t('privacy:identity.untilLabel'),
      hint: view.t('privacy:identity.untilHint', { max: disclosureDaysMax }),
      size: 'short',
      autocomplete: 'off',
      maxlength: 20,
      value: isHere ? textOf(form, 'until') : shortDay(addDays(today, 30)),
      faults,
    })}
    ${submit(view.t('privacy:identity.send'), 'quiet')}
  </form>`
}

/** Who may know the author, until when and for what; and the form that asks for it. */
export const identityPanel = (view: View, state: OpinionState): Piece => {
  const { question, privacy, mayWork } = state
  if (!mayWork && privacy.disclosures.length === 0) return false
  const isLive = privacy.disclosures.some((one) => one.state === 'asked' || one.state === 'granted')
  const mayAsk = mayWork && question.state === 'received' && !isLive
  return html`<section class="panel" aria-labelledby="identity">
    <h2 id="identity">${view.t('privacy:identity.heading')}</h2>
    <p class="hint">${view.t(privacy.hasAuthor ? 'privacy:identity.explain' : 'privacy:identity.nobody')}</p>
    <ul class="plain">
      ${privacy.disclosures.map((one) => disclosureLine(view, one, state))}
    </ul>
    ${mayAsk && privacy.hasAuthor && identityForm(view, state)}
  </section>`
}
