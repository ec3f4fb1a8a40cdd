import { wordsIn, type FormContent, type PaperToCheck, type Values } from '../../forms/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import { faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { baseOf } from './hub-page.ts'
import { asTyped, fieldOf, legendOf, paperQuestions } from './read-entry.ts'
import type { PaperForm } from './readable-form.ts'

type Entry = PaperForm & {
  readonly content: FormContent
  readonly typed: Typed
  readonly faults: Faults
  readonly paperNumber: string
  /** What was entered just now. */
  readonly saved?: { readonly code: string; readonly isAside: boolean; readonly number: string } | undefined
}

const questions = (
  view: View,
  content: FormContent,
  faults: Faults,
  valueOf: (field: string) => string,
  isCounted: boolean,
): Piece =>
  paperQuestions(content).map((item, at) => {
    const isLong = item.kind === 'long_text'
    const isOpen = isLong || item.kind === 'short_text'
    if (isOpen && isCounted) return ''
    const field = {
      name: fieldOf(item),
      label: `${at + 1}. ${wordsIn(view.locale, item.text)}`,
      hint: legendOf(item, view.locale),
      value: valueOf(fieldOf(item)),
      faults,
    }
    if (isLong) return textArea({ ...field, rows: 2, maxlength: 4_000 })
    return textField({ ...field, autofocus: at === 0, ...(isOpen ? { maxlength: 400 } : { size: 'short' }) })
  })

/** One paper after the other by keyboard: the numbers as they are ticked, Enter to the next field, Enter to save. */
export const entryPage = (view: View, entry: Entry): Html => {
  const { form, content, places, isStaff, typed, faults, saved } = entry
  const [only] = places
  const isOnly = !isStaff && places.length === 1
  return appPage(view, {
    title: view.t('form-paper:enter.title'),
    trail: [{ path: baseOf(form), label: view.t('form-paper:title') }],
    lead: wordsIn(view.locale, content.title),
    body: html`
      ${faultSummary(view, faults)}
      ${
        saved &&
        html`<p class="notice" role="status">
          ${view.t(saved.isAside ? 'form-paper:enter.savedAside' : 'form-paper:enter.saved', {
            number: saved.number,
            code: formatCode(saved.code),
          })}
        </p>`
      }
      <p class="hint">${view.t('form-paper:enter.how')}</p>
      <form method="post" action="${baseOf(form)}/enter" data-enter-next>
        ${formToken(view)} ${questions(view, content, faults, (field) => textOf(typed, field), false)}
        ${
          form.counts !== 'persons' &&
          form.audience !== 'codes' &&
          textField({
            name: 'household',
            label: view.t('form-paper:enter.household'),
            value: textOf(typed, 'household'),
            maxlength: 200,
            faults,
          })
        }
        ${
          form.audience === 'codes' &&
          textField({
            name: 'slip',
            label: view.t('form-paper:enter.slip'),
            value: textOf(typed, 'slip'),
            inputmode: 'numeric',
            size: 'medium',
            faults,
          })
        }
        ${
          isOnly
            ? html`<input type="hidden" name="place" value="${only?.id ?? ''}" />`
            : selectField({
                name: 'place',
                label: view.t('form-paper:place'),
                value: textOf(typed, 'place'),
                ...(isStaff ? { empty: view.t('form-paper:enter.noPlace') } : {}),
                options: places.map((unit) => ({ value: unit.id, label: unit.fullName })),
                faults,
              })
        }
        ${textField({
          name: 'number',
          label: view.t('form-paper:enter.number'),
          hint: view.t('form-paper:enter.numberHint'),
          value: entry.paperNumber,
          size: 'short',
          maxlength: 20,
          faults,
        })}
        ${submit(view.t('form-paper:enter.save'))}
      </form>
    `,
  })
}

type Check = PaperForm & {
  readonly content: FormContent
  readonly paper: PaperToCheck | undefined
  readonly typed: Typed
  readonly faults: Faults
}

/** What was entered beside the paper in the hand of a second person. */
export const checkPage = (view: View, { form, content, paper, typed, faults }: Check): Html => {
  const values: Values = paper?.answers ?? {}
  const entered = new Map(paperQuestions(content).map((item) => [fieldOf(item), asTyped(item, values[item.id])]))
  const valueOf = (field: string): string => (field in typed ? textOf(typed, field) : (entered.get(field) ?? ''))
  return appPage(view, {
    title: view.t('form-paper:check.title'),
    trail: [{ path: baseOf(form), label: view.t('form-paper:title') }],
    lead: wordsIn(view.locale, content.title),
    body: paper
      ? html`${faultSummary(view, faults)}
          <p><strong>${view.t('form-paper:check.paper', { number: paper.paperNumber ?? '–' })}</strong></p>
          <p class="hint">${view.t('form-paper:check.how')}</p>
          <form method="post" action="${baseOf(form)}/check" data-enter-next>
            ${formToken(view)} <input type="hidden" name="answer" value="${paper.id}" />
            ${questions(view, content, faults, valueOf, true)} ${submit(view.t('form-paper:check.save'))}
          </form>`
      : html`<p>${view.t('form-paper:check.none')}</p>`,
  })
}
