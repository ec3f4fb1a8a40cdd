import { html } from 'hono/html'
import { handoverMax, returnReasons, type LinkedParty } from '../handover/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { page, showHash } from './verify-page.ts'

type Html = ReturnType<typeof html>

type LinkState = LinkedParty & {
  readonly token: string
  readonly digest: string
  /** What was typed, and what is wrong with it. */
  readonly typed: Readonly<Record<string, string>>
  readonly fault: { readonly field: string; readonly sentence: string } | undefined
}

const input = (locale: Locale, state: LinkState, name: 'name' | 'post' | 'competentBody', required: boolean): Html => {
  const label = {
    name: 'handover:receive.name',
    post: 'handover:receive.post',
    competentBody: 'handover:return.competent',
  }
  const isWrong = state.fault?.field === name
  return html`<label for="${name}">${phrase(locale, label[name] as 'handover:receive.name')}</label>
    ${isWrong ? html`<p class="verdict bad" id="${name}-fault" role="alert">${state.fault?.sentence}</p>` : ''}
    <input
      id="${name}"
      name="${name}"
      value="${state.typed[name] ?? ''}"
      autocomplete="off"
      maxlength="${name === 'competentBody' ? handoverMax.body : handoverMax.name}"
      ${required ? html`required` : ''}
      ${isWrong ? html`aria-invalid="true" aria-describedby="${name}-fault"` : ''}
    />`
}

/** What a body without an account was handed: the files, the receipt, the way back. */
export const handoverLinkPage = (locale: Locale, state: LinkState): Html => {
  const { handover, party, token, digest, typed, fault } = state
  const t = (key: Parameters<typeof phrase>[1], values = {}): string => phrase(locale, key, values)
  const general = fault && !['name', 'post', 'competentBody', 'reason', 'words'].includes(fault.field)
  const sentOn = handover.dated === null ? '' : formatShortDateVi(handover.dated)
  return page(
    locale,
    t('handover:link.title'),
    html`<p class="title">${t('handover:link.from', { unit: handover.unitName, to: party.name, day: sentOn })}</p>
      ${general ? html`<p class="verdict bad" role="alert">${fault.sentence}</p>` : ''}
      <ul>
        ${handover.items.map(({ number, title }) => html`<li>${t('handover:new.item', { number, title: title ?? t('handover:new.untitled') })}</li>`)}
      </ul>
      <p><a href="/chuyen/${token}/ho-so.zip">${t('handover:link.zip')}</a></p>
      <p class="note">${t('handover:link.digest')} ${showHash(digest)}</p>
      <h2>${t('handover:link.receipt')}</h2>
      <form method="post" action="/chuyen/${token}/da-nhan">
        ${input(locale, state, 'name', true)} ${input(locale, state, 'post', true)}
        <button>${t('handover:receive.submit')}</button>
      </form>
      <h2>${t('handover:return.title')}</h2>
      <form method="post" action="/chuyen/${token}/tra-lai">
        <label for="reason">${t('handover:return.reason')}</label>
        <select id="reason" name="reason">
          ${returnReasons.map((one) => html`<option value="${one}" ${typed['reason'] === one ? html`selected` : ''}>${t(`handover:reason.${one}`)}</option>`)}
        </select>
        ${input(locale, state, 'competentBody', false)}
        <label for="words">${t('handover:return.words')}</label>
        ${fault?.field === 'words' ? html`<p class="verdict bad" role="alert">${fault.sentence}</p>` : ''}
        <textarea id="words" name="words" rows="3" maxlength="${handoverMax.why}">${typed['words'] ?? ''}</textarea>
        <button>${t('handover:return.submit')}</button>
      </form>`,
    'alone',
  )
}

export const handoverDonePage = (locale: Locale, said: 'received' | 'returned'): Html =>
  page(
    locale,
    phrase(locale, 'handover:link.title'),
    html`<p class="verdict good" role="status">${phrase(locale, `handover:link.${said}`)}</p>`,
    'alone',
  )
