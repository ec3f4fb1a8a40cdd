import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { longestSource, type RetentionRule, type RetentionRun } from '../../rules/index.ts'
import { checkField, faultSummary, formToken, submit, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, listMoment, shortDay } from '../wording.ts'

export const retentionHome = '/console/rules/retention'

type Names = ReadonlyMap<string, string>

const chip = (view: View, rule: RetentionRule): Html => {
  if (!rule.isOn) return html`<span class="chip bad">${view.t('retention:off')}</span>`
  return html`<span class="chip ${rule.state === 'verified' ? 'good' : 'warn'}"
    >${view.t(`rules:state.${rule.state}`)}</span
  >`
}

const runWords = (view: View, run: RetentionRun | undefined): string =>
  run
    ? view.t('retention:ran', { when: listMoment(view, run.at), count: formatCount(view, run.count) })
    : view.t('retention:neverRan')

/** Everything that leaves by itself, with who says so and what left last. */
export const retentionPage = (
  view: View,
  rules: readonly RetentionRule[],
  runs: ReadonlyMap<string, RetentionRun>,
): Html =>
  appPage(view, {
    title: view.t('retention:title'),
    lead: view.t('retention:lead'),
    width: 'wide',
    body: html`<div class="table-box">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">${view.t('retention:what')}</th>
              <th scope="col">${view.t('retention:days')}</th>
              <th scope="col">${view.t('rules:channel.source')}</th>
              <th scope="col">${view.t('rules:channel.state')}</th>
              <th scope="col">${view.t('retention:last')}</th>
            </tr>
          </thead>
          <tbody>
            ${rules.map(
              (rule) =>
                html`<tr>
                  <th scope="row">
                    <a href="${retentionHome}/${rule.kind}">${view.t(`retention:kind.${rule.kind}`)}</a>
                  </th>
                  <td class="whole" data-label="${view.t('retention:days')}">
                    ${view.t('retention:count', { count: rule.days, days: formatCount(view, rule.days) })}
                  </td>
                  <td data-label="${view.t('rules:channel.source')}">${rule.source}</td>
                  <td data-label="${view.t('rules:channel.state')}">${chip(view, rule)}</td>
                  <td data-label="${view.t('retention:last')}">${runWords(view, runs.get(rule.kind))}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint">${view.t('retention:never')}</p>`,
  })

export type RetentionState = {
  readonly rule: RetentionRule
  readonly run: RetentionRun | undefined
  readonly names: Names
  readonly form: Form | undefined
  readonly faults: Faults
}

/** One kind: how long, who says so, and what becomes of the records. */
export const retentionRulePage = (view: View, { rule, run, names, form, faults }: RetentionState): Html => {
  const isFixed = rule.least === rule.most
  const changed =
    rule.changedBy === null
      ? view.t('rules:channel.original')
      : `${shortDay(vietnamDate(rule.changedAt))}, ${names.get(rule.changedBy) ?? '–'}`
  return appPage(view, {
    title: view.t(`retention:kind.${rule.kind}`),
    trail: [{ path: retentionHome, label: view.t('retention:title') }],
    lead: view.t(`retention:means.${rule.kind}`),
    body: html`${faultSummary(view, faults)}
      <p>${chip(view, rule)} ${runWords(view, run)} · ${view.t('rules:channel.changed')}: ${changed}</p>
      <form method="post" action="${retentionHome}/${rule.kind}" novalidate>
        ${formToken(view)}
        <input type="hidden" name="version" value="${rule.version}" />
        ${textField({
          name: 'days',
          label: view.t('retention:days'),
          hint: view.t(isFixed ? 'retention:daysFixed' : 'retention:daysBounds', {
            least: formatCount(view, rule.least),
            most: formatCount(view, rule.most),
          }),
          value: form ? textOf(form, 'days') : String(rule.days),
          inputmode: 'numeric',
          size: 'short',
          required: true,
          faults,
        })}
        ${textField({
          name: 'source',
          label: view.t('rules:channel.source'),
          hint: view.t('retention:sourceHint'),
          value: form ? textOf(form, 'source') : rule.source,
          maxlength: longestSource,
          required: true,
          faults,
        })}
        ${checkField({
          name: 'verified',
          label: view.t('rules:channel.state'),
          values: form ? listOf(form, 'verified') : rule.state === 'verified' ? ['yes'] : [],
          options: [{ value: 'yes', label: view.t('retention:verified') }],
          faults,
        })}
        ${checkField({
          name: 'on',
          label: view.t('retention:switch'),
          values: form ? listOf(form, 'on') : rule.isOn ? ['yes'] : [],
          options: [{ value: 'yes', label: view.t('retention:on'), hint: view.t('retention:onHint') }],
          faults,
        })}
        ${submit(view.t('console:save'))}
      </form>`,
  })
}
