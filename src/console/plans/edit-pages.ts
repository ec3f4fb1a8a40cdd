import { families } from '../../documents/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import {
  lengths,
  lineTypes,
  planLevels,
  type linkableSessions,
  type Plan,
  type PlannedLine,
} from '../../plans/index.ts'
import { faultSummary, formToken, radioField, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { pathOf, trailOf } from './parts.ts'

type Editing = { readonly plan: Plan; readonly form: Form; readonly faults: Faults }

export const headPage = (view: View, { plan, form, faults }: Editing): Html => {
  const text = (name: string, max: number, required = false): Html =>
    textField({
      name,
      label: view.t(`plans:field.${name}` as 'plans:field.issuer'),
      value: textOf(form, name),
      autocomplete: 'off',
      maxlength: max,
      required,
      faults,
    })
  const area = (name: 'purpose' | 'lessons' | 'recipients', rows: number, max: number): Html =>
    textArea({
      name,
      label: view.t(`plans:field.${name}`),
      hint: view.t(`plans:hint.${name}`),
      value: textOf(form, name),
      rows,
      maxlength: max,
      faults,
    })
  return appPage(view, {
    title: view.t('plans:words.title'),
    trail: trailOf(view, plan),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${pathOf(plan.id, 'head')}" class="panel" novalidate>
        ${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version')}" />
        ${radioField({ name: 'family', label: view.t('plans:field.family'), value: textOf(form, 'family'), options: families.map((value) => ({ value, label: view.t(`plans:family.${value}`) })), faults })}
        ${text('superior', lengths.body)} ${text('issuer', lengths.body, true)} ${text('number', lengths.number)}
        ${textField({ name: 'dated', label: view.t('plans:field.dated'), hint: view.t('plans:hint.dated'), value: textOf(form, 'dated'), autocomplete: 'off', size: 'short', faults })}
        ${text('draftedWith', lengths.body)} ${area('purpose', 6, lengths.words)} ${area('lessons', 8, lengths.words)}
        ${area('recipients', 4, lengths.recipients)} ${text('authority', lengths.post)} ${text('post', lengths.post)}
        ${text('signer', lengths.post)} ${submit(view.t('plans:save'))}
      </form>`,
  })
}

type EditingLine = Editing & {
  readonly line: PlannedLine | null
  readonly sessions: Awaited<ReturnType<typeof linkableSessions>>
}

export const linePage = (view: View, { plan, line, sessions, form, faults }: EditingLine): Html => {
  const path = pathOf(plan.id, `lines/${line?.id ?? 'new'}`)
  const version = html`${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version')}" />`
  const months = Array.from({ length: 12 }, (_none, at) => String(at + 1))
  const linked = line?.session
    ? [
        {
          value: line.dialogueId ?? '',
          label: `${line.session.title} (${shortDay(vietnamDate(line.session.startsAt))})`,
        },
      ]
    : []
  return appPage(view, {
    title: view.t(line ? 'plans:line.editTitle' : 'plans:lines.add'),
    trail: trailOf(view, plan),
    body: html`${faultSummary(view, faults)}
      <form method="post" action="${path}" class="panel" novalidate>
        ${version}
        ${selectField({ name: 'month', label: view.t('plans:field.month'), value: textOf(form, 'month'), options: months.map((value) => ({ value, label: view.t('plans:line.month', { month: value }) })), faults })}
        ${selectField({ name: 'level', label: view.t('plans:field.level'), value: textOf(form, 'level'), options: planLevels.map((value) => ({ value, label: view.t(`plans:level.${value}`) })), faults })}
        ${selectField({ name: 'type', label: view.t('plans:field.type'), value: textOf(form, 'type'), options: lineTypes.map((value) => ({ value, label: view.t(`plans:type.${value}`) })), faults })}
        ${textField({ name: 'topic', label: view.t('plans:field.topic'), value: textOf(form, 'topic'), autocomplete: 'off', maxlength: lengths.topic, required: true, faults })}
        ${textField({ name: 'host', label: view.t('plans:field.host'), hint: view.t('plans:hint.host'), value: textOf(form, 'host'), autocomplete: 'off', maxlength: lengths.post, required: true, faults })}
        ${textField({ name: 'place', label: view.t('plans:field.place'), value: textOf(form, 'place'), autocomplete: 'off', maxlength: lengths.body, faults })}
        ${textField({ name: 'cost', label: view.t('plans:field.cost'), hint: view.t('plans:hint.cost'), value: textOf(form, 'cost'), inputmode: 'numeric', autocomplete: 'off', size: 'medium', faults })}
        ${submit(view.t('plans:save'))}
      </form>
      ${
        line &&
        html`<form method="post" action="${path}/session" class="panel" novalidate>
            <h2>${view.t('plans:link.title')}</h2>
            ${version}
            ${selectField({ name: 'dialogueId', label: view.t('plans:link.session'), hint: view.t('plans:link.hint'), value: line.dialogueId ?? '', empty: view.t('plans:link.none'), options: [...linked, ...sessions.map((one) => ({ value: one.id, label: `${one.title} (${shortDay(vietnamDate(one.startsAt))})` }))], faults })}
            ${submit(view.t('plans:link.save'), 'quiet')}
          </form>
          <form method="post" action="${path}/removal" novalidate>
            ${version} ${submit(view.t('plans:line.remove'), 'danger')}
          </form>`
      }`,
  })
}
