import { linkDays, type Handover, type HandoverParty } from '../../handover/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { listPath, pathOf, stateChip, titleOf, trailOf } from './parts.ts'
import { partyForms } from './party-forms.ts'

export type MadeLink = { readonly url: string; readonly name: string; readonly expiresAt: Date }

export type PageState = {
  readonly handover: Handover
  readonly writer: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isOwn: boolean
  readonly mayReadDossier: boolean
  /** For which of the receivers this officer may act; the one that is acted for now stands first. */
  readonly mine: readonly HandoverParty[]
  readonly form: Form
  readonly faults: Faults
  /** Made just now, shown this once. */
  readonly link: MadeLink | undefined
}

const partyRow = (view: View, { handover, mayWrite, mine }: PageState, party: HandoverParty): Html => {
  const { receivedAt, returnReason, competentBody } = party
  return html`<li class="row">
    <span class="stacked">
      <strong>${party.name}</strong>
      <span class="hint">${view.t(party.seq === 0 ? 'handover:one.lead' : 'handover:one.joint')}</span>
      ${receivedAt !== null && html`<span>${view.t('handover:one.received', { name: party.receivedName ?? '', post: party.receivedPost ?? '', at: fullMoment(view, receivedAt) })}</span>`}
      ${returnReason !== null && html`<span>${view.t('handover:one.returned', { reason: view.t(`handover:reason.${returnReason}`) })}</span>`}
      ${returnReason !== null && party.returnWords && html`<span>${party.returnWords}</span>`}
      ${competentBody !== null && html`<span>${view.t('handover:one.competent', { body: competentBody })}</span>`}
      ${
        competentBody !== null &&
        mayWrite &&
        html`<a
          href="${listPath}/new?${new URLSearchParams([['unit', handover.unitId], ['body', competentBody], ...handover.items.map(({ itemId }) => ['items', itemId] satisfies [string, string])]).toString()}"
          >${view.t('handover:one.handOn', { body: competentBody })}</a
        >`
      }
      ${
        handover.sentAt !== null &&
        party.returnedAt === null &&
        mine.slice(1).some(({ seq }) => seq === party.seq) &&
        html`<a href="${pathOf(handover.id)}?party=${party.seq}">${view.t('handover:one.choose')}</a>`
      }
    </span>
    ${receivedAt === null && returnReason === null && html`<span class="chip plain">${view.t('handover:one.waits')}</span>`}
  </li>`
}

const madeLink = (view: View, { link }: PageState): Piece =>
  link &&
  html`<div class="banner good" role="status">
    <p>${view.t('handover:link.made', { name: link.name, day: fullMoment(view, link.expiresAt) })}</p>
    <p><code>${link.url}</code></p>
  </div>`

/** Bodies without an account read the dossier by a link of their own. */
const linkForms = (view: View, { handover, mayWrite }: PageState): Piece =>
  mayWrite &&
  (handover.state === 'sent' || handover.state === 'received') &&
  html`${handover.parties
    .filter((one) => one.unitId === null && one.receivedAt === null && one.returnedAt === null)
    .map(
      ({ seq, name }) =>
        html`<form method="post" action="${pathOf(handover.id, 'link')}" class="panel">
          ${formToken(view)}<input type="hidden" name="version" value="${handover.version}" /><input
            type="hidden"
            name="seq"
            value="${seq}"
          />
          <p>${view.t('handover:link.makeHint', { name, days: linkDays })}</p>
          ${submit(view.t('handover:link.make'), 'quiet')}
        </form>`,
    )}`

