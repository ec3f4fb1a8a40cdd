import { suggestRoute, type Route } from '../../handover/index.ts'
import { competences, type Item, type OpinionTopic } from '../../questions/index.ts'
import type { Unit } from '../../units/index.ts'
import { faultSummary, formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { listPath, trailOf } from './parts.ts'

export const routesPath = `${listPath}/routes`

type State = {
  readonly unit: Unit
  readonly units: readonly Unit[]
  readonly routes: readonly Route[]
  readonly topics: readonly Pick<OpinionTopic, 'id' | 'vi' | 'en'>[]
  readonly receivers: readonly Unit[]
  readonly form: Form
  readonly faults: Faults
}

const optionOf = ({ id, fullName }: Unit) => ({ value: id, label: fullName })

export const ruleWords = (view: View, { topicName, competence, to }: Route): string => {
  const known = competences.find((one) => one === competence)
  return view.t('handover:routes.rule', {
    topic: topicName ?? view.t('handover:routes.anyTopic'),
    competence: known ? view.t(`preparation:competence.${known}`) : view.t('handover:routes.anyCompetence'),
    to,
  })
}

/** Where matters usually go; a suggestion for whoever drafts a handover, with its reason. */
export const routesPage = (view: View, { unit, units, routes, topics, receivers, form, faults }: State): Html =>
  appPage(view, {
    title: view.t('handover:routes.title'),
    lead: view.t('handover:routes.lead'),
    trail: trailOf(view),
    body: html`${faultSummary(view, faults)}
      ${
        units.length > 1 &&
        html`<form method="get" action="${routesPath}" class="panel">
          ${selectField({ name: 'unit', label: view.t('handover:new.unit'), value: unit.id, options: units.map(optionOf) })}
          ${submit(view.t('handover:new.choose'), 'quiet')}
        </form>`
      }
      ${
        routes.length === 0
          ? emptyState(view.t('handover:routes.none'), view.t('handover:routes.noneHint'))
          : html`<ul class="rows">
              ${routes.map(
                (one) =>
                  html`<li class="row">
                    <span class="stacked">
                      <span>${ruleWords(view, one)}</span>
                      <span class="hint">${one.unitName}</span>
                    </span>
                    ${
                      one.unitId === unit.id &&
                      html`<form method="post" action="${routesPath}/${one.id}/removal">
                        ${formToken(view)} ${submit(view.t('handover:routes.remove'), 'quiet')}
                      </form>`
                    }
                  </li>`,
              )}
            </ul>`
      }
      <form method="post" action="${routesPath}" class="panel" novalidate>
        ${formToken(view)}
        <input type="hidden" name="unit" value="${unit.id}" />
        <h2>${view.t('handover:routes.add')}</h2>
        ${selectField({ name: 'topic', label: view.t('handover:routes.topic'), value: textOf(form, 'topic'), empty: view.t('handover:routes.anyTopic'), options: topics.map((one) => ({ value: one.id, label: one[view.locale] })), faults })}
        ${selectField({ name: 'competence', label: view.t('handover:routes.competence'), value: textOf(form, 'competence'), empty: view.t('handover:routes.anyCompetence'), options: competences.map((value) => ({ value, label: view.t(`preparation:competence.${value}`) })), faults })}
        ${selectField({ name: 'to', label: view.t('handover:new.toUnit'), value: textOf(form, 'to'), empty: view.t('handover:new.noUnit'), options: receivers.map(optionOf), faults })}
        ${textField({ name: 'body', label: view.t('handover:new.body'), value: textOf(form, 'body'), autocomplete: 'off', maxlength: 200, faults })}
        ${submit(view.t('handover:routes.addSubmit'))}
      </form>`,
  })

/** For each chosen matter where it usually goes and why, as a link that fills the receiver in. */
export const suggestions = (
  view: View,
  { unit, routes, items }: { readonly unit: Unit; readonly routes: readonly Route[]; readonly items: readonly Item[] },
): Piece => {
  const found = items.flatMap((item) => {
    const suggested = suggestRoute(routes, item)
    return suggested ? [{ item, ...suggested }] : []
  })
  const byTarget = [...Map.groupBy(found, ({ route }) => route.toUnitId ?? `: ${route.to}`)]
  if (byTarget.length === 0) return null
  const address = (group: typeof found): string => {
    const [first] = group
    const to = first?.route.toUnitId ?? null
    const target: [string, string] = to === null ? ['body', first?.route.to ?? ''] : ['to', to]
    const pairs = group.map(({ item }): [string, string] => ['items', item.id])
    return `${listPath}/new?${new URLSearchParams([['unit', unit.id], target, ...pairs]).toString()}`
  }
  return html`<section class="panel" aria-labelledby="suggested">
    <h2 id="suggested">${view.t('handover:routes.suggested')}</h2>
    <ul>
      ${byTarget.map(
        ([, group]) =>
          html`<li>
            <a href="${address(group)}"
              >${view.t('handover:routes.take', { to: group[0]?.route.to ?? '', numbers: group.map(({ item }) => item.number).join(', ') })}</a
            >
            <span class="hint">${group[0] && view.t(`handover:routes.by.${group[0].by}`)}</span>
          </li>`,
      )}
    </ul>
  </section>`
}
