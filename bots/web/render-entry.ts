import { html } from 'hono/html'
import type { OutgoingChoice, OutgoingFile } from '../../src/channels/port.ts'
import { normaliseText } from '../../src/kernel/vietnamese/normalise-text.ts'
import { bodyOf, type EntryBody, type OwnFile } from './entry.ts'
import type { Locale, StoredEntry, WebOptions } from './means.ts'

export type Html = ReturnType<typeof html>

export type EntryContext = {
  readonly phrase: WebOptions['phrase']
  readonly locale: Locale
  /** Hidden fields of a form that works without the script: the page's token, and a key of its own for each form. */
  readonly form?: { readonly token: string; newKey(): string }
}

const nothing = html``

const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
})

const timeOf = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${clock.format(at).replace('-', '/')}</time>`

const isWebLink = (url: string): boolean => /^https?:\/\//i.test(url)

const choicesOf = (choices: readonly OutgoingChoice[], context: EntryContext): Html => {
  const { phrase, locale, form } = context
  const hidden = form
    ? html`<input type="hidden" name="token" value="${form.token}" /><input
          type="hidden"
          name="key"
          value="${form.newKey()}"
        />`
    : nothing
  return html`<form class="choices" method="post" action="/chat/messages" data-choices>
    ${hidden}
    <ul aria-label="${phrase(locale, 'web:choices')}">
      ${choices.map(
        (choice) =>
          html`<li>
            <button name="choice" value="${choice.data}"><b>${choice.number}</b> <span>${choice.label}</span></button>
          </li>`,
      )}
    </ul>
  </form>`
}

const fileUrl = (seq: number): string => `/chat/files/${seq}`

const ownFile = (file: OwnFile, seq: number, { phrase, locale }: EntryContext): Html => {
  if (file.media === 'image') {
    return html`<img src="${fileUrl(seq)}" alt="${phrase(locale, 'web:ownPhoto')}" loading="lazy" />`
  }
  if (file.media === 'voice') {
    return html`<audio
      controls
      preload="none"
      src="${fileUrl(seq)}"
      aria-label="${phrase(locale, 'web:ownVoice')}"
    ></audio>`
  }
  return html`<a href="${fileUrl(seq)}" download>${phrase(locale, 'web:ownFile')}</a>`
}

const sentFile = (file: OutgoingFile, seq: number, { phrase, locale }: EntryContext): Html => {
  const named = { name: file.name }
  const link = html`<a href="${fileUrl(seq)}" download>${phrase(locale, 'web:download', named)}</a>`
  if (file.media === 'image') return html`<img src="${fileUrl(seq)}" alt="${file.name}" loading="lazy" />${link}`
  if (file.media !== 'voice') return link
  return html`<audio
      controls
      preload="none"
      src="${fileUrl(seq)}"
      aria-label="${phrase(locale, 'web:play', named)}"
    ></audio
    >${link}`
}

const contentOf = (body: EntryBody, seq: number, context: EntryContext): Html => {
  const { phrase, locale } = context
  switch (body.kind) {
    case 'text':
      return html`<p class="text">${normaliseText(body.text)}</p>`
    case 'choice':
      return html`<p class="text">${normaliseText(body.label)}</p>`
    case 'file':
      return html`${ownFile(body.file, seq, context)}${body.caption ? html`<p class="text">${normaliseText(body.caption)}</p>` : nothing}`
    case 'message': {
      const { text, choices, link, file } = body.message
      return html`${text === '' ? nothing : html`<p class="text" lang="${body.message.locale}">${text}</p>`}
      ${link && isWebLink(link.url) ? html`<p><a href="${link.url}" rel="noopener noreferrer">${link.label}</a></p>` : nothing}
      ${file ? sentFile(file, seq, context) : nothing} ${choices?.length ? choicesOf(choices, context) : nothing}`
    }
    case 'redaction':
      return html`<p class="text">${phrase(locale, 'web:redacted')}</p>`
    case 'cleared':
      return html`<p class="text">${phrase(locale, 'web:cleared')}</p>`
    case 'redacted':
      return nothing
  }
}

const hidesOf = (body: EntryBody): string => {
  if (body.kind === 'cleared') return 'all'
  return body.kind === 'redaction' ? body.seqs.join(',') : ''
}

/** One entry of the page; the same markup goes into the page and over the stream. Null for what is no longer shown. */
export const renderEntry = (entry: StoredEntry, context: EntryContext): Html | null => {
  const { phrase, locale } = context
  const body = bodyOf(entry)
  if (body.kind === 'redacted') return null
  const hides = hidesOf(body)
  const who = entry.side === 'own' ? phrase(locale, 'web:you') : phrase(locale, 'web:us')
  return html`<article
    class="entry ${entry.side}"
    data-seq="${entry.seq}"
    ${hides === '' ? nothing : html`data-hides="${hides}"`}
  >
    ${entry.side === 'notice' ? nothing : html`<p class="who">${who}</p>`} ${contentOf(body, entry.seq, context)}
    ${entry.side === 'notice' ? nothing : timeOf(entry.at)}
  </article>`
}
