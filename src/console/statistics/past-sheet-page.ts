import {
  columnTitles,
  countings,
  electedBodies,
  measures,
  pastLevels,
  pastMax,
  rhythms,
  sessionTypes,
  type FigureField,
  type FileFault,
  type KeptFigure,
  type PastSheet,
} from '../../statistics/index.ts'
import { faultSummary, formToken, selectField, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { basePath, figureLines, pastPath, sheetChip, sheetPath } from './parts.ts'
import { withdrawPart } from './withdraw-part.ts'

export type SheetPage = {
  readonly sheet: PastSheet
  readonly unitName: string
  readonly figures: readonly KeptFigure[]
  readonly writer: string
  /** Who withdrew it; empty where nobody has. */
  readonly withdrawer: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isOwn: boolean
  readonly form: Form
  readonly faults: Faults
  /** What is wrong with a file that was put up; nothing of it was kept. */
  readonly fileFaults: readonly FileFault[]
}

const faultsShown = 50

/** "Dòng 5, cột “Đến năm”: còn trống." */
export const fileFaultWords = (view: View, fault: FileFault): string => {
  if (fault.kind === 'column') return view.t('statistics:file.column', { column: columnTitles[fault.column] })
  if (fault.kind === 'twice') return view.t('statistics:file.twice', { line: fault.line, first: fault.first })
  if (fault.kind !== 'cell') return view.t(`statistics:file.${fault.kind}`)
  return view.t('statistics:file.cell', {
    line: fault.line,
    column: columnTitles[fault.column],
    what: view.t(`statistics:cell.${fault.what}`, { value: fault.value }),
  })
}

const hidden = (view: View, { sheet }: SheetPage): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${sheet.version}" />`

const fileForm = (view: View, state: SheetPage): Html =>
  html`<form
    method="post"
    action="${sheetPath(state.sheet.id, 'file')}"
    enctype="multipart/form-data"
    class="panel"
    novalidate
  >
    <h2>${view.t('statistics:past.import')}</h2>
    <p>
      ${view.t('statistics:past.importLead')}
      <a href="${pastPath}/file" download>${view.t('statistics:past.template')}</a>
    </p>
    ${
      state.fileFaults.length > 0 &&
      html`<div class="banner bad" role="alert">
        <p>${view.t('statistics:file.nothingKept', { count: state.fileFaults.length })}</p>
        <ul>
          ${state.fileFaults.slice(0, faultsShown).map((fault) => html`<li>${fileFaultWords(view, fault)}</li>`)}
        </ul>
      </div>`
    }
    ${hidden(view, state)}
    <div class="field">
      <label for="f-file">${view.t('statistics:past.chooseFile')}</label>
      ${state.faults['file'] && html`<p class="fault">${state.faults['file']}</p>`}
      <input id="f-file" name="file" type="file" accept=".xlsx,.csv" required />
    </div>
    ${submit(view.t('statistics:past.importSubmit'))}
  </form>`

const figureForm = (view: View, state: SheetPage): Html => {
  const { form, faults } = state
  const text = (name: FigureField, more: { readonly size?: 'short'; readonly hint?: string } = {}): Html =>
    textField({
      name,
      label: view.t(`statistics:field.${name}`),
      value: textOf(form, name),
      autocomplete: 'off',
      faults,
      ...more,
    })
  const select = (name: FigureField, options: readonly { value: string; label: string }[], isFree = false): Html =>
    selectField({
      name,
      label: view.t(`statistics:field.${name}`),
      value: textOf(form, name),
      options,
      faults,
      ...(isFree ? { empty: view.t('statistics:notTold') } : {}),
    })
  return html`<form method="post" action="${sheetPath(state.sheet.id)}" class="panel" novalidate>
    <h2>${view.t('statistics:past.add')}</h2>
    ${hidden(view, state)} ${text('fromYear', { size: 'short' })} ${text('toYear', { size: 'short' })}
    ${select('level', [...pastLevels.map((one) => ({ value: one, label: view.t(`statistics:level.${one}`) })), { value: 'all', label: view.t('statistics:level.all') }])}
    ${text('levelWords', { hint: view.t('statistics:field.levelWordsHint') })}
    ${text('oldUnit', { hint: view.t('statistics:field.oldUnitHint') })} ${text('oldDistrict')}
    ${select(
      'measure',
      measures.map((one) => ({ value: one, label: view.t(`statistics:measure.${one}`) })),
    )}
    ${select(
      'type',
      sessionTypes.map((one) => ({ value: one, label: view.t(`overview:type.${one}`) })),
      true,
    )}
    ${select(
      'rhythm',
      rhythms.map((one) => ({ value: one, label: view.t(`overview:rhythm.${one}`) })),
      true,
    )}
    ${select(
      'thematic',
      [
        { value: 'yes', label: view.t('overview:thematic') },
        { value: 'no', label: view.t('statistics:notThematic') },
      ],
      true,
    )}
    ${select(
      'electedBody',
      electedBodies.map((one) => ({ value: one, label: view.t(`statistics:body.${one}`) })),
      true,
    )}
    ${text('bodyWords', { hint: view.t('statistics:field.bodyWordsHint') })}
    ${text('value', { hint: view.t('statistics:field.valueHint'), size: 'short' })}
    ${select(
      'countedIn',
      countings.map((one) => ({ value: one, label: view.t(`statistics:counted.${one}`) })),
    )}
    ${submit(view.t('statistics:past.addSubmit'))}
  </form>`
}

const approval = (view: View, state: SheetPage): Piece => {
  const { sheet, figures, mayWrite, mayApprove, isOwn, form, faults, writer } = state
  if (sheet.state === 'approved' || sheet.state === 'withdrawn') return null
  if (sheet.state === 'draft') {
    return (
      mayWrite &&
      html`<div class="panel actions">
        ${
          figures.length > 0 &&
          html`<form method="post" action="${sheetPath(sheet.id, 'approval-request')}" novalidate>
            ${hidden(view, state)} ${submit(view.t('plans:approve.askSubmit'))}
          </form>`
        }
        <form method="post" action="${sheetPath(sheet.id, 'removal')}" novalidate>
          ${hidden(view, state)} ${submit(view.t('statistics:past.remove'), 'danger')}
        </form>
      </div>`
    )
  }
  if (!mayApprove) return html`<p class="panel">${view.t('plans:approve.waits', { name: writer })}</p>`
  return html`<section class="panel" aria-labelledby="approve">
    <h2 id="approve">${view.t('plans:approve.title')}</h2>
    <p>${view.t('statistics:past.approveLead', { name: writer })}</p>
    <form method="post" action="${sheetPath(sheet.id, 'approval')}" novalidate>
      ${hidden(view, state)}
      ${isOwn && textField({ name: 'aloneBecause', label: view.t('plans:approve.alone'), value: textOf(form, 'aloneBecause'), autocomplete: 'off', maxlength: 300, faults })}
      ${submit(view.t('plans:approve.submit'))}
    </form>
    <details ${faults['why'] && html`open`}>
      <summary>${view.t('plans:approve.back')}</summary>
      <form method="post" action="${sheetPath(sheet.id, 'rejection')}" novalidate>
        ${hidden(view, state)}
        ${textArea({ name: 'why', label: view.t('plans:approve.why'), value: textOf(form, 'why'), rows: 3, maxlength: pastMax.why, required: true, faults })}
        ${submit(view.t('plans:approve.backSubmit'), 'quiet')}
      </form>
    </details>
  </section>`
}

/** One document's figures: entered one by one or from a file, then judged by a second person. */
export const pastSheetPage = (view: View, state: SheetPage): Html => {
  const { sheet, figures, mayWrite, faults } = state
  const isOpen = mayWrite && (sheet.state === 'draft' || sheet.state === 'asked')
  const strike = (figure: KeptFigure): Piece =>
    isOpen &&
    html`<form method="post" action="${sheetPath(sheet.id, `figures/${figure.id}/removal`)}" novalidate>
      ${hidden(view, state)} ${submit(view.t('statistics:past.strike'), 'quiet')}
    </form>`
  return appPage(view, {
    title: sheet.source,
    trail: [
      { path: basePath, label: view.t('statistics:title') },
      { path: pastPath, label: view.t('statistics:past.title') },
    ],
    lead: `${state.unitName}, ${shortDay(sheet.sourceOn)}`,
    actions: sheetChip(view, sheet.state),
    body: html`${faultSummary(view, faults)}
    ${sheet.sentBackWhy !== null && html`<div class="banner warn"><p>${view.t('plans:one.sentBack', { why: sheet.sentBackWhy })}</p></div>`}
    ${sheet.state === 'withdrawn' && withdrawPart(view, state)}
    ${sheet.renews !== null && html`<p class="hint">${view.t('statistics:past.renewed')} <a href="${sheetPath(sheet.renews)}">${view.t('statistics:past.renewedLink')}</a></p>`}
    ${figures.length === 0 ? emptyState(view.t('statistics:past.noFigures'), view.t('statistics:past.noFiguresHint')) : figureLines(view, figures, strike)}
    ${sheet.state === 'approved' && withdrawPart(view, state)} ${approval(view, state)}
    ${isOpen && fileForm(view, state)} ${isOpen && figureForm(view, state)}`,
  })
}
