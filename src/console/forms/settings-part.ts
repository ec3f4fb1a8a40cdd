import { audiences, countings, namings, type FormSettings } from '../../forms/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { checkField, radioField, selectField, textField } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { momentField, momentParts, readMoment } from '../moment-field.ts'
import type { View } from '../view.ts'

type Shown = { readonly dialogues: readonly Dialogue[]; readonly typed: Typed; readonly faults: Faults }

/** Settings as fields hold them. */
export const asTyped = (settings: FormSettings): Typed => ({
  dialogueId: settings.dialogueId ?? '',
  counts: settings.counts,
  naming: settings.naming,
  audience: settings.audience,
  isLive: settings.isLive ? 'yes' : '',
  showsAnswered: settings.showsAnswered ? 'yes' : '',
  smallestCell: String(settings.smallestCell),
  ...momentParts('opensAt', settings.opensAt),
  ...momentParts('closesAt', settings.closesAt),
})

const one = <Value extends string>(values: readonly Value[], text: string, otherwise: Value): Value =>
  values.find((value) => value === text) ?? otherwise

/** What was typed. What is no moment or number stays invalid, for the verb to refuse beside its field. */
export const readSettings = (typed: Typed, purpose: FormSettings['purpose'], now: Date): FormSettings => {
  const cell = textOf(typed, 'smallestCell').trim()
  const dialogueId = textOf(typed, 'dialogueId')
  return {
    purpose,
    dialogueId: /^[0-9a-f-]{36}$/.test(dialogueId) ? dialogueId : null,
    counts: one(countings, textOf(typed, 'counts'), 'persons'),
    naming: one(namings, textOf(typed, 'naming'), 'anonymous'),
    audience: one(audiences, textOf(typed, 'audience'), 'unit'),
    isLive: textOf(typed, 'isLive') !== '',
    showsAnswered: textOf(typed, 'showsAnswered') !== '',
    smallestCell: /^\d{1,3}$/.test(cell) ? Number(cell) : Number.NaN,
    opensAt: readMoment(typed, 'opensAt', now) ?? now,
    closesAt: readMoment(typed, 'closesAt', now) ?? new Date(Number.NaN),
  }
}

/** Days that cannot be read are told before any verb is asked: a day that is none has no order. */
export const faultOfMoments = (view: View, settings: FormSettings): Faults => {
  const isOff = (at: Date): boolean => Number.isNaN(at.getTime())
  return {
    ...(isOff(settings.opensAt) ? { opensAt: view.t('form-builder:wrong.moment') } : {}),
    ...(isOff(settings.closesAt) ? { closesAt: view.t('form-builder:wrong.moment') } : {}),
  }
}

/** Each choice with a plain sentence on what follows from it. */
export const settingsPart = (view: View, { dialogues, typed, faults }: Shown): Html =>
  html`${selectField({
    name: 'dialogueId',
    label: view.t('form-builder:field.dialogue'),
    hint: view.t('form-builder:field.dialogueHint'),
    value: textOf(typed, 'dialogueId'),
    empty: view.t('form-builder:field.noDialogue'),
    options: dialogues.map(({ id, title }) => ({ value: id, label: title })),
    faults,
  })}
  ${radioField({
    name: 'counts',
    label: view.t('form-builder:field.counts'),
    value: textOf(typed, 'counts'),
    options: countings.map((value) => ({
      value,
      label: view.t(`form-builder:counts.${value}`),
      hint: view.t(`form-builder:countsHint.${value}`),
    })),
    faults,
  })}
  ${radioField({
    name: 'naming',
    label: view.t('form-builder:field.naming'),
    value: textOf(typed, 'naming'),
    options: namings.map((value) => ({
      value,
      label: view.t(`form-builder:naming.${value}`),
      hint: view.t(`form-builder:namingHint.${value}`),
    })),
    faults,
  })}
  ${checkField({
    name: 'showsAnswered',
    label: view.t('form-builder:field.showsAnswered'),
    values: [textOf(typed, 'showsAnswered')],
    options: [
      {
        value: 'yes',
        label: view.t('form-builder:field.showsAnsweredYes'),
        hint: view.t('form-builder:field.showsAnsweredHint'),
      },
    ],
    faults,
  })}
  ${radioField({
    name: 'audience',
    label: view.t('form-builder:field.audience'),
    value: textOf(typed, 'audience'),
    options: audiences.map((value) => ({
      value,
      label: view.t(`form-builder:audience.${value}`),
      hint: view.t(`form-builder:audienceHint.${value}`),
    })),
    faults,
  })}
  ${checkField({
    name: 'isLive',
    label: view.t('form-builder:field.live'),
    values: [textOf(typed, 'isLive')],
    options: [
      { value: 'yes', label: view.t('form-builder:field.liveYes'), hint: view.t('form-builder:field.liveHint') },
    ],
    faults,
  })}
  ${textField({
    name: 'smallestCell',
    label: view.t('form-builder:field.smallestCell'),
    hint: view.t('form-builder:field.smallestCellHint'),
    value: textOf(typed, 'smallestCell'),
    inputmode: 'numeric',
    size: 'short',
    faults,
  })}
  ${momentField(view, {
    name: 'opensAt',
    label: view.t('form-builder:field.opensAt'),
    hint: view.t('form-builder:field.opensAtHint'),
    form: typed,
    faults,
  })}
  ${momentField(view, {
    name: 'closesAt',
    label: view.t('form-builder:field.closesAt'),
    hint: view.t('form-builder:field.closesAtHint'),
    form: typed,
    faults,
  })}`
