import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { longestSource, type ChannelRule, type FormerRule } from '../../rules/index.ts'
import { checkField, faultSummary, formToken, submit, textField } from '../fields.ts'
import { listOf, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'

type Names = ReadonlyMap<string, string>

const amount = (view: View, value: number, unit: string): string =>
  `${Number.isInteger(value) ? formatCount(view, value) : String(value).replace('.', view.locale === 'vi' ? ',' : '.')} ${view.t(`rules:unit.${unit}` as PhraseKey)}`

/** What a figure decides, in words; the key beside it is for those who look after the installation. */
const meaning = (view: View, key: string): string => view.t(`rules:means.${key}` as PhraseKey)

const dayOf = (day: string | null): string => (day === null ? '–' : shortDay(day as PlainDate))

const stateChip = (view: View, state: ChannelRule['state']): Html =>
  html`<span class="chip ${state === 'verified' ? 'good' : 'warn'}">${view.t(`rules:state.${state}`)}</span>`

const changed = (view: View, rule: Pick<ChannelRule, 'changedBy' | 'changedAt'>, names: Names): string =>
  rule.changedBy === null
    ? view.t('rules:channel.original')
    : `${shortDay(vietnamDate(rule.changedAt))}, ${names.get(rule.changedBy) ?? '–'}`

/** Every figure that ways and costs are decided by. */
export const channelRulesPage = (view: View, rules: readonly ChannelRule[], names: Names): Html =>
  appPage(view, {
    title: view.t('rules:channel.title'),
    lead: view.t('rules:channel.lead'),
    width: 'wide',
    body: html`<div class="table-box">
      <table>
        <thead>
          <tr>
            <th scope="col">${view.t('rules:channel.key')}</th>
            <th scope="col" class="number">${view.t('rules:channel.value')}</th>
            <th scope="col">${view.t('rules:channel.source')}</th>
            <th scope="col">${view.t('rules:channel.sourceDate')}</th>
            <th scope="col">${view.t('rules:channel.state')}</th>
            <th scope="col">${view.t('rules:channel.changed')}</th>
          </tr>
        </thead>
        <tbody>
          ${rules.map(
            (rule) =>
              html`<tr>
                <th scope="row">
                  <span class="stacked">
                    <a href="/console/rules/channels/${rule.key}">${meaning(view, rule.key)}</a>
                    <code class="hint">${rule.key}</code>
                  </span>
                </th>
                <td class="number">${amount(view, rule.value, rule.unit)}</td>
                <td>${rule.source}</td>
                <td>${dayOf(rule.sourceDate)}</td>
                <td>${stateChip(view, rule.state)}</td>
                <td class="whole">${changed(view, rule, names)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  })

export type ChannelRuleState = {
  readonly rule: ChannelRule
  readonly former: readonly FormerRule[]
  readonly names: Names
  /** What was typed, when it came back. */
  readonly form: Form | undefined
  readonly faults: Faults
}

const formerList = (view: View, { rule, former, names }: ChannelRuleState): Html =>
  html`<section class="panel" aria-labelledby="former">
    <h2 id="former">${view.t('rules:channel.former')}</h2>
    ${
      former.length === 0
        ? html`<p>${view.t('rules:channel.noFormer')}</p>`
        : html`<ul class="rows">
            ${former.map(
              (one) =>
                html`<li class="row">
                  <span class="stacked">
                    <strong>${amount(view, one.value, rule.unit)}</strong>
                    <span>${one.source} (${dayOf(one.sourceDate)})</span>
                    <span
                      >${changed(view, one, names)},
                      ${view.t('rules:channel.until', { day: shortDay(vietnamDate(one.replacedAt)) })}</span
                    >
                  </span>
                </li>`,
            )}
          </ul>`
    }
  </section>`

/** One figure: to be set anew with its source, and what it was. */
export const channelRulePage = (view: View, state: ChannelRuleState): Html => {
  const { rule, faults } = state
  const form = state.form ?? {
    value: String(rule.value).replace('.', ','),
    source: rule.source,
    sourceDate: rule.sourceDate === null ? '' : dayOf(rule.sourceDate),
    verified: rule.state === 'verified' ? ['yes'] : [],
  }
  return appPage(view, {
    title: meaning(view, rule.key),
    lead: html`<code>${rule.key}</code>`,
    trail: [{ path: '/console/rules/channels', label: view.t('rules:channel.title') }],
    body: html`${faultSummary(view, faults)}
      <form method="post" action="/console/rules/channels/${rule.key}" class="panel" novalidate>
        ${formToken(view)}
        ${textField({ name: 'value', label: `${view.t('rules:channel.value')} (${view.t(`rules:unit.${rule.unit}` as PhraseKey)})`, value: textOf(form, 'value'), size: 'short', required: true, faults })}
        ${textField({ name: 'source', label: view.t('rules:channel.source'), value: textOf(form, 'source'), maxlength: longestSource, required: true, faults })}
        ${textField({ name: 'sourceDate', label: view.t('rules:channel.sourceDate'), value: textOf(form, 'sourceDate'), size: 'short', faults })}
        ${checkField({ name: 'verified', label: view.t('rules:channel.state'), values: listOf(form, 'verified'), options: [{ value: 'yes', label: view.t('rules:channel.read') }] })}
        ${submit(view.t('rules:channel.save'))}
      </form>
      ${formerList(view, state)}`,
  })
}
