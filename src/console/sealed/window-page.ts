import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Reader, SealedWindow } from '../../sealed/index.ts'
import { assetPath } from '../assets.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { listPath, nameOf, pathOf, stateChip } from './parts.ts'

export type WindowState = {
  readonly one: SealedWindow
  readonly readers: readonly Reader[]
  /** Who is signed in, where they are a reader. */
  readonly me: Reader | undefined
  /** Names of readers who have handed their part to this one. */
  readonly handedBy: readonly string[]
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isOwnWords: boolean
  /** Null before the closing, and for whoever is not of the Front. */
  readonly count: number | null
  readonly synthesis: string | null
  readonly form: Form
  readonly faults: Faults
}

const step = (
  view: View,
  one: SealedWindow,
  path: string,
  label: string,
  kind?: 'primary' | 'quiet',
  ...more: readonly Piece[]
): Html =>
  html`<form method="post" action="${pathOf(one)}/${path}">
    ${formToken(view)}<input type="hidden" name="version" value="${one.version}" />${more}${submit(label, kind)}
  </form>`

const alone = (view: View, { isOwnWords, form, faults }: WindowState): Piece =>
  isOwnWords &&
  textField({
    name: 'aloneBecause',
    label: view.t('sealed:aloneBecause'),
    value: textOf(form, 'aloneBecause'),
    maxlength: 300,
    faults,
  })

const facts = (view: View, { one, readers }: WindowState): Html =>
  html`<section class="panel">
    <p>
      ${view.t('sealed:page.lead', {
        number: one.orderNumber,
        date: formatShortDateVi(one.orderDate as PlainDate),
        issuer: one.orderIssuer,
      })}
    </p>
    <p>${view.t('sealed:page.use', { use: one.use })}</p>
    <p>${fullMoment(view, one.opensAt)} – ${fullMoment(view, one.closesAt)}</p>
    <h2>${view.t('sealed:readers.title')}</h2>
    <ul>
      ${readers.map(
        (reader) =>
          html`<li>
            ${reader.name}
            <span class="chip ${reader.checkedAt ? 'good' : 'warn'}"
              >${view.t(reader.checkedAt ? 'sealed:readers.ready' : 'sealed:readers.missing')}</span
            >
          </li>`,
      )}
    </ul>
    <p class="hint">${view.t('sealed:form.rule')}</p>
  </section>`

const keyPart = (view: View, { one, me }: WindowState): Piece =>
  me &&
  one.state === 'draft' &&
  html`<section class="panel">
    <h2>${view.t('sealed:page.reader')}</h2>
    <p>${view.t(me.checkedAt ? 'sealed:key.ready' : 'sealed:key.none')}</p>
    <p>
      <button class="button ${me.checkedAt ? 'quiet' : 'primary'}" type="button" data-make-key hidden>
        ${view.t(me.checkedAt ? 'sealed:key.again' : 'sealed:key.make')}
      </button>
    </p>
  </section>`

const openPart = (view: View, { one, me, readers, handedBy, count }: WindowState): Piece =>
  me &&
  (one.state === 'closed' || one.state === 'released') &&
  html`<section class="panel">
    <h2>${view.t('sealed:open.title')}</h2>
    ${count !== null && html`<p>${view.t('sealed:open.count', { count })}</p>`}
    <p>${view.t('sealed:open.how')}</p>
    <div class="field">
      <label for="key-file">${view.t('sealed:open.file')}</label>
      <input id="key-file" type="file" accept=".txt,text/plain" data-key-file />
    </div>
    <p class="actions">
      ${readers
        .filter(({ officerId }) => officerId !== me.officerId)
        .map(
          (other) =>
            html`<button
              class="button quiet"
              type="button"
              data-hand="${other.officerId}"
              data-recipient="${other.recipient ?? ''}"
              hidden
            >
              ${view.t('sealed:open.hand', { name: other.name })}
            </button>`,
        )}
    </p>
    ${handedBy.length > 0 && html`<p>${view.t('sealed:open.handed', { names: handedBy.join(', ') })}</p>`}
    <p class="actions">
      <button class="button primary" type="button" data-open hidden>${view.t('sealed:open.open')}</button>
      <button class="button quiet" type="button" data-export hidden>${view.t('sealed:open.export')}</button>
    </p>
    <div data-opened-box hidden>
      <p role="status" data-opened-count></p>
      <ol class="opened" data-opened></ol>
    </div>
  </section>`

