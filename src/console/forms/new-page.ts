import type { Dialogue } from '../../dialogues/index.ts'
import type { Unit } from '../../units/index.ts'
import { checkField, faultSummary, formToken, radioField, selectField, submit } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { hidden, listPath, pathOf, trailOf } from './parts.ts'
import type { ReadableForm } from './readable-form.ts'
import { settingsPart } from './settings-part.ts'
import { templateNames } from './templates.ts'

type Shown = {
  readonly units: readonly Unit[]
  readonly dialogues: readonly Dialogue[]
  readonly typed: Typed
  readonly faults: Faults
}

export const newPage = (view: View, shown: Shown): Html => {
  const { units, typed, faults } = shown
  return appPage(view, {
    title: view.t('form-builder:new.title'),
    trail: trailOf(view),
    lead: view.t('form-builder:new.lead'),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${listPath}/new" class="panel" novalidate>
        ${formToken(view)}
        ${radioField({
          name: 'template',
          label: view.t('form-builder:new.template'),
          value: textOf(typed, 'template'),
          options: templateNames.map((value) => ({
            value,
            label: view.t(`form-builder:template.${value}`),
            hint: view.t(`form-builder:templateHint.${value}`),
          })),
          faults,
        })}
        ${checkField({
          name: 'inEnglish',
          label: view.t('form-builder:field.english'),
          values: [textOf(typed, 'inEnglish')],
          options: [
            {
              value: 'yes',
              label: view.t('form-builder:field.englishYes'),
              hint: view.t('form-builder:field.englishHint'),
            },
          ],
          faults,
        })}
        ${
          units.length === 1
            ? html`<input type="hidden" name="unit" value="${units[0]?.id ?? ''}" />`
            : selectField({
                name: 'unit',
                label: view.t('form-builder:field.unit'),
                value: textOf(typed, 'unit'),
                options: units.map((unit) => ({ value: unit.id, label: unit.fullName })),
                faults,
              })
        }
        ${settingsPart(view, shown)} ${submit(view.t('form-builder:new.submit'))}
      </form>`,
  })
}

/** The same fields for a form that has not gone out. */
export const settingsPage = (view: View, found: ReadableForm, shown: Omit<Shown, 'units'>): Html =>
  appPage(view, {
    title: view.t('form-builder:settings.title'),
    trail: trailOf(view, found),
    lead: view.t('form-builder:settings.lead'),
    body: html`${faultSummary(view, shown.faults)}
      <form method="post" action="${pathOf(found.form.id, 'settings')}" class="panel" novalidate>
        ${hidden(view, found.form)} ${settingsPart(view, shown)} ${submit(view.t('form-builder:save'))}
      </form>`,
  })
