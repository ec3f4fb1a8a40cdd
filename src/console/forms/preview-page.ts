import { itemsOf, isQuestion, wordsIn, type Form, type FormContent, type FormItem } from '../../forms/index.ts'
import type { Locale } from '../../phrases/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { pathOf, titleOf, trailOf } from './parts.ts'
import { previewOf, type PreviewPlatform } from './preview-of.ts'
import type { ReadableForm } from './readable-form.ts'

const lines = (text: string): Html =>
  html`${text.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`)}`

const phone = (name: string, kind: string, sender: string, body: Piece): Html =>
  html`<figure class="phone ${kind}">
    <figcaption><strong>${name}</strong></figcaption>
    <div class="screen" role="group" aria-label="${name}" tabindex="0">
      <p class="phone-bar">${sender}</p>
      <div class="chat">${body}</div>
    </div>
  </figure>`

const chat = (content: FormContent, locale: Locale, platform: PreviewPlatform): Piece => [
  html`<div class="bubble">
    ${lines([content.title, content.intro].map((words) => wordsIn(locale, words)).join('\n\n'))}
  </div>`,
  ...previewOf(content, locale, platform).map(
    ({ text, buttons }) =>
      html`<div class="bubble">
        ${lines(text)}
        ${buttons.length > 0 && html`<p class="actions">${buttons.map((label) => html`<span class="chip plain">${label}</span>`)}</p>`}
      </div>`,
  ),
]

const webChoices = (view: View, locale: Locale, item: FormItem): Piece => {
  if (item.kind === 'scale') {
    const steps = Array.from({ length: item.to - item.from + 1 }, (_none, at) => `○ ${item.from + at}`)
    return html`<p>${item.low && `${item.from}: ${wordsIn(locale, item.low)}`}</p>
      <p>${steps.join('  ')}</p>
      <p>${item.high && `${item.to}: ${wordsIn(locale, item.high)}`}</p>`
  }
  if (!('choices' in item)) return isQuestion(item) && html`<p>${view.t(`form-builder:web.${item.kind}`)}</p>`
  const sign = { single: '○', multiple: '☐', ranking: '▾' }[item.kind]
  return html`<p>${lines(item.choices.map((choice) => `${sign} ${wordsIn(locale, choice.text)}`).join('\n'))}</p>`
}

const web = (view: View, locale: Locale, content: FormContent): Piece => [
  html`<div class="bubble">
    <strong>${wordsIn(locale, content.title)}</strong><br />${wordsIn(locale, content.intro)}
  </div>`,
  ...itemsOf(content).map(
    (item) =>
      html`<div class="bubble">
        ${wordsIn(locale, item.text)} ${isQuestion(item) && !item.required && view.t('form-web:optional')}
        ${webChoices(view, locale, item)} ${isQuestion(item) && item.why && html`<p>▸ ${view.t('form-web:why')}</p>`}
      </div>`,
  ),
]

const phones = (view: View, locale: Locale, content: FormContent, sender: string): Html =>
  html`<div class="phones">
    ${phone('Zalo', 'zalo', sender, chat(content, locale, 'zalo'))}
    ${phone('Telegram', 'telegram', sender, chat(content, locale, 'telegram'))}
    ${phone('Web', 'web', sender, web(view, locale, content))}
  </div>`

/** The form as each channel shows it. */
export const previewPage = (view: View, found: ReadableForm): Html => {
  const { content, unit } = found
  return appPage(view, {
    title: view.t('form-builder:preview.title'),
    trail: trailOf(view, found),
    lead: view.t('form-builder:preview.lead'),
    width: 'wide',
    body: html`${phones(view, 'vi', content, unit.fullName)}
    ${
      content.inEnglish &&
      html`<details>
        <summary>${view.t('console:preview.en')}</summary>
        <div lang="en">${phones(view, 'en', content, unit.fullName)}</div>
      </details>`
    }`,
  })
}

/** One version as it was approved, to be read and printed. */
export const versionPage = (
  view: View,
  found: ReadableForm,
  version: { readonly number: number; readonly content: FormContent; readonly approvedAt: Date | null },
): Html => {
  const { content } = version
  const { form }: { form: Form } = found
  return appPage(view, {
    title: view.t('form-builder:one.version', { number: version.number }),
    trail: trailOf(view, found),
    lead:
      version.approvedAt === null
        ? view.t('form-builder:one.notApproved')
        : view.t('form-builder:one.approvedAt', { when: fullMoment(view, version.approvedAt) }),
    body: html`<section class="panel">
        <h2>${titleOf(view, content)}</h2>
        <p>${wordsIn(view.locale, content.intro)}</p>
        ${content.isNoDecision && html`<p class="hint">${view.t('form-web:noDecision')}</p>`}
      </section>
      ${content.sections.map(
        (section) =>
          html`<section class="panel">
            ${section.title.vi !== '' && html`<h2>${wordsIn(view.locale, section.title)}</h2>`}
            <ul class="rows">
              ${section.items.map(
                (item) =>
                  html`<li class="row">
                    <div>
                      <span class="hint">${view.t(`form-builder:kind.${item.kind}`)}</span>
                      <p>${wordsIn(view.locale, item.text)}</p>
                      ${webChoices(view, view.locale, item)}
                      ${isQuestion(item) && item.why && html`<p class="hint">${wordsIn(view.locale, item.why)}</p>`}
                    </div>
                  </li>`,
              )}
            </ul>
          </section>`,
      )}
      <p><a href="${pathOf(form.id)}">${view.t('form-builder:close.back')}</a></p>`,
  })
}
