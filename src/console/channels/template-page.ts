import type { AccountRow } from '../../channels/index.ts'
import { faultSummary, formToken, selectField, submit } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

/** The notices and reminders that may go as a template, and the two ways of a template. */
export const templateKinds = ['announcement', 'change', 'cancellation', 'reminder'] as const
export const templateWays = ['template', 'zns'] as const

export type OfferedTemplate = { readonly templateId: string; readonly name: string }

type TemplatePage = {
  readonly account: AccountRow
  /** Approved ones; a word where Zalo did not tell. */
  readonly offered: readonly OfferedTemplate[] | { readonly why: string }
  readonly quota: { readonly daily: number; readonly left: number } | undefined
  readonly fields: readonly string[]
  readonly form: Form
  readonly faults: Faults
}

export const templatePage = (view: View, state: TemplatePage): Html => {
  const { account, offered, quota, fields, form, faults } = state
  const choose = (way: (typeof templateWays)[number], kind: (typeof templateKinds)[number]): Html | false =>
    'why' in offered
      ? false
      : selectField({
          name: `${way}:${kind}`,
          label: `${view.t(kind === 'reminder' ? 'channels:templates.reminder' : `broadcasts:kind.${kind}`)} – ${view.t(`channels:templates.${way}`)}`,
          value: textOf(form, `${way}:${kind}`),
          empty: view.t('channels:templates.none'),
          options: offered.map(({ templateId, name }) => ({ value: templateId, label: `${name} (${templateId})` })),
          faults,
        })
  return appPage(view, {
    title: view.t('channels:templates.title'),
    trail: [{ path: '/console/channels', label: view.t('console:channels.title') }],
    lead: account.name,
    body: html`
      ${faultSummary(view, faults)}
      <p>${view.t('channels:templates.how')}</p>
      <p class="hint">${view.t('channels:templates.fields')} <code>${fields.join(', ')}</code></p>
      ${
        quota &&
        html`<p class="hint">
          ${view.t('channels:templates.quota', { left: formatCount(view, quota.left), daily: formatCount(view, quota.daily) })}
        </p>`
      }
      ${
        'why' in offered
          ? html`<div class="banner bad" role="alert">
              <p>${view.t('channels:templates.notTold')} <code>${offered.why}</code></p>
            </div>`
          : html`<form
              method="post"
              action="/console/channels/${encodeURIComponent(account.id)}/templates"
              class="stack"
            >
              ${formToken(view)} ${templateKinds.map((kind) => templateWays.map((way) => choose(way, kind)))}
              ${submit(view.t('channels:templates.submit'))}
            </form>`
      }
    `,
  })
}
