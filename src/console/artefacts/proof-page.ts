import type { NoticeProof, ProvenGroup, ProvenNotice, ProvenOfficer } from '../../artefacts/index.ts'
import { describePlace } from '../../dialogues/index.ts'
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

const figures = [
  'persons',
  'sent',
  'counted',
  'delivered',
  'seen',
  'refused',
  'unreachable',
  'uncertain',
  'unsent',
] as const
const groupFigures = ['persons', 'counted', 'onlyExtra', 'unreached'] as const

const signed = (view: View, officer: ProvenOfficer | null): string =>
  officer === null
    ? view.t('artefacts:proof.program')
    : officer.title === null
      ? officer.name
      : `${officer.name}, ${officer.title}`

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
              ${view.t(`artefacts:way.${one.way}` as PhraseKey)}${one.footing === 'never' && one.way !== 'held' && html` (${view.t('artefacts:proof.extra')})`}
            </th>
            ${figures.map((name) => html`<td>${formatCount(view, one[name])}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`

const agreed = (view: View, { networks, unitId }: ProvenGroup): Piece =>
  unitId === null
    ? '–'
    : networks.length === 0
      ? view.t('artefacts:proof.nothingAgreed')
      : html`<ul class="plain">
          ${networks.map((one) => {
            const day = shortDay(one.minutesDate as PlainDate)
            const minutes = view.t('artefacts:proof.minutes', { number: one.minutesNumber, day })
            const parts = [view.t(`artefacts:network.${one.kind}`), one.name, minutes].filter((part) => part !== '')
            return html`<li>${parts.join(', ')}${!one.isLawful && html` (${view.t('artefacts:proof.extra')})`}</li>`
          })}
        </ul>`

const groupsTable = (view: View, { groups }: ProvenNotice): Piece =>
  groups.length > 0 &&
  html`<h3>${view.t('artefacts:proof.groups')}</h3>
    <p>${view.t('artefacts:proof.groupsHint')}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${view.t('artefacts:proof.group')}</th>
          <th scope="col">${view.t('artefacts:proof.agreed')}</th>
          ${groupFigures.map((name) => html`<th scope="col">${view.t(`artefacts:proof.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${groups.map(
          (group) =>
            html`<tr>
              <th scope="row">${group.unit ?? view.t('artefacts:proof.noGroup')}</th>
              <td class="words">${agreed(view, group)}</td>
              ${groupFigures.map((name) => html`<td>${formatCount(view, group[name])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`

/** Who changed the words after they were drafted from the record; mostly nobody. */
const writers = (view: View, { texts, draftedAt }: ProvenNotice): Piece => {
  const [text] = texts.filter(({ language, writtenAt }) => language === 'vi' && writtenAt !== draftedAt)
  return (
    text &&
    html`<dt>${view.t('artefacts:proof.written')}</dt>
      <dd>${signed(view, text.writtenBy)}; ${moment(view, text.writtenAt)}</dd>`
  )
}

const noticePart = (view: View, notice: ProvenNotice): Html =>
  html`<section>
    <h2>${view.t(`broadcasts:kind.${notice.kind}`)}</h2>
    <dl>
      <dt>${view.t('artefacts:proof.drafted')}</dt>
      <dd>${signed(view, notice.draftedBy)}; ${moment(view, notice.draftedAt)}</dd>
      ${writers(view, notice)}
      <dt>${view.t('artefacts:proof.approved')}</dt>
      <dd>${signed(view, notice.approvedBy)}; ${moment(view, notice.approvedAt)}</dd>
      ${
        notice.approvedAloneWhy !== null &&
        html`<dt>${view.t('artefacts:proof.alone')}</dt>
          <dd>${notice.approvedAloneWhy}</dd>`
      }
      ${
        notice.lateWhy !== null &&
        html`<dt>${view.t('artefacts:proof.late')}</dt>
          <dd>${notice.lateWhy}</dd>`
      }
      <dt>${view.t('artefacts:proof.first')}</dt>
      <dd>${moment(view, notice.firstSentAt)}</dd>
      <dt>${view.t('artefacts:proof.last')}</dt>
      <dd>${moment(view, notice.lastSentAt)}</dd>
    </dl>
    ${notice.ways.length > 0 ? waysTable(view, notice) : html`<p>${view.t('artefacts:proof.nobody')}</p>`}
    ${groupsTable(view, notice)}
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
  const { startsAt, title = '', place = '', mode = 'in_person', joinUrl = null } = proof.facts
  const where = describePlace(view.locale, { place, mode, joinUrl })
  return printPage(
    view,
    view.t('artefacts:proof.title'),
    html`<link rel="stylesheet" href="${assetPath('artefacts.css')}" />
      <article class="proof">
        <h1>${view.t('artefacts:proof.title')}</h1>
        <dl>
          <dt>${view.t('artefacts:proof.session')}</dt>
          <dd>${title}</dd>
          <dt>${view.t('artefacts:proof.held')}</dt>
          <dd>${[moment(view, startsAt ?? null), where].filter((part) => part !== '').join('; ')}</dd>
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
        ${lawPart(view, proof)} ${proof.notices.map((one) => noticePart(view, one))} ${linksPart(view, proof)}
        ${keptPart(view, state)}
      </article>`,
    `/console/dialogues/${proof.dialogueId}`,
  )
}
