import {
  opinionClasses,
  opinionKinds,
  reaches,
  competences,
  titleMax,
  refusalReasons,
  refusalUntoldMinutes,
  refusalWordsMax,
} from '../../questions/index.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { faultSummary, formToken, selectField, textArea, textField } from '../fields.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { quoted } from './card.ts'
import { queuePath, queueText } from './form-values.ts'
import type { OpenOpinion, TriageState } from './state.ts'

const because = (view: View, words: readonly string[]): string => view.t('triage:because', { words: quoted(words) })

type Radio = { readonly value: string; readonly label: string; readonly key: string }

/** Radio buttons in a row, each with the key that chooses it. */
const keyed = (name: string, legend: string, value: string, options: readonly Radio[], note: Piece): Html =>
  html`<fieldset class="field triage-keyed">
    <legend>${legend}</legend>
    <div class="triage-options">
      ${options.map(
        (one) =>
          html`<label
            ><input
              type="radio"
              name="${name}"
              value="${one.value}"
              data-key="${one.key}"
              ${one.value === value && html`checked`}
            /><span><kbd aria-hidden="true">${one.key}</kbd>${one.label}</span></label
          >`,
      )}
    </div>
    ${note}
  </fieldset>`

const ticked = (name: string, key: string, label: string, values: readonly string[]): Html =>
  html`<label class="triage-tick"
    ><input
      type="checkbox"
      name="marks"
      value="${name}"
      data-key="${key}"
      ${values.includes(name) && html`checked`}
    /><span><kbd aria-hidden="true">${key}</kbd>${label}</span></label
  >`

const hint = (text: Piece): Piece => text && html`<p class="hint">${text}</p>`

const classHint = (view: View, { hints, form }: OpenOpinion): Piece => {
  const { value, because: words } = hints.opinionClass
  if (value === form.opinionClass || words.length === 0) return null
  return hint(view.t('triage:hint.class', { class: view.t(`questions:class.${value}`), because: because(view, words) }))
}

const topicField = (view: View, { topics, hints, form }: OpenOpinion): Html => {
  const label = (topic: OpenOpinion['topics'][number]): string => {
    const name = view.locale === 'vi' ? topic.vi : topic.en
    return topic.isSensitive ? view.t('triage:topic.sensitive', { topic: name }) : name
  }
  const suggested = hints.topics.flatMap((one) => topics.filter((topic) => topic.id === one.value))
  const option = (topic: OpenOpinion['topics'][number]): Html =>
    html`<option
      value="${topic.id}"
      data-find="${foldVietnamese([topic.vi, topic.en, ...topic.words].join(' '))}"
      ${topic.id === form.topicId && html`selected`}
    >
      ${label(topic)}
    </option>`
  const rest = topics.filter((topic) => !suggested.includes(topic))
  const [best] = hints.topics
  const bestTopic = suggested[0]
  return html`<div class="field triage-topic">
    <label for="f-topicId">${view.t('triage:topic')}</label>
    <div class="triage-find" hidden data-find-in="f-topicId">
      <kbd aria-hidden="true">t</kbd>
      <input
        id="f-find"
        type="search"
        aria-label="${view.t('triage:topic.search')}"
        placeholder="${view.t('triage:topic.search')}"
        title="${view.t('triage:topic.searchHint')}"
        autocomplete="off"
      />
    </div>
    <select id="f-topicId" name="topicId">
      <option value="">${view.t('triage:topic.none')}</option>
      ${suggested.length > 0 && html`<optgroup label="${view.t('triage:topic.suggested')}">${suggested.map(option)}</optgroup>`}
      <optgroup label="${view.t('triage:topic.all')}">${rest.map(option)}</optgroup>
    </select>
    ${best && bestTopic && hint(view.t('triage:hint.topic', { topic: label(bestTopic), because: because(view, best.because) }))}
  </div>`
}

const influence = (view: View, state: TriageState, open: OpenOpinion): Html => {
  const { form, hints, similar } = open
  const why = [
    ...hints.reach.because,
    ...(hints.households?.because ?? []),
    ...hints.risk.because,
    ...hints.hotSpot.because,
  ]
  return html`<fieldset class="field">
    <legend>${view.t('triage:influence')}</legend>
    <div class="triage-pair">
      ${selectField({
        name: 'reach',
        label: view.t('triage:reach'),
        value: form.reach,
        options: reaches.map((value) => ({ value, label: view.t(`triage:reach.${value}`) })),
      })}
      ${textField({
        name: 'households',
        label: view.t('triage:households'),
        value: form.households,
        inputmode: 'numeric',
        size: 'short',
        faults: state.faults,
      })}
    </div>
    <div class="triage-options">
      ${ticked('risk', 'n', view.t('triage:risk'), form.marks)}
      ${ticked('hotSpot', 'g', view.t('triage:hotSpot'), form.marks)}
    </div>
    ${why.length > 0 && hint(because(view, [...new Set(why)]))}
    ${similar.lately > 1 && hint(view.t('triage:hint.lately', { count: similar.lately }))}
  </fieldset>`
}

