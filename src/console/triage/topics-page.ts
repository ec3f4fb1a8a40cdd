import type { OpinionTopic } from '../../questions/index.ts'
import { checkField, faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, listOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import type { Choice } from './state.ts'

export type TopicsState = {
  readonly topics: readonly OpinionTopic[]
  readonly units: readonly Choice[]
  readonly isAdmin: boolean
  readonly said: 'saved' | 'retired' | null
}

const nameOf = (view: View, topic: OpinionTopic): string => (view.locale === 'vi' ? topic.vi : topic.en)

const row = (view: View, topic: OpinionTopic, mayEdit: boolean): Html =>
  html`<li class="row">
    <div>
      ${mayEdit ? html`<a href="/console/topics/${topic.id}">${nameOf(view, topic)}</a>` : nameOf(view, topic)}
      ${topic.isSensitive && html` <span class="chip warn">${view.t('triage:mark.sensitive')}</span>`}
      ${topic.isRetired && html` <span class="chip plain">${view.t('triage:topics.retired')}</span>`}
      <p class="hint">${topic.words.slice(0, 12).join(', ')}${topic.words.length > 12 && '…'}</p>
    </div>
  </li>`

const group = (view: View, title: string, topics: readonly OpinionTopic[], mayEdit: boolean): Html =>
  html`<section>
    <h2>${title}</h2>
    ${
      topics.length === 0
        ? html`<p class="hint">${view.t('triage:topics.none')}</p>`
        : html`<ul class="rows">
            ${topics.map((one) => row(view, one, mayEdit))}
          </ul>`
    }
  </section>`

export const topicsPage = (view: View, { topics, units, isAdmin, said }: TopicsState): Html =>
  appPage(view, {
    title: view.t('triage:topics.title'),
    lead: view.t('triage:topics.lead'),
    actions: html`<a class="button primary" href="/console/topics/new">${view.t('triage:topics.add')}</a>`,
    body: html`${said && html`<div class="banner good" role="status"><p>${view.t(`triage:topics.done.${said}`)}</p></div>`}
    ${units.map((unit) =>
      group(
        view,
        view.t('triage:topics.own', { unit: unit.label }),
        topics.filter((one) => one.unitId === unit.id),
        true,
      ),
    )}
    ${group(
      view,
      view.t('triage:topics.standard'),
      topics.filter((one) => one.unitId === null),
      isAdmin,
    )}`,
  })

export type TopicFields = {
  readonly nameVi: string
  readonly nameEn: string
  readonly words: string
  readonly position: string
  readonly isSensitive: boolean
  readonly unitId: string
}

export const topicFieldsIn = (form: Form): TopicFields => ({
  nameVi: textOf(form, 'nameVi'),
  nameEn: textOf(form, 'nameEn'),
  words: textOf(form, 'words'),
  position: textOf(form, 'position'),
  isSensitive: listOf(form, 'sensitive').includes('yes'),
  unitId: textOf(form, 'unitId'),
})

export const topicFieldsOf = (topic: OpinionTopic): TopicFields => ({
  nameVi: topic.vi,
  nameEn: topic.en,
  words: topic.words.join('\n'),
  position: String(topic.position),
  isSensitive: topic.isSensitive,
  unitId: topic.unitId ?? '',
})

export type TopicPage = {
  /** Nothing for a new one. */
  readonly topic: OpinionTopic | undefined
  readonly fields: TopicFields
  readonly units: readonly Choice[]
  readonly isAdmin: boolean
  readonly faults: Faults
}

const unitField = (view: View, { topic, fields, units, isAdmin }: TopicPage): Piece =>
  !topic &&
  selectField({
    name: 'unitId',
    label: view.t('triage:topics.unit'),
    value: fields.unitId,
    options: units.map((unit) => ({ value: unit.id, label: unit.label })),
    ...(isAdmin ? { empty: view.t('triage:topics.standard') } : {}),
  })

export const topicPage = (view: View, page: TopicPage): Html => {
  const { topic, fields, faults } = page
  const action = topic ? `/console/topics/${topic.id}` : '/console/topics/new'
  return appPage(view, {
    title: topic ? nameOf(view, topic) : view.t('triage:topics.add'),
    trail: [{ path: '/console/topics', label: view.t('triage:topics.title') }],
    body: html`<form method="post" action="${action}" class="panel" data-keep="topic-${topic?.id ?? 'new'}">
        ${faultSummary(view, faults)} ${formToken(view)}
        ${topic && html`<input type="hidden" name="version" value="${topic.version}" />`} ${unitField(view, page)}
        ${textField({ name: 'nameVi', label: view.t('triage:topics.nameVi'), value: fields.nameVi, maxlength: 80, required: true, faults })}
        ${textField({ name: 'nameEn', label: view.t('triage:topics.nameEn'), value: fields.nameEn, maxlength: 80, faults })}
        ${textArea({ name: 'words', label: view.t('triage:topics.words'), hint: view.t('triage:topics.wordsHint'), value: fields.words, rows: 10, faults })}
        ${textField({ name: 'position', label: view.t('triage:topics.position'), value: fields.position, inputmode: 'numeric', size: 'short', faults })}
        ${checkField({
          name: 'sensitive',
          label: view.t('triage:topic'),
          values: fields.isSensitive ? ['yes'] : [],
          options: [{ value: 'yes', label: view.t('triage:topics.sensitive') }],
        })}
        ${submit(view.t('triage:topics.save'))}
      </form>
      ${
        topic &&
        html`<form method="post" action="/console/topics/${topic.id}/retire">
          ${formToken(view)}<input type="hidden" name="version" value="${topic.version}" />
          <input type="hidden" name="retired" value="${topic.isRetired ? 'no' : 'yes'}" />
          ${submit(view.t(topic.isRetired ? 'triage:topics.revive' : 'triage:topics.retire'), 'quiet')}
        </form>`
      }`,
  })
}