/** Filled in by the page's script when it has opened; whoever opened elsewhere types them. */
const numbers = (view: View, { one, form, faults }: WindowState): Piece =>
  (['read', 'unreadable'] as const).map((name) =>
    textField({
      name,
      label: view.t(`sealed:synthesis.${name}`),
      value: textOf(form, name) || String((name === 'read' ? one.readCount : one.unreadableCount) ?? ''),
      inputmode: 'numeric',
      size: 'short',
      required: true,
      faults,
    }),
  )

const synthesisPart = (view: View, state: WindowState): Piece => {
  const { one, me, mayApprove, synthesis, form, faults } = state
  if (one.state !== 'closed' && one.state !== 'released') return null
  const typed = textOf(form, 'text')
  return html`<section class="panel">
    <h2>${view.t('sealed:synthesis.title')}</h2>
    ${one.state === 'released' || !me ? (synthesis === null ? html`<p class="hint">${view.t('sealed:synthesis.none')}</p>` : paragraphs(synthesis)) : null}
    ${
      me &&
      one.state === 'closed' &&
      step(
        view,
        one,
        'synthesis',
        view.t('sealed:synthesis.save'),
        'quiet',
        textArea({
          name: 'text',
          label: view.t('sealed:synthesis.title'),
          hint: view.t('sealed:synthesis.lead'),
          value: typed === '' ? (synthesis ?? '') : typed,
          rows: 10,
          faults,
        }),
        numbers(view, state),
      )
    }
    ${one.state === 'closed' && one.synthesisBy !== null && mayApprove && step(view, one, 'release', view.t('sealed:synthesis.release'), 'primary', alone(view, state))}
  </section>`
}

const logPart = (view: View, { one, count }: WindowState): Piece =>
  one.logHead !== null &&
  html`<section class="panel">
    <h2>${view.t('sealed:log.title')}</h2>
    ${count !== null && html`<p>${view.t('sealed:log.count', { count })}</p>`}
    ${one.readCount !== null && html`<p>${view.t('sealed:log.complete', { read: one.readCount, unreadable: one.unreadableCount ?? 0 })}</p>`}
    <p class="hint break">${view.t('sealed:log.head', { head: one.logHead })}</p>
  </section>`

/** One window, for the Front and its readers. What is opened is shown by the page's script and sent nowhere. */
export const windowPage = (view: View, state: WindowState): Html => {
  const { one, me, mayWrite, mayApprove, faults } = state
  return appPage(view, {
    title: nameOf(view, one),
    trail: [{ path: listPath, label: view.t('sealed:nav') }],
    actions: stateChip(view, one),
    body: html`${faultSummary(view, faults)}
      <p class="banner bad" role="alert" tabindex="-1" data-told hidden></p>
      <div
        data-reader
        data-token="${view.formToken}"
        data-me="${me?.officerId ?? ''}"
        data-recipient="${me?.recipient ?? ''}"
        data-key-name="khoa-gop-y-kin-${one.code}.txt"
        data-key-note="${view.t('sealed:key.note')}"
        data-export-name="gop-y-kin-${one.code}.json"
        data-no-key="${view.t('sealed:open.noKey')}"
        data-other-key="${view.t('sealed:open.otherKey')}"
        data-alone="${view.t('sealed:open.alone')}"
        data-counted="${view.t('sealed:open.counted')}"
        data-failed="${view.t('sealed:open.failed')}"
      >
        ${facts(view, state)} ${keyPart(view, state)}
        ${me && one.state === 'open' && html`<p>${view.t('sealed:open.waiting', { until: fullMoment(view, one.closesAt) })}</p>`}
        ${openPart(view, state)}
      </div>
      ${synthesisPart(view, state)} ${logPart(view, state)}
      <div class="actions">
        ${mayWrite && ['draft', 'asked'].includes(one.state) && html`<a class="button quiet" href="${pathOf(one)}/edit">${view.t('sealed:edit')}</a>`}
        ${mayWrite && one.state === 'draft' && step(view, one, 'ask', view.t('sealed:ask'))}
        ${mayApprove && one.state === 'asked' && step(view, one, 'approve', view.t('sealed:approve'), 'primary', alone(view, state))}
        ${mayWrite && ['draft', 'asked'].includes(one.state) && step(view, one, 'drop', view.t('sealed:drop'), 'quiet')}
      </div>
      ${me && html`<script src="${assetPath('sealed-reader.js')}" type="module"></script>`}`,
  })
}
