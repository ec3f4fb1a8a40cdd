import { formatSlip, sampleOf, wordsIn, type Form, type FormContent, type PaperFigures } from '../../forms/index.ts'
import { assetPath } from '../assets.ts'
import { selectField, formToken, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage, printPage } from '../layout.ts'
import type { View } from '../view.ts'
import type { PaperForm } from './readable-form.ts'

type Hub = PaperForm & {
  readonly content: FormContent
  readonly figures: PaperFigures
  readonly takes: boolean
  readonly typed: Typed
  readonly faults: Faults
}

export const baseOf = (form: Form): string => `/console/forms/${form.id}/paper`

const slipsPart = (view: View, { form, places, typed, faults }: Hub): Html =>
  html`<section>
    <h2>${view.t('form-paper:slips.title')}</h2>
    <p>${view.t('form-paper:slips.lead')}</p>
    <form method="post" action="${baseOf(form)}/slips">
      ${formToken(view)}
      ${selectField({
        name: 'place',
        label: view.t('form-paper:place'),
        value: textOf(typed, 'place'),
        empty: view.t('form-paper:wholeUnit'),
        options: places.map((unit) => ({ value: unit.id, label: unit.fullName })),
        faults,
      })}
      ${textField({
        name: 'count',
        label: view.t('form-paper:slips.count'),
        value: textOf(typed, 'count'),
        inputmode: 'numeric',
        size: 'short',
        faults,
      })}
      ${submit(view.t('form-paper:slips.make'), 'quiet')}
    </form>
  </section>`

/** What can be done with a form on paper, and how far it is. */
export const hubPage = (view: View, hub: Hub): Html => {
  const { form, content, figures, isStaff, takes } = hub
  const papers = figures.papers + figures.waiting
  return appPage(view, {
    title: view.t('form-paper:title'),
    trail: isStaff ? [{ path: `/console/forms/${form.id}`, label: wordsIn(view.locale, content.title) }] : [],
    lead: wordsIn(view.locale, content.title),
    body: html`
      <section>
        <p>${view.t('form-paper:entered', { count: papers })}</p>
        <p>
          ${takes ? html`<a class="button primary" href="${baseOf(form)}/enter">${view.t('form-paper:enter.title')}</a>` : view.t('form-paper:over')}
          <a class="button quiet" href="${baseOf(form)}/print">${view.t('form-paper:print')}</a>
        </p>
      </section>
      ${
        isStaff &&
        html`<section>
          <h2>${view.t('form-paper:check.title')}</h2>
          <p>${view.t('form-paper:check.lead')}</p>
          <p>
            ${view.t('form-paper:check.figures', {
              checked: figures.checked,
              sample: sampleOf(figures.papers),
              mended: figures.mended,
            })}
          </p>
          ${figures.waiting > 0 && html`<p class="hint">${view.t('form-paper:check.waiting', { count: figures.waiting })}</p>`}
          ${figures.papers > 0 && html`<p><a class="button quiet" href="${baseOf(form)}/check">${view.t('form-paper:check.begin')}</a></p>`}
        </section>`
      }
      ${isStaff && takes && form.audience === 'codes' && slipsPart(view, hub)}
    `,
  })
}

/** Slips to be cut apart. They are shown this once. */
export const slipsPage = (
  view: View,
  given: {
    readonly form: Form
    readonly content: FormContent
    readonly codes: readonly string[]
    readonly place: string
    readonly address: string
    readonly qr: Html
  },
): Html =>
  printPage(
    view,
    view.t('form-paper:slips.title'),
    html`<link rel="stylesheet" href="${assetPath('form-paper.css')}" />
      <h1 class="no-print">${view.t('form-paper:slips.title')}</h1>
      <p class="no-print">${view.t('form-paper:slips.once')}</p>
      <ul class="form-slips">
        ${given.codes.map(
          (code) =>
            html`<li class="form-slip">
              <p class="form-slip-title">${wordsIn('vi', given.content.title)}</p>
              <p>${given.place}</p>
              <div class="form-slip-code">
                ${given.qr}
                <p>
                  ${view.t('form-paper:slips.code')}<br /><strong>${formatSlip(code)}</strong><br /><small
                    >${given.address}</small
                  >
                </p>
              </div>
            </li>`,
        )}
      </ul>`,
    baseOf(given.form),
  )
