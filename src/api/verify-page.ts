import { html } from 'hono/html'
import { formatDateEn, formatDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { describeTime } from '../dialogues/index.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import {
  reportFigures,
  type CheckedCode,
  type CheckedNotice,
  type CheckedReceipt,
  type CheckedReport,
} from './check-code.ts'

type Html = ReturnType<typeof html>

const form = (locale: Locale): Html =>
  html`<form method="get" action="/verify">
    <label for="code">${phrase(locale, 'api:verify.ask')}</label>
    <input id="code" name="code" inputmode="numeric" autocomplete="off" required maxlength="60" />
    <button>${phrase(locale, 'api:verify.submit')}</button>
  </form>`

/** A public page around one code; `alone` without the field for another one. */
export const page = (locale: Locale, title: string, body: Html, alone?: 'alone'): Html =>
  html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${phrase(locale, 'api:verify.product')}</title>
        <link rel="stylesheet" href="/verify/style.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body} ${alone === undefined ? form(locale) : ''}
        </main>
      </body>
    </html>`

const showDay = (locale: Locale, day: PlainDate): string => (locale === 'vi' ? formatDateVi(day) : formatDateEn(day))

/** Long hashes in groups, to be compared by eye. */
export const showHash = (hash: string): Html =>
  html`<code class="hash">${hash.replaceAll(/(.{8})(?=.)/g, '$1 ')}</code>`

const standing = (locale: Locale, { receipt, isForm }: CheckedReceipt): Html | string => {
  if (receipt === null) return ''
  if (receipt.state === 'waiting') {
    return html`<p>${phrase(locale, isForm ? 'receipts:verify.waitingForm' : 'receipts:verify.waiting')}</p>`
  }
  const day = showDay(locale, vietnamDate(receipt.closedAt))
  return html`<p>${phrase(locale, 'receipts:verify.fixed', { day, count: receipt.leaves })}</p>
    <p>${phrase(locale, 'receipts:verify.root')} ${showHash(receipt.root)}</p>
    <p><a href="/so-bien-nhan/${receipt.log}">${phrase(locale, 'receipts:verify.log')}</a></p>`
}

const receipt = (locale: Locale, checked: CheckedReceipt): Html => {
  const day = checked.receivedOn === null ? null : showDay(locale, checked.receivedOn)
  return html`<p class="verdict ${checked.state === 'received' ? 'good' : 'plain'}" role="status">
      ${phrase(locale, checked.isForm ? 'receipts:verify.formReceived' : `api:verify.${checked.state}`)}
    </p>
    <ul>
      ${day === null ? '' : html`<li>${phrase(locale, 'api:verify.day', { day })}</li>`}
      ${checked.unit === null ? '' : html`<li>${phrase(locale, 'api:verify.unit', { unit: checked.unit })}</li>`}
      ${checked.dialogue === null ? '' : html`<li>${phrase(locale, 'api:verify.dialogue', { title: checked.dialogue })}</li>`}
    </ul>
    ${standing(locale, checked)}
    <p class="note">${phrase(locale, 'api:verify.noText')}</p>`
}

const verdicts = {
  genuine: 'broadcasts:check.genuine',
  outdated: 'broadcasts:check.outdated.time',
  cancelled: 'broadcasts:check.cancelled',
} as const

const documents = (locale: Locale, checked: CheckedNotice): Html | string =>
  checked.documents.length === 0
    ? ''
    : html`<h2>${phrase(locale, 'api:verify.documents')}</h2>
        <ul>
          ${checked.documents.map(
            ({ id, name }) =>
              html`<li>
                <a href="/verify/${checked.code.replaceAll(' ', '')}/documents/${id}" download>${name}</a>
              </li>`,
          )}
        </ul>`

/** For who comes: the session for their calendar, and the place on a map. */
export const wayThere = (locale: Locale, checked: CheckedNotice): Html | string =>
  checked.verdict === 'cancelled'
    ? ''
    : html`<ul>
        <li>
          <a href="/verify/${checked.code.replaceAll(' ', '')}/calendar.ics"
            >${phrase(locale, 'attendance:verify.calendar')}</a
          >
        </li>
        ${checked.map === null ? '' : html`<li><a href="${checked.map}" rel="noreferrer">${phrase(locale, 'attendance:verify.map')}</a></li>`}
      </ul>`

const notice = (locale: Locale, checked: CheckedNotice): Html => {
  const time = describeTime(locale, new Date(checked.startsAt))
  return html`<p class="verdict ${checked.verdict === 'genuine' ? 'good' : 'bad'}" role="status">
      ${phrase(locale, verdicts[checked.verdict])}
    </p>
    <p class="title">${checked.title}</p>
    <ul>
      <li>${phrase(locale, 'dialogues:schedule.time', { time })}</li>
      <li>${phrase(locale, 'dialogues:schedule.place', { place: checked.place })}</li>
    </ul>
    ${checked.listen === null ? '' : html`<p><a class="listen" href="${checked.listen}">${phrase(locale, 'artefacts:listen.open')}</a></p>`}
    ${wayThere(locale, checked)} ${documents(locale, checked)}
    <p class="note">${phrase(locale, 'broadcasts:notice.warning')}</p>`
}

const report = (locale: Locale, checked: CheckedReport): Html => {
  const count = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB')
  const [from, until] = [showDay(locale, checked.fromOn), showDay(locale, checked.untilOn)]
  return html`<p class="verdict good" role="status">
      ${phrase(locale, 'reports:verify.genuine', { unit: checked.unit, day: showDay(locale, checked.approvedOn) })}
    </p>
    <p>${phrase(locale, 'reports:verify.period', { from, until })}</p>
    ${checked.sources === 0 ? '' : html`<p>${phrase(locale, 'reports:verify.sources', { count: checked.sources })}</p>`}
    <ul>
      ${reportFigures.map((name) => html`<li>${phrase(locale, `reports:part.${name}`)}: ${count.format(checked.figures[name])}</li>`)}
    </ul>
    <p class="note">${phrase(locale, 'reports:verify.compare')}</p>`
}

const bad = (sentence: string): Html => html`<p class="verdict bad" role="status">${sentence}</p>`

/** What a person sees of a code: one sentence first, then what it is about. Without a code, the form alone. */
export const verifyPage = (locale: Locale, checked: CheckedCode | undefined): Html => {
  if (checked === undefined) return page(locale, phrase(locale, 'api:verify.title'), html``)
  if (checked.kind === 'mistyped') {
    return page(locale, phrase(locale, 'api:verify.title'), bad(phrase(locale, 'api:verify.mistyped')))
  }
  const title = phrase(locale, `api:verify.${checked.kind}`, { code: checked.code })
  if (checked.kind === 'report') return page(locale, title, report(locale, checked))
  if (checked.found)
    return page(locale, title, checked.kind === 'receipt' ? receipt(locale, checked) : notice(locale, checked))
  const unknown = checked.kind === 'receipt' ? 'api:verify.unknownReceipt' : 'broadcasts:check.notOurs'
  return page(locale, title, bad(phrase(locale, unknown)))
}

export const faultPage = (locale: Locale, sentence: string): Html =>
  page(locale, phrase(locale, 'api:verify.title'), bad(sentence))
