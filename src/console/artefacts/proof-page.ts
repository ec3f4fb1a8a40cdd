import type { NoticeProof, ProvenNotice } from '../../artefacts/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { assetPath } from '../assets.ts'
import { formToken, submit } from '../fields.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { printPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount, fullMoment, shortDay } from '../wording.ts'

export type ProofState = {
  readonly proof: NoticeProof
  readonly kept: readonly { readonly at: Date; readonly digest: string }[]
  readonly mayKeep: boolean
}

const figures = ['persons', 'sent', 'seen', 'refused', 'unreachable', 'uncertain', 'unsent'] as const

const moment = (view: View, at: string | null): string =>
  at === null ? view.t('artefacts:proof.never') : fullMoment(view, new Date(at))

const waysTable = (view: View, { ways }: ProvenNotice): Html =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">${view.t('artefacts:proof.way')}</th>
        ${figures.map((name) => html`<th scope="col">${view.t(`artefacts:proof.${name}`)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${ways.map(
        (one) =>
          html`<tr>
            <th scope="row">
              ${view.t(`artefacts:way.${one.way}` as PhraseKey)}${!one.isLawful && html` (${view.t('artefacts:proof.extra')})`}
            </th>
            ${figures.map((name) => html`<td>${formatCount(view, one[name])}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`

const noticePart = (view: View, notice: ProvenNotice): Html =>
  html`<section>
    <h2>${view.t(`broadcasts:kind.${notice.kind}` as PhraseKey)}</h2>
    <dl>
      <dt>${view.t('artefacts:proof.approved')}</dt>
      <dd>${notice.approvedBy.name}, ${moment(view, notice.approvedAt)}</dd>
      ${
        notice.approvedAloneWhy !== null &&
        html`<dt>${view.t('artefacts:proof.alone')}</dt>
          <dd>${notice.approvedAloneWhy}</dd>`
      }
      <dt>${view.t('artefacts:proof.first')}</dt>
      <dd>${moment(view, notice.firstSentAt)}</dd>
      <dt>${view.t('artefacts:proof.last')}</dt>
      <dd>${moment(view, notice.lastSentAt)}</dd>
    </dl>
    ${notice.ways.length > 0 ? waysTable(view, notice) : html`<p>${view.t('artefacts:proof.nobody')}</p>`}
    ${notice.texts
      .filter(({ language }) => language === 'vi')
      .map(
        ({ text, fingerprint }) =>
          html`<blockquote>${paragraphs(text)}</blockquote>
            <p class="digest">${view.t('artefacts:proof.fingerprint')}: ${fingerprint}</p>`,
      )}
  </section>`

const lawPart = (view: View, { law }: NoticeProof): Piece => {
  if (law === null) return html`<p>${view.t('artefacts:proof.noLaw')}</p>`
  const values = { days: law.days, source: law.source, lastDay: shortDay(law.lastDay as PlainDate) }
  return html`<p>${view.t('artefacts:proof.law', values)}</p>
    <p><strong>${view.t(law.isKept ? 'artefacts:proof.lawKept' : 'artefacts:proof.lawBroken')}</strong></p>
    ${law.lateWhy !== null && html`<p>${view.t('artefacts:proof.lateWhy', { reason: law.lateWhy })}</p>`}`
}

const networksPart = (view: View, { networks }: NoticeProof): Piece =>
  networks.length > 0 &&
  html`<section>
    <h2>${view.t('artefacts:proof.networks')}</h2>
    <ul>
      ${networks.map((one) => {
        const day = shortDay(one.minutesDate as PlainDate)
        const minutes = view.t('artefacts:proof.minutes', { number: one.minutesNumber, day })
        const kind = view.t(`artefacts:network.${one.kind}` as PhraseKey)
        return html`<li>${one.unit}: ${[kind, one.name, minutes].filter((part) => part !== '').join(', ')}</li>`
      })}
    </ul>
  </section>`

const linksPart = (view: View, { groupLinks }: NoticeProof): Piece =>
  groupLinks.length > 0 &&
  html`<section>
    <h2>${view.t('artefacts:groups.title')}</h2>
    <ul>
      ${groupLinks.map(({ unit, openings }) => html`<li>${unit}: ${view.t('artefacts:groups.openings', { count: openings, shown: formatCount(view, openings) })}</li>`)}
    </ul>
  </section>`

const keptPart = (view: View, { kept, mayKeep, proof }: ProofState): Html =>
  html`<section>
    <h2>${view.t('artefacts:proof.kept')}</h2>
    ${kept.length === 0 && html`<p>${view.t('artefacts:proof.notKept')}</p>`}
    <ul>
      ${kept.map(({ at, digest }) => html`<li class="digest">${fullMoment(view, at)}: ${digest}</li>`)}
    </ul>
    ${
      mayKeep &&
      html`<form method="post" action="/console/artefacts/${proof.dialogueId}/proof" class="no-print">
        ${formToken(view)} ${submit(view.t('artefacts:proof.keep'))}
      </form>`
    }
  </section>`

/** The proof as a paper for the file of the session. */
export const proofPage = (view: View, state: ProofState): Html => {
  const { proof } = state
  const { startsAt, title, place } = proof.facts
  return printPage(
    view,
    view.t('artefacts:proof.title'),
    html`<link rel="stylesheet" href="${assetPath('artefacts.css')}" />
      <article class="proof">
        <h1>${view.t('artefacts:proof.title')}</h1>
        <dl>
          <dt>${view.t('artefacts:proof.session')}</dt>
          <dd>${String(title)}</dd>
          <dt>${view.t('artefacts:proof.held')}</dt>
          <dd>${moment(view, String(startsAt))}, ${String(place)}</dd>
          <dt>${view.t('artefacts:proof.unit')}</dt>
          <dd>${proof.unit.name}</dd>
          <dt>${view.t('artefacts:proof.audience')}</dt>
          <dd>${proof.audience.join(', ')}</dd>
          <dt>${view.t('artefacts:sheet.code')}</dt>
          <dd>${formatCode(proof.noticeCode)}</dd>
          <dt>${view.t('artefacts:proof.made')}</dt>
          <dd>${moment(view, proof.madeAt)}</dd>
        </dl>
        <h2>${view.t('artefacts:proof.lawTitle')}</h2>
        ${lawPart(view, proof)} ${proof.notices.map((one) => noticePart(view, one))} ${networksPart(view, proof)}
        ${linksPart(view, proof)} ${keptPart(view, state)}
      </article>`,
    `/console/dialogues/${proof.dialogueId}`,
  )
}
