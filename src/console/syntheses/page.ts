import { synthesisMax, type Synthesis, type SynthesisFigures } from '../../reports/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { figureLines } from '../statistics/parts.ts'
import { formatCount } from '../wording.ts'
import { listPath, pathOf, periodOf, stateChip } from './parts.ts'

export type SynthesisPage = {
  readonly synthesis: Synthesis
  readonly unitName: string
  /** Null where a balance below does not add up. */
  readonly figures: SynthesisFigures | null
  readonly writer: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isOwn: boolean
  readonly form: Form
  readonly faults: Faults
}

const counted = (view: View, figures: SynthesisFigures): Html => {
  const { balance } = figures
  const pairs = [
    ['sources', figures.sources.length],
    ['sessions', figures.sessions],
    ['received', balance.received],
    ['answered', balance.answeredAlone + balance.answeredJoined],
    ['transferred', balance.transferred],
    ['refused', balance.refused],
    ['gone', balance.withdrawn + balance.erased],
    ['pending', balance.pending],
    ['persons', figures.persons],
    ['households', figures.households ?? 0],
  ] as const
  return html`<dl class="facts counts">
      ${pairs.map(
        ([name, n]) =>
          html`<div>
            <dt>${view.t(`reports:synthesis.count.${name}`)}</dt>
            <dd>${formatCount(view, n)}</dd>
          </div>`,
      )}
    </dl>
    ${
      figures.unitsBelow > 0 &&
      figures.lacking.length > 0 &&
      html`<details class="panel">
        <summary>${view.t('reports:synthesis.lacking', { count: figures.lacking.length })}</summary>
        <p>${figures.lacking.join('; ')}</p>
      </details>`
    }`
}

/** What documents say of earlier years: as it will stand in the paper. */
const past = (view: View, { statistics }: SynthesisFigures): Piece =>
  statistics &&
  html`${
    statistics.past.length > 0 &&
    html`<section class="panel">
      <h2>${view.t('reports:synthesis.pastWithin')}</h2>
      ${figureLines(view, statistics.past)}
    </section>`
  }
  ${
    statistics.beyond.length > 0 &&
    html`<section class="panel">
      <h2>${view.t('reports:synthesis.pastBeyond')}</h2>
      ${figureLines(view, statistics.beyond)}
    </section>`
  }`

const words = (view: View, { synthesis, mayWrite, form, faults }: SynthesisPage): Piece => {
  if (!mayWrite || synthesis.state === 'approved') return null
  const day = (name: 'fromOn' | 'untilOn'): Html =>
    textField({
      name,
      label: view.t(`reports:synthesis.${name}`),
      hint: view.t('reports:synthesis.dayHint'),
      value: textOf(form, name),
      autocomplete: 'off',
      size: 'short',
      required: true,
      faults,
    })
  const area = (name: 'mood' | 'proposals', rows: number): Html =>
    textArea({
      name,
      label: view.t(`reports:synthesis.${name}`),
      hint: view.t(`reports:synthesis.${name}Hint`),
      value: textOf(form, name),
      rows,
      maxlength: synthesisMax[name],
      faults,
    })
  return html`<form method="post" action="${pathOf(synthesis.id)}" class="panel" novalidate>
    <h2>${view.t('reports:synthesis.words')}</h2>
    ${formToken(view)}<input type="hidden" name="version" value="${synthesis.version}" />
    ${day('fromOn')} ${day('untilOn')}
    ${textField({ name: 'councilSession', label: view.t('reports:synthesis.councilSession'), value: textOf(form, 'councilSession'), autocomplete: 'off', maxlength: synthesisMax.councilSession, faults })}
    ${area('mood', 6)} ${area('proposals', 6)} ${submit(view.t('plans:save'))}
  </form>`
}

const approval = (view: View, state: SynthesisPage): Piece => {
  const { synthesis, figures, mayWrite, mayApprove, isOwn, form, faults, writer } = state
  const hidden = html`${formToken(view)}<input type="hidden" name="version" value="${synthesis.version}" />`
  if (synthesis.state === 'draft') {
    return (
      mayWrite &&
      figures &&
      html`<form method="post" action="${pathOf(synthesis.id, 'approval-request')}" class="panel" novalidate>
        ${hidden}
        <p>${view.t('reports:synthesis.ask')}</p>
        ${submit(view.t('plans:approve.askSubmit'))}
      </form>`
    )
  }
  if (synthesis.state === 'approved') return null
  if (!mayApprove) return html`<p class="panel">${view.t('plans:approve.waits', { name: writer })}</p>`
  return html`<section class="panel" aria-labelledby="approve">
    <h2 id="approve">${view.t('plans:approve.title')}</h2>
    <p>${view.t('reports:synthesis.approveLead', { name: writer })}</p>
    <form method="post" action="${pathOf(synthesis.id, 'approval')}" novalidate>
      ${hidden}
      ${isOwn && textField({ name: 'aloneBecause', label: view.t('plans:approve.alone'), value: textOf(form, 'aloneBecause'), autocomplete: 'off', maxlength: 300, faults })}
      ${submit(view.t('plans:approve.submit'))}
    </form>
    <details ${faults['why'] && html`open`}>
      <summary>${view.t('plans:approve.back')}</summary>
      <form method="post" action="${pathOf(synthesis.id, 'rejection')}" novalidate>
        ${hidden}
        ${textArea({ name: 'why', label: view.t('plans:approve.why'), value: textOf(form, 'why'), rows: 3, maxlength: synthesisMax.why, required: true, faults })}
        ${submit(view.t('plans:approve.backSubmit'), 'quiet')}
      </form>
    </details>
  </section>`
}

/** One report of a period: its figures, the Front's words, the second person, the paper. */
export const synthesisPage = (view: View, state: SynthesisPage): Html => {
  const { synthesis, figures, faults } = state
  return appPage(view, {
    title: view.t(`reports:synthesis.kind.${synthesis.kind}`),
    trail: [{ path: listPath, label: view.t('reports:synthesis.title') }],
    lead: `${state.unitName}, ${periodOf(view, synthesis)}`,
    actions: html`${stateChip(view, synthesis.state)}
      ${
        figures &&
        html`<a class="button quiet" href="${pathOf(synthesis.id, 'print')}">${view.t('plans:one.print')}</a>
          <a class="button quiet" href="${pathOf(synthesis.id, 'file')}">${view.t('plans:one.file')}</a>`
      } <a class="button quiet" href="${pathOf(synthesis.id, 'appendix')}">${view.t('reports:synthesis.appendix')}</a>`,
    body: html`${faultSummary(view, faults)}
      ${synthesis.sentBackWhy !== null && html`<div class="banner warn"><p>${view.t('plans:one.sentBack', { why: synthesis.sentBackWhy })}</p></div>`}
      ${figures === null && html`<div class="banner bad" role="alert"><p>${view.t('reports:fault.parts')}</p></div>`}
      ${figures && counted(view, figures)} ${figures && past(view, figures)}
      <p class="hint">
        ${view.t(synthesis.state === 'approved' ? 'reports:synthesis.fixed' : 'reports:synthesis.live')}
      </p>
      ${approval(view, state)} ${words(view, state)}`,
  })
}
