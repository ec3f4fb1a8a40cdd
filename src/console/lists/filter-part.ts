import type { FilterPage, SavedFilter } from '../../overview/index.ts'
import { formToken, submit, textField } from '../fields.ts'
import { noFaults, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

type Kept = { readonly page: FilterPage; readonly query: string }

/** The form that keeps a choice under a name. */
export const filterForm = (
  view: View,
  { page, query }: Kept,
  given: { readonly form: Form; readonly faults: Faults } = { form: {}, faults: noFaults },
): Html =>
  html`<form method="post" action="/console/filters" class="inline">
    ${formToken(view)}<input type="hidden" name="page" value="${page}" /><input
      type="hidden"
      name="query"
      value="${query}"
    />
    ${textField({
      name: 'name',
      label: view.t('overview:filter.name'),
      value: textOf(given.form, 'name'),
      faults: given.faults,
      required: true,
      maxlength: 60,
      autocomplete: 'off',
    })}
    ${submit(view.t('overview:filter.keep'), 'quiet')}
  </form>`

/** Filters that the reader has kept for this list, and a way to keep the one that is shown. */
export const filterPart = (view: View, kept: Kept, filters: readonly SavedFilter[]): Html => {
  const own = filters.filter((one) => one.page === kept.page)
  return html`<div class="saved-filters">
    ${
      own.length > 0 &&
      html`<ul class="filters plain" aria-label="${view.t('overview:filter.saved')}">
        ${own.map(
          (one) =>
            html`<li class="saved-filter">
              <a class="filter" href="/console/${one.page}?${one.query}">${one.name}</a>
              <form method="post" action="/console/filters/${one.id}/remove">
                ${formToken(view)}<input type="hidden" name="page" value="${one.page}" /><button
                  class="button quiet small"
                  type="submit"
                  aria-label="${view.t('overview:filter.remove', { name: one.name })}"
                >
                  ×
                </button>
              </form>
            </li>`,
        )}
      </ul>`
    }
    <details>
      <summary>${view.t('overview:filter.save')}</summary>
      ${filterForm(view, kept)}
    </details>
  </div>`
}
