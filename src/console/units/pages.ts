import type { GroupsFileFault, Network, Unit } from '../../units/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { UnitMatch } from '../places.ts'
import { matchLabel } from '../unit-picker.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'
import { clockPart, type UnitClock } from './clock-part.ts'
import { networksPart } from './networks-part.ts'

export type FileFault = GroupsFileFault

type UnitsState = { readonly query: string; readonly matches: readonly UnitMatch[]; readonly own: readonly Unit[] }

const unitLinks = (units: readonly Unit[]): Html =>
  html`<ul class="rows">
    ${units.map((unit) => html`<li class="row"><a href="/console/units/${unit.id}">${unit.fullName}</a></li>`)}
  </ul>`

export const unitsPage = (view: View, { query, matches, own }: UnitsState): Html =>
  appPage(view, {
    title: view.t('console:units.title'),
    lead: view.t('console:units.lead'),
    body: html`
      <form method="get" action="/console/units" class="inline" role="search">
        ${textField({ name: 'q', label: view.t('console:units.search'), value: query, type: 'search', autocomplete: 'off' })}
        ${submit(view.t('console:units.find'), 'quiet')}
      </form>
      ${query !== '' && matches.length === 0 && emptyState(view.t('console:units.none', { query }), view.t('console:units.noneNext'))}
      ${
        matches.length > 0 &&
        html`<ul class="rows">
          ${matches.map(
            (match) =>
              html`<li class="row">
                <a class="stacked" href="/console/units/${match.unit.id}">${matchLabel(view, match)}</a>
              </li>`,
          )}
        </ul>`
      }
      ${
        query === '' &&
        own.length > 0 &&
        html`<section class="panel" aria-labelledby="own">
          <h2 id="own">${view.t('console:units.own')}</h2>
          ${unitLinks(own)}
        </section>`
      }
    `,
  })

type UnitState = {
  readonly unit: Unit
  readonly above: readonly Unit[]
  readonly below: readonly Unit[]
  readonly mayEdit: boolean
  readonly networks: readonly Network[]
  readonly mayAgree: boolean
  readonly mayOpenMinutes: boolean
  readonly clock: UnitClock | null
  readonly form: Form
  readonly faults: Faults
  readonly fileFaults: readonly FileFault[]
}

const figures = (view: View, unit: Unit): Piece => {
  const facts: [string, string][] = [
    ...(unit.population === null
      ? []
      : [[view.t('console:units.population'), formatCount(view, unit.population)] as [string, string]]),
    ...(unit.voters === null
      ? []
      : [[view.t('console:units.voters'), formatCount(view, unit.voters)] as [string, string]]),
    ...(unit.code === null ? [] : [[view.t('console:units.code'), unit.code] as [string, string]]),
  ]
  return (
    facts.length > 0 &&
    html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`
  )
}

const belowTable = (view: View, below: readonly Unit[]): Html =>
  html`<div class="table-box">
    <table>
      <thead>
        <tr>
          <th scope="col">${view.t('console:units.name')}</th>
          <th scope="col" class="number">${view.t('console:units.voters')}</th>
          <th scope="col" class="number">${view.t('console:units.population')}</th>
        </tr>
      </thead>
      <tbody>
        ${below.map(
          (unit) =>
            html`<tr>
              <th scope="row"><a href="/console/units/${unit.id}">${unit.fullName}</a></th>
              <td class="number">${unit.voters === null ? '–' : formatCount(view, unit.voters)}</td>
              <td class="number">${unit.population === null ? '–' : formatCount(view, unit.population)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

const fileFaultList = (view: View, faults: readonly FileFault[]): Piece =>
  faults.length > 0 &&
  html`<div class="banner bad" role="alert">
    <p><strong>${view.t('console:units.csvRefused', { count: faults.length })}</strong></p>
    <ul>
      ${faults
        .slice(0, 50)
        .map(
          (fault) =>
            html`<li>
              ${view.t('console:units.csvLine', { line: fault.line })}:
              ${view.t(`console:units.fault.${fault.why}` as PhraseKey)}
              ${fault.value !== '' && html` <code>${fault.value}</code>`}
            </li>`,
        )}
    </ul>
  </div>`

const entryForms = (view: View, { unit, form, faults, fileFaults }: UnitState): Html => html`
  <section class="panel" aria-labelledby="add">
    <h2 id="add">${view.t('console:units.addOne')}</h2>
    <form method="post" action="/console/units/${unit.id}/groups" class="inline" novalidate>
      ${formToken(view)}
      ${textField({
        name: 'fullName',
        label: view.t('console:units.name'),
        hint: view.t('console:units.nameHint'),
        value: textOf(form, 'fullName'),
        required: true,
        autocomplete: 'off',
        faults,
      })}
      ${textField({
        name: 'voters',
        label: view.t('console:units.votersOptional'),
        value: textOf(form, 'voters'),
        inputmode: 'numeric',
        size: 'short',
        autocomplete: 'off',
        faults,
      })}
      ${submit(view.t('console:units.addSubmit'), 'quiet')}
    </form>
  </section>
  <section class="panel" aria-labelledby="import">
    <h2 id="import">${view.t('console:units.import')}</h2>
    <p class="hint">${view.t('console:units.importHint')}</p>
    ${fileFaultList(view, fileFaults)}
    <form method="post" action="/console/units/${unit.id}/import" enctype="multipart/form-data" novalidate>
      ${formToken(view)}
      <div class="field">
        <label for="f-file">${view.t('console:units.file')}</label>
        <input id="f-file" type="file" name="file" accept=".csv,text/csv,text/plain" />
      </div>
      ${textArea({
        name: 'csv',
        label: view.t('console:units.csv'),
        hint: view.t('console:units.csvExample'),
        value: textOf(form, 'csv'),
        rows: 5,
        faults,
      })}
      ${submit(view.t('console:units.importSubmit'), 'quiet')}
    </form>
  </section>
`

export const unitPage = (view: View, state: UnitState): Html => {
  const { unit, above, below, mayEdit } = state
  const closed =
    unit.validUntil !== null &&
    html`<div class="banner warn">
      <p>${view.t('console:units.closed', { day: unit.validUntil.split('-').reverse().join('/') })}</p>
    </div>`
  const key = unit.level === 'commune' ? 'console:units.groups' : 'console:units.below'
  return appPage(view, {
    title: unit.fullName,
    trail: [
      { path: '/console/units', label: view.t('console:units.title') },
      ...above
        .filter(({ level }) => level !== 'country')
        .map(({ id, fullName }) => ({ path: `/console/units/${id}`, label: fullName })),
    ],
    body: html`${closed} ${faultSummary(view, state.faults)} ${figures(view, unit)} ${clockPart(view, state)}
    ${
      unit.level !== 'group' &&
      html`<section aria-labelledby="groups">
        <h2 id="groups">${view.t(key, { count: below.length })}</h2>
        ${
          below.length > 0
            ? belowTable(view, below)
            : emptyState(view.t('console:units.noGroups'), mayEdit ? view.t('console:units.noGroupsNext') : '')
        }
      </section>`
    }
    ${networksPart(view, state)} ${mayEdit && entryForms(view, state)}`,
  })
}
