import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { longestSource, type Measure, type Rule } from '../../rules/index.ts'
import { checkField, faultSummary, formToken, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'

export const lawHome = '/console/rules/laws'

const measureWords = (view: View, measure: Measure): string => {
  if (measure.kind === 'days') return view.t(`rules:law.days.${measure.counting}`, { count: measure.days })
  if (measure.kind === 'times-a-year') return view.t('rules:law.times', { count: measure.times })
  return view.t('rules:law.percent', { percent: measure.percent })
}

const valueOf = (measure: Measure): number => {
  if (measure.kind === 'days') return measure.days
  return measure.kind === 'percent' ? measure.percent : measure.times
}

/** A rule that a later law added has no text of ours: then its key stands there. */
const nameOf = (view: View, key: string): string => {
  const named = lawNames.find((one) => one === key)
  return named ? view.t(`rules:law.name.${named}`) : key
}

const lawNames = [
  'dialogue.notice',
  'dialogue.result',
  'dialogue.yearly',
  'dialogue.on_request',
  'petition.accepted',
  'voter_contact.synthesis_before',
  'voter_contact.synthesis_after',
  'voter_petition.answer',
  'data_request.answer',
  'data_request.stop',
  'notice.quiet_holidays',
  'reminder.quiet_holidays',
] as const

const chip = (view: View, rule: Rule): Html => {
  if (!rule.isOn) return html`<span class="chip bad">${view.t('rules:law.off')}</span>`
  const tone = rule.state === 'verified' ? 'good' : 'warn'
  return html`<span class="chip ${tone}">${view.t(`rules:state.${rule.state}`)}</span>`
}

const validity = (view: View, { validFrom, validUntil }: Rule): string =>
  validUntil === null
    ? view.t('rules:law.since', { from: shortDay(validFrom) })
    : view.t('rules:law.until', { from: shortDay(validFrom), until: shortDay(validUntil) })

/** Every rule of the law with its source; what is switched off counts nowhere. */
export const lawsPage = (view: View, rules: readonly Rule[]): Html =>
  appPage(view, {
    title: view.t('rules:law.title'),
    lead: view.t('rules:law.lead'),
    width: 'wide',
    body: html`<div class="table-box">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">${view.t('rules:law.what')}</th>
            <th scope="col">${view.t('rules:law.measure')}</th>
            <th scope="col">${view.t('rules:channel.source')}</th>
            <th scope="col">${view.t('rules:law.validity')}</th>
            <th scope="col">${view.t('rules:channel.state')}</th>
          </tr>
        </thead>
        <tbody>
          ${rules.map(
            (rule) =>
              html`<tr>
                <th scope="row"><a href="${lawHome}/${rule.key}">${nameOf(view, rule.key)}</a></th>
                <td data-label="${view.t('rules:law.measure')}">${measureWords(view, rule.measure)}</td>
                <td data-label="${view.t('rules:channel.source')}">${rule.source}</td>
                <td data-label="${view.t('rules:law.validity')}">${validity(view, rule)}</td>
                <td data-label="${view.t('rules:channel.state')}">${chip(view, rule)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  })

type LawState = {
  /** All its versions, the newest last. */
  readonly versions: readonly Rule[]
  readonly newest: Rule
  readonly form: Form | undefined
  readonly faults: Faults
}

/** One rule: on or off, and what it says from another day on. */
export const lawPage = (view: View, { versions, newest, form, faults }: LawState): Html => {
  const value = (name: string, kept: string): string => (form ? textOf(form, name) : kept)
  return appPage(view, {
    title: nameOf(view, newest.key),
    trail: [{ path: lawHome, label: view.t('rules:law.title') }],
    body: html`${faultSummary(view, faults)}
      <ul>
        ${versions.map((rule) => html`<li>${measureWords(view, rule.measure)} · ${validity(view, rule)} · ${rule.source} ${chip(view, rule)}</li>`)}
      </ul>
      <form method="post" action="${lawHome}/${newest.key}/switch" class="panel" novalidate>
        ${formToken(view)}
        <input type="hidden" name="validFrom" value="${newest.validFrom}" />
        <input type="hidden" name="on" value="${newest.isOn ? 'no' : 'yes'}" />
        <p>${view.t(newest.isOn ? 'rules:law.isOn' : 'rules:law.isOff')}</p>
        ${
          !newest.isOn &&
          newest.state === 'unverified' &&
          checkField({
            name: 'verified',
            label: view.t('rules:channel.state'),
            values: [],
            options: [{ value: 'yes', label: view.t('rules:law.read') }],
            faults,
          })
        }
        ${submit(view.t(newest.isOn ? 'rules:law.switchOff' : 'rules:law.switchOn'), newest.isOn ? 'danger' : 'primary')}
      </form>
      <form method="post" action="${lawHome}/${newest.key}" class="panel" novalidate>
        ${formToken(view)}
        <h2>${view.t('rules:law.amend')}</h2>
        <p class="hint">${view.t('rules:law.amendLead')}</p>
        ${textField({ name: 'value', label: view.t(`rules:law.value.${newest.measure.kind}`), value: value('value', String(valueOf(newest.measure))), inputmode: 'numeric', size: 'short', required: true, faults })}
        ${textField({ name: 'validFrom', label: view.t('rules:law.validFrom'), hint: view.t('conclusions:dayHint'), value: value('validFrom', shortDay(vietnamDate(view.now))), autocomplete: 'off', size: 'short', required: true, faults })}
        ${textField({ name: 'source', label: view.t('rules:channel.source'), value: value('source', ''), maxlength: longestSource, required: true, faults })}
        ${textField({ name: 'sourceDate', label: view.t('rules:law.sourceDate'), hint: view.t('conclusions:dayHint'), value: value('sourceDate', ''), autocomplete: 'off', size: 'short', faults })}
        ${submit(view.t('rules:law.amendSubmit'), 'quiet')}
      </form>`,
  })
}
