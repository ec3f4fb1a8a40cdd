import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { officerNames } from '../../officers/index.ts'
import { readChecklist, tickStep, type ChecklistEntry } from '../../preparation/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { formToken } from '../fields.ts'
import { asForm, goTo, sendPage, textOf } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import type { View } from '../view.ts'
import { listMoment, shortDay } from '../wording.ts'
import { pathOf, preparationPage } from './frame.ts'

type WithId = { Params: { id: string } }

const tickers = ['front_officer', 'approver', 'leader'] as const

const tickForm = (view: View, dialogueId: string, { step, isDone }: ChecklistEntry): Html =>
  html`<form method="post" action="${pathOf(dialogueId, 'checklist')}">
    ${formToken(view)}<input type="hidden" name="step" value="${step}" />
    <button class="button quiet small" name="done" value="${isDone ? 'no' : 'yes'}">
      ${view.t(isDone ? 'preparation:checklist.untick' : 'preparation:checklist.tick')}<span class="visually-hidden"
        >: ${view.t(`preparation:step.${step}`)}</span
      >
    </button>
  </form>`

const entryRow = (
  view: View,
  entry: ChecklistEntry,
  extra: { readonly names: ReadonlyMap<string, string>; readonly form: Piece },
): Html => {
  const { tick } = entry
  const due = view.t(entry.isLaw ? 'preparation:checklist.dueLaw' : 'preparation:checklist.due', {
    day: shortDay(entry.dueOn),
  })
  const who =
    tick === null
      ? entry.by === 'service' && view.t('preparation:checklist.auto')
      : view.t('preparation:checklist.by', {
          name: extra.names.get(tick.doneBy) ?? '–',
          moment: listMoment(view, tick.doneAt),
        })
  return html`<li class="row">
    <div>
      <strong>${view.t(`preparation:step.${entry.step}`)}</strong>
      <span class="hint">${due}${who && ` · ${who}`}</span>
    </div>
    <span class="chips">
      ${entry.isDone && html`<span class="chip good">${view.t('preparation:checklist.isDone')}</span>`}
      ${entry.isLate && html`<span class="chip bad">${view.t('preparation:checklist.late')}</span>`}
    </span>
    ${extra.form}
  </li>`
}

/** What has to be done before and after a session, by when, and what is done. */
export const checklistRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const view = door.view(request)
    const entries = await readChecklist(house.database, dialogue, view.now)
    const names = await officerNames(
      house.database,
      entries.flatMap(({ tick }) => tick?.doneBy ?? []),
    )
    const mayTick = holdsRole(actorOf(request), tickers, unit.path)
    const done = entries.filter(({ isDone }) => isDone).length
    const page = preparationPage(view, {
      dialogue,
      part: 'checklist',
      lead: html`${view.t('preparation:lead')} ${view.t('preparation:checklist.done', { done, whole: entries.length })}.`,
      body: html`<ul class="rows">
        ${entries.map((entry) =>
          entryRow(view, entry, { names, form: mayTick && entry.by === 'hand' && tickForm(view, dialogue.id, entry) }),
        )}
      </ul>`,
    })
    return await sendPage(reply, page)
  }

  const path = '/dialogues/:id/preparation'
  app.get<WithId>(
    path,
    { config: { access: readers } },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  app.post<WithId>(path, { config: { access: tickers } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const input = { dialogueId: dialogue.id, step: textOf(form, 'step'), isDone: textOf(form, 'done') === 'yes' }
    await act(house, actorOf(request), async (scope) => await tickStep(scope, input))
    return await goTo(reply, pathOf(dialogue.id, 'checklist'), 'saved')
  })
}