const approval = (view: View, state: PageState): Piece => {
  const { handover, mayWrite, mayApprove, isOwn, form, faults } = state
  const hidden = html`${formToken(view)}<input type="hidden" name="version" value="${handover.version}" />`
  const drop =
    mayWrite &&
    html`<form method="post" action="${pathOf(handover.id, 'removal')}">
      ${hidden} ${submit(view.t('handover:one.drop'), 'quiet')}
    </form>`
  if (handover.state === 'draft') {
    return (
      mayWrite &&
      html`<section class="panel">
        <form method="post" action="${pathOf(handover.id, 'approval-request')}">
          ${hidden} ${submit(view.t('plans:approve.askSubmit'))}
        </form>
        ${drop}
      </section>`
    )
  }
  if (handover.state !== 'asked') return null
  if (!mayApprove) {
    return html`<section class="panel">
      <p>${view.t('plans:approve.waits', { name: state.writer })}</p>
      ${drop}
    </section>`
  }
  return html`<section class="panel" aria-labelledby="approve">
    <h2 id="approve">${view.t('plans:approve.title')}</h2>
    <form method="post" action="${pathOf(handover.id, 'approval')}" novalidate>
      ${hidden}
      ${isOwn && textField({ name: 'aloneBecause', label: view.t('plans:approve.alone'), value: textOf(form, 'aloneBecause'), autocomplete: 'off', maxlength: 300, faults })}
      ${submit(view.t('plans:approve.submit'))}
    </form>
    <details ${faults['why'] && html`open`}>
      <summary>${view.t('plans:approve.back')}</summary>
      <form method="post" action="${pathOf(handover.id, 'rejection')}" novalidate>
        ${hidden}
        ${textArea({ name: 'why', label: view.t('plans:approve.why'), value: textOf(form, 'why'), rows: 3, maxlength: 300, required: true, faults })}
        ${submit(view.t('plans:approve.backSubmit'), 'quiet')}
      </form>
    </details>
    ${drop}
  </section>`
}

export const handoverPage = (view: View, state: PageState): Html => {
  const { handover, mine, form, faults, mayReadDossier } = state
  const [party] = mine
  const link = (part: string, label: string): Html =>
    html`<a class="button quiet" href="${pathOf(handover.id, part)}">${label}</a>`
  return appPage(view, {
    title: titleOf(view, handover),
    trail: trailOf(view),
    lead: handover.unitName,
    actions: html`${stateChip(view, handover.state)} ${link('print', view.t('handover:one.print'))}
    ${link('file', view.t('handover:one.file'))}
    ${mayReadDossier && handover.dossiers.length > 0 && html`${link('list', view.t('handover:one.list'))} ${link('dossier', view.t('handover:one.dossier'))} ${link('zip', view.t('handover:link.zip'))}`}`,
    body: html`${faultSummary(view, faults)} ${madeLink(view, state)}
      ${handover.sentBackWhy !== null && html`<div class="banner warn"><p>${view.t('handover:one.sentBack', { why: handover.sentBackWhy })}</p></div>`}
      ${handover.note !== '' && html`<section class="panel">${paragraphs(handover.note)}</section>`}
      <section aria-labelledby="parties">
        <h2 id="parties">${view.t('handover:one.parties')}</h2>
        <ul class="rows">
          ${handover.parties.map((one) => partyRow(view, state, one))}
        </ul>
      </section>
      <section aria-labelledby="matters">
        <h2 id="matters">${view.t('handover:one.items')}</h2>
        <ul class="rows">
          ${handover.items.map(
            (item) =>
              html`<li class="row">
                <span class="stacked">
                  <strong
                    >${view.t('handover:new.item', { number: item.number, title: item.title ?? view.t('handover:new.untitled') })}</strong
                  >
                  ${item.outcomeWords && html`<span class="hint">${item.outcomeWords}</span>`}
                </span>
                ${item.outcome !== null && html`<span class="chip good">${view.t(`handover:outcome.${item.outcome}`)}</span>`}
              </li>`,
          )}
        </ul>
      </section>
      ${handover.dossiers.map(({ revision, why, digest }) => html`<p class="hint">${view.t(why === 'frozen' ? 'handover:one.digest' : 'handover:one.erased', { revision, digest })}</p>`)}
      ${approval(view, state)} ${linkForms(view, state)} ${party && partyForms(view, { handover, party, form, faults })}`,
  })
}
