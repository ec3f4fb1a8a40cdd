import { html } from 'hono/html'
import { formatDateEn, formatDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { nameLog, type FixedRoot, type Log, type ReceiptFile } from '../receipts/index.ts'
import { page, showHash } from './verify-page.ts'

type Html = ReturnType<typeof html>

const dayOf = (locale: Locale, at: Date): string =>
  locale === 'vi' ? formatDateVi(vietnamDate(at)) : formatDateEn(vietnamDate(at))

const kinds = ['opinion', 'correction', 'form_answer', 'form_words', 'request'] as const

const countsOf = (locale: Locale, counts: FixedRoot['counts']): string =>
  kinds
    .flatMap((kind) => {
      const count = counts[kind] ?? 0
      return count === 0 ? [] : [phrase(locale, `receipts:kind.${kind}`, { count })]
    })
    .join(', ')

const closing = (locale: Locale, one: FixedRoot): Html =>
  html`<dl>
    <dt>${phrase(locale, 'receipts:logs.closedAt')}</dt>
    <dd><time datetime="${one.closedAt.toISOString()}">${dayOf(locale, one.closedAt)}</time></dd>
    <dt>${phrase(locale, 'receipts:logs.size')}</dt>
    <dd>${one.size}</dd>
    <dt>${phrase(locale, 'receipts:logs.counts')}</dt>
    <dd>${countsOf(locale, one.counts)}</dd>
    <dt>${phrase(locale, 'receipts:logs.root')}</dt>
    <dd>${showHash(one.root.toString('hex'))}</dd>
  </dl>`

/** The logs closed last, each with its latest root. */
export const logsPage = (locale: Locale, logs: readonly (Log & { readonly latest: FixedRoot })[]): Html =>
  page(
    locale,
    phrase(locale, 'receipts:logs.title'),
    html`<p>${phrase(locale, 'receipts:logs.intro')}</p>
      ${logs.length === 0 ? html`<p>${phrase(locale, 'receipts:logs.none')}</p>` : ''}
      ${logs.map(
        (log) =>
          html`<h2><a href="/so-bien-nhan/${log.id}">${nameLog(locale, log)}</a></h2>
            <p>${log.unitName ?? ''}</p>
            ${closing(locale, log.latest)}`,
      )}`,
    'alone',
  )

/** One log with all its closings, the latest first. */
export const logPage = (locale: Locale, log: Log, closings: readonly FixedRoot[]): Html =>
  page(
    locale,
    nameLog(locale, log),
    html`<p>${log.unitName ?? ''}</p>
      <p>${phrase(locale, 'receipts:logs.intro')}</p>
      <p>${phrase(locale, 'receipts:logs.check')}</p>
      ${closings.length === 0 ? html`<p>${phrase(locale, 'receipts:logs.none')}</p>` : ''}
      ${closings.toReversed().map(
        (one) =>
          html`<h2>${phrase(locale, 'receipts:logs.seq')} ${one.seq}</h2>
            ${closing(locale, one)}`,
      )}`,
    'alone',
  )

/** An author's own receipt: what it proves and the file. The words are in the file alone. */
export const receiptPage = (locale: Locale, receipt: ReceiptFile | 'waiting', token: string): Html =>
  page(
    locale,
    phrase(locale, 'receipts:page.title'),
    receipt === 'waiting'
      ? html`<p class="verdict plain" role="status">${phrase(locale, 'receipts:page.waiting')}</p>`
      : html`<p>${phrase(locale, 'receipts:page.intro')}</p>
          <ul>
            ${receipt.leaves.map(
              ({ closing: fixed, log }) =>
                html`<li>
                  ${phrase(locale, 'receipts:page.fixed', {
                    day: dayOf(locale, new Date(fixed.closedAt)),
                    log: log.name,
                  })}
                  <a href="/so-bien-nhan/${log.id}">${phrase(locale, 'receipts:verify.log')}</a>
                </li>`,
            )}
          </ul>
          <p>
            <a href="/bien-nhan/${token}/bien-nhan.json" download>${phrase(locale, 'receipts:page.download')}</a>
          </p>`,
    'alone',
  )

export const goneReceiptPage = (locale: Locale): Html =>
  page(
    locale,
    phrase(locale, 'receipts:page.title'),
    html`<p class="verdict bad" role="status">${phrase(locale, 'receipts:page.gone')}</p>`,
    'alone',
  )