const competence = (view: View, state: TriageState, { form, hints }: OpenOpinion): Html =>
  html`<div class="triage-pair">
      ${selectField({
        name: 'competence',
        label: view.t('triage:competence'),
        value: form.competence,
        options: competences.map((value) => ({ value, label: view.t(`triage:competence.${value}`) })),
      })}
      ${textField({ name: 'competentBody', label: view.t('triage:body'), value: form.competentBody, maxlength: 120, faults: state.faults })}
    </div>
    ${hints.competence.because.length > 0 && hint(because(view, hints.competence.because))}`

const hidden = (view: View, state: TriageState, { opinion }: OpenOpinion): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${opinion.version}" /><input
      type="hidden"
      name="queue"
      value="${queueText(state.query)}"
    />`

/** What the officer decides; suggested, and changed by a key. */
export const decisionForm = (view: View, state: TriageState, open: OpenOpinion): Html => {
  const { opinion, form } = open
  const classes = opinionClasses.map((value, at) => ({
    value,
    label: view.t(`questions:class.${value}`),
    key: String(at + 1),
  }))
  const kinds = opinionKinds.map((value) => ({
    value,
    label: view.t(`triage:kind.${value}`),
    key: value === 'opinion' ? 'y' : 'k',
  }))
  const kindWhy = open.hints.kind.because
  const later = { ...state.query, skipped: [...state.query.skipped, opinion.id] }
  return html`<form
    method="post"
    action="/console/triage/${opinion.id}"
    id="triage-decision"
    class="panel triage-form triage-act"
    data-draft="triage-${opinion.id}"
    ${Object.keys(state.faults).length > 0 && html`data-typed`}
  >
    ${faultSummary(view, state.faults)} ${hidden(view, state, open)}
    <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">${view.t('triage:keep')}</button>
    ${keyed('opinionClass', view.t('triage:class'), form.opinionClass, classes, classHint(view, open))}
    ${keyed('kind', view.t('triage:kind'), form.kind, kinds, kindWhy.length > 0 && hint(because(view, kindWhy)))}
    ${topicField(view, open)}
    ${textField({ name: 'title', label: view.t('triage:name'), hint: view.t('triage:nameHint'), value: form.title, maxlength: titleMax, faults: state.faults })}
    ${influence(view, state, open)} ${competence(view, state, open)}
    <p class="actions triage-actions">
      <button class="button primary" type="submit" data-keep-button>
        ${view.t('triage:keep')} <kbd aria-hidden="true">Enter</kbd>
      </button>
      <a class="button quiet" href="${queuePath(later)}" data-later
        >${view.t('triage:later')} <kbd aria-hidden="true">s</kbd></a
      >
    </p>
  </form>`
}

/** Not taking it in: a reason of the public list, and words to the author. */
export const refusalForm = (view: View, state: TriageState, open: OpenOpinion): Html => {
  const { opinion, form } = open
  const isOpen = state.faults['why'] !== undefined || state.faults['words'] !== undefined || form.why !== ''
  const lead = opinion.hasAuthor
    ? view.t('triage:refuse.lead', { minutes: refusalUntoldMinutes })
    : view.t('triage:refuse.leadAnonymous')
  return html`<details class="triage-more" id="triage-refuse" ${isOpen && html`open`}>
    <summary>${view.t('triage:refuse')} <kbd aria-hidden="true">r</kbd></summary>
    <form
      method="post"
      action="/console/triage/${opinion.id}/refuse"
      class="triage-act"
      data-draft="refuse-${opinion.id}"
      ${isOpen && html`data-typed`}
    >
      ${hidden(view, state, open)}
      <p class="hint">${lead} <a href="/quy-tac">${view.t('triage:rule.title')}</a></p>
      <fieldset class="field">
        <legend>${view.t('triage:refuse.why')}</legend>
        ${state.faults['why'] !== undefined && html`<p class="fault" id="f-why-fault">${state.faults['why']}</p>`}
        <div class="choices" id="f-why">
          ${refusalReasons.map(
            (value, at) =>
              html`<div class="choice">
                <input
                  type="radio"
                  id="f-why-${at}"
                  name="why"
                  value="${value}"
                  ${value === form.why && html`checked`}
                /><label for="f-why-${at}">${view.t(`triage:why.${value}`)}</label>
              </div>`,
          )}
        </div>
      </fieldset>
      ${textArea({
        name: 'words',
        label: view.t('triage:refuse.words'),
        hint: view.t('triage:refuse.wordsHint'),
        value: form.words,
        rows: 3,
        maxlength: refusalWordsMax,
        faults: state.faults,
      })}
      <button class="button danger" type="submit">${view.t('triage:refuse.send')}</button>
    </form>
  </details>`
}
