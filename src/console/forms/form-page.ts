import { checkContent, hasPendingVersion, itemsOf, questionsOf, type ContentFault } from '../../forms/index.ts'
import { faultSummary, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { momentField } from '../moment-field.ts'
import { shortDay, formatCount, fullMoment } from '../wording.ts'
import type { View } from '../view.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import { awaitsApproval, formChip, hidden, isEditable, pathOf, titleOf, trailOf } from './parts.ts'
import type { ReadableForm } from './readable-form.ts'

export type FormPageState = ReadableForm & {
  readonly versions: readonly { readonly number: number; readonly approvedAt: Date | null }[]
  readonly names: ReadonlyMap<string, string>
  readonly dialogueTitle: string | null
  /** Whoever reads has written the newest words. */
  readonly isOwn: boolean
  /** Nobody else could approve for the unit in the last days. */
  readonly mayBeAlone: boolean
  /** How many answered on each day; null for whom it is hidden until the closing. */
  readonly answered: readonly { readonly day: PlainDate; readonly count: number }[] | null
  readonly address: string
  readonly qr: Html
  readonly typed: Typed
  readonly faults: Faults
}

const fact = (label: string, value: Piece): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

const faultWords = (view: View, fault: ContentFault): string => view.t(`forms:fault.${fault.why}`, fault.values)

const factsPart = (view: View, { form, unit, content, names, dialogueTitle }: FormPageState): Html =>
  html`<dl class="facts">
    ${fact(view.t('form-builder:fact.unit'), unit.fullName)}
    ${
      form.dialogueId !== null &&
      dialogueTitle !== null &&
      fact(
        view.t('form-builder:fact.dialogue'),
        html`<a href="/console/dialogues/${form.dialogueId}">${dialogueTitle}</a>`,
      )
    }
    ${fact(view.t('form-builder:fact.opens'), fullMoment(view, form.opensAt))}
    ${fact(view.t('form-builder:fact.closes'), fullMoment(view, form.closedAt ?? form.closesAt))}
    ${fact(view.t('form-builder:fact.counts'), view.t(`form-builder:counts.${form.counts}`))}
    ${fact(view.t('form-builder:fact.naming'), view.t(`form-builder:naming.${form.naming}`))}
    ${fact(view.t('form-builder:fact.audience'), view.t(`form-builder:audience.${form.audience}`))}
    ${fact(view.t('form-builder:fact.questions'), formatCount(view, questionsOf(content).length))}
    ${fact(view.t('form-builder:fact.writer'), names.get(form.writtenBy) ?? '')}
    ${form.approvedBy !== null && fact(view.t('form-builder:fact.approver'), names.get(form.approvedBy) ?? '')}
  </dl>`

const formOf = (view: View, { form }: FormPageState, act: string, body: Piece): Html =>
  html`<form method="post" action="${pathOf(form.id, act)}" novalidate>${hidden(view, form)} ${body}</form>`

const faultsPart = (view: View, { form, content }: FormPageState, faults: readonly ContentFault[]): Html =>
  html`<div class="banner warn">
    <p>${view.t('form-builder:one.notReady', { count: faults.length })}</p>
    <ul>
      ${faults.slice(0, 8).map((fault) => {
        const place = itemsOf(content).findIndex((item) => item.id === fault.item)
        return html`<li>
          ${place >= 0 && html`<a href="${pathOf(form.id, 'build')}#i-${fault.item ?? ''}">${view.t('form-builder:item.place', { place: place + 1 })}</a>: `}${faultWords(view, fault)}
        </li>`
      })}
    </ul>
  </div>`

/** What is to be done with a draft, and what a second person decides. */
const nextPart = (view: View, state: FormPageState): Piece => {
  const { form, content, mayWrite, mayApprove, isOwn, mayBeAlone, names, faults, typed } = state
  const writer = names.get(form.writtenBy) ?? ''
  if (form.state === 'draft') {
    const wrong = checkContent(content)
    return html`<section class="panel" aria-labelledby="next">
      <h2 id="next">${view.t('form-builder:one.draft')}</h2>
      ${form.sentBackWhy !== null && html`<div class="banner bad"><p>${view.t('form-builder:one.sentBack', { why: form.sentBackWhy })}</p></div>`}
      ${wrong.length > 0 ? faultsPart(view, state, wrong) : html`<p>${view.t('form-builder:one.ready')}</p>`}
      ${
        mayWrite &&
        html`<p class="actions">
            <a class="button ${wrong.length > 0 ? 'primary' : 'quiet'}" href="${pathOf(form.id, 'build')}"
              >${view.t('form-builder:one.build')}</a
            ><a class="button quiet" href="${pathOf(form.id, 'settings')}">${view.t('form-builder:settings.title')}</a>
          </p>
          ${wrong.length === 0 && formOf(view, state, 'ask', submit(view.t('form-builder:one.ask')))}`
      }
    </section>`
  }
  if (!awaitsApproval(form)) return null
  const mayDecide = mayApprove && (!isOwn || mayBeAlone)
  return html`<section class="panel" aria-labelledby="decision">
    <h2 id="decision">${view.t(form.state === 'open' ? 'form-builder:one.pending' : 'form-builder:one.decision')}</h2>
    <p>
      ${view.t('form-builder:one.writtenBy', { name: writer })}
      <a href="${pathOf(form.id, 'preview')}">${view.t('form-builder:preview.open')}</a>
    </p>
    ${form.state === 'open' && html`<p class="hint">${view.t('form-builder:one.pendingHint')}</p>`}
    ${
      !mayDecide &&
      html`<div class="banner note">
        <p>${view.t(isOwn && mayApprove ? 'form-builder:one.needsSecond' : 'form-builder:one.waits')}</p>
      </div>`
    }
    ${
      mayDecide &&
      formOf(
        view,
        state,
        'approve',
        html`${
          isOwn &&
          textField({
            name: 'aloneBecause',
            label: view.t('console:announcement.aloneBecause'),
            hint: view.t('console:announcement.aloneHint'),
            value: textOf(typed, 'aloneBecause'),
            maxlength: 300,
            faults,
          })
        }
        ${submit(view.t('form-builder:one.approve'))}`,
      )
    }
    ${
      mayApprove &&
      !isOwn &&
      html`<details ${faults['why'] && html`open`}>
        <summary>${view.t('form-builder:one.sendBack')}</summary>
        ${formOf(
          view,
          state,
          'send-back',
          html`${textArea({ name: 'why', label: view.t('form-builder:one.why'), value: textOf(typed, 'why'), rows: 3, maxlength: 500, faults })}
          ${submit(view.t('form-builder:one.sendBackSubmit'), 'quiet')}`,
        )}
      </details>`
    }
    ${
      hasPendingVersion(form) &&
      (mayWrite || mayApprove) &&
      formOf(view, state, 'drop-version', submit(view.t('form-builder:one.dropVersion'), 'quiet'))
    }
  </section>`
}

const sharePart = (view: View, { form, address, qr }: FormPageState): Piece =>
  form.state === 'open' &&
  html`<section class="panel" aria-labelledby="share">
    <h2 id="share">${view.t('form-builder:one.share')}</h2>
    <p>${view.t('form-builder:one.shareCode', { code: form.code })}</p>
    <p><a href="${address}">${address}</a></p>
    <div class="qr-box">${qr}</div>
  </section>`

const answeredPart = (view: View, { form, answered }: FormPageState): Piece => {
  if (form.openVersion === null) return null
  const total = answered?.reduce((sum, { count }) => sum + count, 0) ?? 0
  return html`<section class="panel" aria-labelledby="answered">
    <h2 id="answered">${view.t('form-builder:one.answered')}</h2>
    ${answered === null && html`<p>${view.t('form-builder:one.hidden')}</p>`}
    ${answered !== null && total === 0 && html`<p>${view.t('form-builder:one.nobodyYet')}</p>`}
    ${
      answered !== null &&
      total > 0 &&
      html`<p>${view.t('form-builder:one.total', { count: total, shown: formatCount(view, total) })}</p>
        <ul>
          ${answered.map(
            ({ day, count }) =>
              html`<li>
                ${view.t('form-builder:one.onDay', { day: shortDay(day), count, shown: formatCount(view, count) })}
              </li>`,
          )}
        </ul>`
    }
    ${form.state === 'open' && html`<p class="hint">${view.t('form-builder:one.noInterim')}</p>`}
    <p class="actions">
      <a href="${pathOf(form.id, 'paper')}">${view.t('form-paper:title')}</a>
      ${form.showsAnswered && html`· <a href="${pathOf(form.id, 'answered')}">${view.t('form-hall:who.title')}</a>`}
      ${form.isLive && form.dialogueId !== null && html`· <a href="/console/dialogues/${form.dialogueId}/board/phieu/${form.id}" target="_blank">${view.t('form-hall:link')}</a>`}
      ${answered !== null && html`<a href="${pathOf(form.id, 'results')}">${view.t('form-results:open')}</a>`}
    </p>
  </section>`
}

const steerPart = (view: View, state: FormPageState): Piece => {
  const { form, mayWrite, typed, faults } = state
  if (!mayWrite || !isEditable(form)) return null
  if (form.state !== 'open') {
    return html`<details class="panel">
      <summary>${view.t('form-builder:one.drop')}</summary>
      <p>${view.t('form-builder:one.dropHint')}</p>
      ${formOf(view, state, 'drop', submit(view.t('form-builder:one.dropSubmit'), 'danger'))}
    </details>`
  }
  return html`<section class="panel" aria-labelledby="steer">
    <h2 id="steer">${view.t('form-builder:one.steer')}</h2>
    <p><a href="${pathOf(form.id, 'build')}">${view.t('form-builder:one.newerVersion')}</a></p>
    <p class="hint">${view.t('form-builder:one.newerVersionHint')}</p>
    <details ${faults['closesAt'] && html`open`}>
      <summary>${view.t('form-builder:one.extend')}</summary>
      ${formOf(
        view,
        state,
        'extend',
        html`${momentField(view, { name: 'closesAt', label: view.t('form-builder:one.extendTo'), form: typed, faults })}
        ${submit(view.t('form-builder:one.extendSubmit'), 'quiet')}`,
      )}
    </details>
    <p><a class="button danger" href="${pathOf(form.id, 'close')}">${view.t('form-builder:close.open')}</a></p>
  </section>`
}

const versionsPart = (view: View, { form, versions }: FormPageState): Html =>
  html`<section class="panel" aria-labelledby="versions">
    <h2 id="versions">${view.t('form-builder:one.versions')}</h2>
    <ul>
      ${versions.map(
        ({ number, approvedAt }) =>
          html`<li>
            <a href="${pathOf(form.id, `versions/${number}`)}">${view.t('form-builder:one.version', { number })}</a>,
            ${approvedAt === null ? view.t('form-builder:one.notApproved') : view.t('form-builder:one.approvedAt', { when: fullMoment(view, approvedAt) })}
          </li>`,
      )}
    </ul>
    <p><a href="${pathOf(form.id, 'preview')}">${view.t('form-builder:preview.open')}</a></p>
  </section>`

export const formPage = (view: View, state: FormPageState): Html =>
  appPage(view, {
    title: titleOf(view, state.content),
    trail: trailOf(view),
    lead: formChip(view, state.form),
    body: html`${faultSummary(view, state.faults)} ${nextPart(view, state)} ${factsPart(view, state)}
    ${sharePart(view, state)} ${answeredPart(view, state)} ${versionsPart(view, state)} ${steerPart(view, state)}`,
  })

/** Are you sure: what happens when a form is closed before its time. */
export const closePage = (view: View, found: ReadableForm, faults: Faults): Html =>
  appPage(view, {
    title: view.t('form-builder:close.title'),
    trail: trailOf(view, found),
    lead: view.t('form-builder:close.lead', { when: fullMoment(view, found.form.closesAt) }),
    body: html`${faultSummary(view, faults)}
      <section class="panel">
        <ul>
          <li>${view.t('form-builder:close.noMore')}</li>
          <li>${view.t(`form-builder:close.${found.form.naming}`)}</li>
          <li>${view.t('form-builder:close.drafts')}</li>
          <li>${view.t('form-builder:close.results')}</li>
          <li>${view.t('form-builder:close.never')}</li>
        </ul>
        <form method="post" action="${pathOf(found.form.id, 'close')}">
          ${hidden(view, found.form)}
          <p class="actions">
            ${submit(view.t('form-builder:close.submit'), 'danger')}
            <a class="button quiet" href="${pathOf(found.form.id)}">${view.t('form-builder:close.back')}</a>
          </p>
        </form>
      </section>`,
  })
