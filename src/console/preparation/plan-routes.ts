import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import {
  minutesForItems,
  readPreparation,
  savePlan,
  selectionRules,
  sessionMinutes,
  type Preparation,
} from '../../preparation/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { checkField, faultSummary, formToken, radioField, submit, textField } from '../fields.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html } from '../html.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import type { View } from '../view.ts'
import { pathOf, preparationPage } from './frame.ts'

type WithId = { Params: { id: string } }

const minuteFields = [
  ['openingMinutes', 'opening'],
  ['reportMinutes', 'report'],
  ['floorMinutes', 'floor'],
  ['closingMinutes', 'closing'],
  ['minutesEach', 'each'],
] as const

const asText = (plan: Preparation): Form => ({
  ...Object.fromEntries(minuteFields.map(([name]) => [name, String(plan[name])])),
  rule: plan.rule,
  version: String(plan.version),
  ...(plan.invitesLacking ? { invitesLacking: 'yes' } : {}),
})

const numberOf = (form: Form, name: string): number => {
  const text = textOf(form, name).trim()
  return text === '' ? Number.NaN : Number(text)
}

const planForm = (view: View, action: string, { form, faults }: { form: Form; faults: Faults }): Html =>
  html`<form method="post" action="${action}" class="panel" novalidate>
    ${formToken(view)}<input type="hidden" name="version" value="${textOf(form, 'version')}" />
    <h2>${view.t('preparation:plan.parts')}</h2>
    ${minuteFields.map(([name, label]) =>
      textField({
        name,
        label: view.t(`preparation:plan.${label}`),
        ...(label === 'each' ? { hint: view.t('preparation:plan.eachHint') } : {}),
        value: textOf(form, name),
        inputmode: 'numeric',
        size: 'short',
        faults,
      }),
    )}
    ${radioField({
      name: 'rule',
      label: view.t('preparation:plan.rule'),
      hint: view.t('preparation:plan.ruleHint'),
      value: textOf(form, 'rule'),
      options: selectionRules.map((value) => ({
        value,
        label: view.t(`preparation:rule.${value}`),
        hint: view.t(`preparation:rule.${value}.hint`),
      })),
      faults,
    })}
    ${checkField({
      name: 'invitesLacking',
      label: view.t('preparation:plan.invites'),
      values: [textOf(form, 'invitesLacking')],
      options: [{ value: 'yes', label: view.t('preparation:plan.invitesHint') }],
    })}
    ${submit(view.t('preparation:plan.save'))}
  </form>`

/** The fixed parts of a session, and the rule by which matters come into the hall. */
export const planRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: { readonly form?: Form; readonly faults?: Faults; readonly status?: number } = {},
  ) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const view = door.view(request)
    const plan = await readPreparation(house.database, dialogue.id)
    const total = sessionMinutes(dialogue)
    const left = minutesForItems(total, plan)
    const mayWrite = holdsRole(actorOf(request), ['front_officer'], unit.path)
    const isFixed = plan.isFrozen || dialogue.collectionClosesAt <= view.now
    const rule = view.t(`preparation:rule.${plan.rule}`)
    const page = preparationPage(view, {
      dialogue,
      part: 'plan',
      lead: view.t('preparation:plan.lead', { total, left, places: Math.floor(left / plan.minutesEach) }),
      body: html`${faultSummary(view, given.faults ?? noFaults)}
        ${dialogue.endsAt === null && html`<p class="hint">${view.t('preparation:plan.noEnd', { total })}</p>`}
        ${isFixed && html`<div class="banner note"><p>${view.t('preparation:plan.frozen')}</p></div>`}
        <p>${view.t('preparation:rule.public', { rule, floor: plan.floorMinutes })}</p>
        ${mayWrite && planForm(view, pathOf(dialogue.id, 'plan'), { form: given.form ?? asText(plan), faults: given.faults ?? noFaults })}`,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const path = '/dialogues/:id/plan'
  app.get<WithId>(
    path,
    { config: { access: readers } },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  app.post<WithId>(path, { config: { access: ['front_officer'] } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const input = {
      dialogueId: dialogue.id,
      version: Number(textOf(form, 'version')),
      openingMinutes: numberOf(form, 'openingMinutes'),
      reportMinutes: numberOf(form, 'reportMinutes'),
      closingMinutes: numberOf(form, 'closingMinutes'),
      floorMinutes: numberOf(form, 'floorMinutes'),
      minutesEach: numberOf(form, 'minutesEach'),
      rule: textOf(form, 'rule'),
      invitesLacking: textOf(form, 'invitesLacking') === 'yes',
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await savePlan(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'plan'), 'saved')
    return await show(request, reply, dialogue.id, { ...done, form })
  })
}
