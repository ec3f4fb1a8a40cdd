import type { Dialogue } from '../../dialogues/index.ts'
import {
  departureMax,
  departures,
  lineTitleMax,
  whoMax,
  type AgendaLine,
  type Matter,
  type NewLine,
  type Preparation,
} from '../../preparation/index.ts'
import { faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { pathOf, preparationPage } from './frame.ts'

export type AgendaState = {
  readonly dialogue: Dialogue
  readonly plan: Preparation
  /** Minutes for what was handed in. */
  readonly minutes: number
  readonly lines: readonly (AgendaLine | NewLine)[]
  readonly matters: readonly Matter[]
  readonly topics: ReadonlyMap<string, string>
  readonly picked: readonly string[]
  readonly departure: string
  readonly addTitle: string
  readonly version: number
  readonly mayWrite: boolean
  readonly faults: Faults
}

const moveButton = (view: View, act: 'up' | 'down' | 'remove', index: number, title: string): Html =>
  html`<button
    class="button quiet small"
    name="act"
    value="${act}.${index}"
    aria-label="${view.t(`preparation:agenda.${act}`)}: ${title}"
  >
    ${view.t(`preparation:agenda.${act}`)}
  </button>`

const usedOf = (view: View, line: AgendaLine | NewLine): Piece => {
  const seconds = 'usedSeconds' in line ? line.usedSeconds : null
  if (seconds === null) return null
  const used = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return html`<span class="hint">${view.t('preparation:agenda.used', { used })}</span>`
}

const lineFields = (view: View, state: AgendaState, line: AgendaLine | NewLine, index: number): Html => {
  const { faults } = state
  const hidden = (name: string, value: string | null | undefined): Piece =>
    value !== null && value !== undefined && html`<input type="hidden" name="${name}.${index}" value="${value}" />`
  return html`<li id="line-${index}">
    <div role="group" aria-label="${view.t('preparation:agenda.lineOf', { number: index + 1, title: line.title })}">
      ${hidden('id', line.id)} ${hidden('itemId', line.itemId)} ${hidden('topicId', line.topicId)}
      <div class="line">
        ${textField({ name: `title.${index}`, label: view.t('preparation:agenda.name'), value: line.title, maxlength: lineTitleMax, required: true, faults })}
        ${textField({ name: `who.${index}`, label: view.t('preparation:agenda.who'), value: line.who ?? '', maxlength: whoMax, faults })}
        ${textField({ name: `minutes.${index}`, label: view.t('preparation:agenda.minutes'), value: String(line.minutes), inputmode: 'numeric', size: 'short', faults })}
        ${selectField({
          name: `place.${index}`,
          label: view.t('preparation:agenda.place'),
          value: line.place,
          options: [
            { value: 'hall', label: view.t('preparation:agenda.hall') },
            { value: 'written', label: view.t('preparation:agenda.written') },
          ],
          faults,
        })}
      </div>
      <div class="actions">
        <span class="choice">
          <input type="checkbox" id="pin-${index}" name="pin.${index}" value="yes" ${line.isPinned && html`checked`} />
          <label for="pin-${index}">${view.t('preparation:agenda.pin')}</label>
        </span>
        ${index > 0 && moveButton(view, 'up', index, line.title)}
        ${index < state.lines.length - 1 && moveButton(view, 'down', index, line.title)}
        ${moveButton(view, 'remove', index, line.title)} ${usedOf(view, line)}
      </div>
    </div>
  </li>`
}

const readLineRow = (view: View, line: AgendaLine | NewLine): Html =>
  html`<li class="row">
    <div>
      <strong>${line.title}</strong> ${line.who !== null && html`<span class="hint">${line.who}</span>`}
      ${usedOf(view, line)}
    </div>
    ${line.place === 'hall' && html`<span>${view.t('console:wait.minutes', { count: line.minutes })}</span>`}
  </li>`

const timePart = (view: View, { minutes, lines }: AgendaState): Piece => {
  const over = lines.reduce((sum, line) => sum + (line.place === 'hall' ? line.minutes : 0), 0) - minutes
  if (lines.length === 0 || over === 0) return null
  return html`<div class="banner ${over > 0 ? 'bad' : 'note'}">
    <p>${view.t(over > 0 ? 'preparation:agenda.over' : 'preparation:agenda.spare', { count: Math.abs(over) })}</p>
  </div>`
}

const departurePart = (view: View, state: AgendaState): Piece => {
  const { added, missing } = departures(state.lines, state.picked)
  if (state.lines.length === 0 || added.length + missing.length === 0) return null
  const names = new Map(state.matters.map(({ id, name }) => [id, name]))
  const titles = (ids: readonly string[]): string =>
    ids
      .map((id) => names.get(id) ?? state.lines.find(({ itemId }) => itemId === id)?.title ?? '')
      .filter((title) => title !== '')
      .join('; ')
  return html`<div class="banner warn">
    <p><strong>${view.t('preparation:agenda.departs')}</strong></p>
    ${added.length > 0 && html`<p>${view.t('preparation:agenda.added', { titles: titles(added) })}</p>`}
    ${missing.length > 0 && html`<p>${view.t('preparation:agenda.missing', { titles: titles(missing) })}</p>`}
    ${!state.mayWrite && state.departure !== '' && html`<p>${view.t('preparation:agenda.departure')}: ${state.departure}</p>`}
  </div>`
}

const topicPart = (view: View, { lines, topics }: AgendaState): Piece => {
  const hall = lines.filter(({ place, topicId }) => place === 'hall' && topicId !== null)
  if (hall.length === 0) return null
  return html`<details class="panel">
    <summary>${view.t('preparation:agenda.byTopic')}</summary>
    <ul>
      ${[...Map.groupBy(hall, ({ topicId }) => topicId ?? '')].map(
        ([topicId, group]) =>
          html`<li>
            ${view.t('preparation:agenda.topicMinutes', {
              topic: topics.get(topicId) ?? view.t('preparation:noTopic'),
              minutes: group.reduce((sum, { minutes }) => sum + minutes, 0),
            })}
          </li>`,
      )}
    </ul>
  </details>`
}

const draftForm = (view: View, { dialogue, version, lines }: AgendaState): Html =>
  html`<form method="post" action="${pathOf(dialogue.id, 'agenda')}/draft" class="panel">
    ${formToken(view)}<input type="hidden" name="version" value="${version}" />
    ${lines.length > 0 && html`<p class="hint">${view.t('preparation:agenda.redraftHint')}</p>`}
    ${submit(view.t(lines.length === 0 ? 'preparation:agenda.draft' : 'preparation:agenda.redraft'), lines.length === 0 ? 'primary' : 'quiet')}
  </form>`

const editForm = (view: View, state: AgendaState): Html => {
  const { dialogue, version, faults, lines } = state
  return html`<form method="post" action="${pathOf(dialogue.id, 'agenda')}" novalidate class="panel">
    ${formToken(view)}<input type="hidden" name="version" value="${version}" />
    <input type="hidden" name="lines" value="${lines.length}" />
    <button class="visually-hidden" name="act" value="save" tabindex="-1">${view.t('preparation:agenda.save')}</button>
    <ol class="agenda">
      ${lines.map((line, index) => lineFields(view, state, line, index))}
    </ol>
    ${textField({ name: 'addTitle', label: view.t('preparation:agenda.add'), hint: view.t('preparation:agenda.addHint'), value: state.addTitle, maxlength: lineTitleMax, faults })}
    ${textArea({ name: 'departure', label: view.t('preparation:agenda.departure'), hint: view.t('preparation:agenda.departureHint'), value: state.departure, rows: 2, maxlength: departureMax, faults })}
    <p class="actions">
      <button class="button primary" name="act" value="save">${view.t('preparation:agenda.save')}</button>
      <button class="button quiet" name="act" value="share">${view.t('preparation:agenda.share')}</button>
    </p>
  </form>`
}

const readParts = (view: View, { lines }: AgendaState): Piece =>
  (['hall', 'written'] as const).map((place) => {
    const some = lines.filter((line) => line.place === place)
    return (
      some.length > 0 &&
      html`<section>
        <h2>${view.t(`preparation:agenda.${place}`)}</h2>
        ${place === 'written' && html`<p class="hint">${view.t('preparation:agenda.writtenHint')}</p>`}
        <ol class="rows">
          ${some.map((line) => readLineRow(view, line))}
        </ol>
      </section>`
    )
  })

/** The agenda with its minutes: drafted from what came in, arranged by an officer, planned against used. */
export const agendaPage = (view: View, state: AgendaState): Html => {
  const { dialogue, lines, matters, minutes, mayWrite } = state
  const used = lines.reduce((sum, line) => sum + (line.place === 'hall' ? line.minutes : 0), 0)
  return preparationPage(view, {
    dialogue,
    part: 'agenda',
    width: 'wide',
    lead: view.t('preparation:agenda.lead', { left: minutes, used }),
    body: html`${faultSummary(view, state.faults)} ${timePart(view, state)} ${departurePart(view, state)}
      ${
        lines.length === 0 &&
        emptyState(view.t('preparation:agenda.none'), view.t('preparation:agenda.noneNext', { count: matters.length }))
      }
      ${mayWrite ? html`${lines.length > 0 && editForm(view, state)} ${draftForm(view, state)}` : readParts(view, state)}
      ${topicPart(view, state)}
      <p class="hint">${view.t('preparation:agenda.apart')}</p>`,
  })
}
