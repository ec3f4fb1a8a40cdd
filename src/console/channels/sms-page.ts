import { checkField, faultSummary, formToken, radioField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'

type SmsPage = {
  readonly form: Form
  readonly faults: Faults
  /** Where the gateway has to send replies and reports. */
  readonly webhook: string
}

export const smsPage = (view: View, { form, faults, webhook }: SmsPage): Html => {
  const rule = (name: 'success' | 'blocked' | 'busy', hint?: string): Html =>
    textField({ name, label: view.t(`channels:sms.${name}`), hint, value: textOf(form, name), faults, size: 'medium' })
  return appPage(view, {
    title: view.t('channels:sms.title'),
    trail: [{ path: '/console/channels', label: view.t('console:channels.title') }],
    lead: view.t('channels:sms.how'),
    body: html`
      ${faultSummary(view, faults)}
      <form method="post" action="/console/channels/sms" class="stack">
        ${formToken(view)}
        ${textField({ name: 'url', label: view.t('channels:sms.url'), hint: view.t('channels:sms.urlHint'), value: textOf(form, 'url'), faults, required: true, inputmode: 'url' })}
        ${radioField({ name: 'method', label: view.t('channels:sms.method'), value: textOf(form, 'method'), faults, layout: 'across', options: ['POST', 'PUT', 'GET'].map((value) => ({ value, label: value })) })}
        ${textArea({ name: 'headers', label: view.t('channels:sms.headers'), hint: view.t('channels:sms.headersHint'), value: textOf(form, 'headers'), faults, rows: 2 })}
        ${textArea({ name: 'body', label: view.t('channels:sms.body'), hint: view.t('channels:sms.bodyHint'), value: textOf(form, 'body'), faults, rows: 3 })}
        ${rule('success', view.t('channels:sms.successHint'))} ${rule('blocked')} ${rule('busy')}
        ${textField({ name: 'messageId', label: view.t('channels:sms.messageId'), value: textOf(form, 'messageId'), faults, size: 'short' })}
        ${textField({ name: 'webhookSecret', type: 'password', label: view.t('channels:sms.webhookSecret'), hint: view.t('channels:sms.webhookHint', { address: webhook }), autocomplete: 'off', faults })}
        ${textField({ name: 'perSecond', label: view.t('channels:sms.perSecond'), value: textOf(form, 'perSecond'), faults, inputmode: 'numeric', size: 'short' })}
        ${checkField({ name: 'plain', label: view.t('channels:sms.plain'), values: [textOf(form, 'plain')], faults, options: [{ value: 'yes', label: view.t('channels:sms.plain') }] })}
        ${submit(view.t('channels:sms.submit'))}
      </form>
    `,
  })
}
