import { html } from 'hono/html'
import { describeTime } from '../dialogues/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { wordsMax, type Reader, type SealedWindow } from '../sealed/index.ts'
import { page } from './verify-page.ts'

type Html = ReturnType<typeof html>

type Shown = {
  readonly one: SealedWindow
  readonly readers: readonly Reader[]
  readonly isOpen: boolean
  readonly script: string
}

/** Where a letter is sealed. What it promises is what the script does; without one nothing can be sent. */
export const sealedPage = (locale: Locale, { one, readers, isOpen, script }: Shown): Html => {
  const t = (key: Parameters<typeof phrase>[1], values?: Parameters<typeof phrase>[2]): string =>
    phrase(locale, key, values)
  const date = formatShortDateVi(one.orderDate as PlainDate)
  const keys = Object.fromEntries(readers.map(({ officerId, recipient }) => [officerId, recipient ?? '']))
  return page(
    locale,
    t('sealed:title'),
    html`<p class="title">${t(`sealed:occasion.${one.occasion}`)}</p>
      <p>${t('sealed:page.lead', { number: one.orderNumber, date, issuer: one.orderIssuer })}</p>
      ${
        isOpen
          ? html`<ul>
                <li>${t('sealed:page.use', { use: one.use })}</li>
                <li>${t('sealed:page.readers', { names: readers.map(({ name }) => name).join(', ') })}</li>
                <li>${t('sealed:page.until', { until: describeTime(locale, one.closesAt) })}</li>
                <li>${t('sealed:page.neutral')}</li>
              </ul>
              <noscript><p class="verdict plain">${t('sealed:page.noScript')}</p></noscript>
              <p class="verdict bad" role="alert" tabindex="-1" data-told hidden></p>
              <form
                class="answers"
                hidden
                data-seal
                data-readers="${JSON.stringify(keys)}"
                data-max="${wordsMax}"
                data-no-link="${t('sealed:page.noLink')}"
                data-no-crypto="${t('sealed:page.noCrypto')}"
                data-length="${t('sealed:page.length', { max: wordsMax })}"
                data-failed="${t('sealed:page.failed')}"
              >
                <label for="words">${t('sealed:page.words')}</label>
                <textarea
                  id="words"
                  rows="10"
                  maxlength="${wordsMax}"
                  autocomplete="off"
                  aria-describedby="hint"
                ></textarea>
                <p class="note" id="hint">${t('sealed:page.hint')}</p>
                <button>${t('sealed:page.send')}</button>
              </form>
              <div data-done tabindex="-1" hidden>
                <p class="verdict good" role="status">${t('sealed:page.done')}</p>
                <p>${t('sealed:page.code')}</p>
                <p class="ticket-code" data-code></p>
                <p>${t('sealed:page.leaf')}</p>
                <p class="note leaf" data-leaf></p>
              </div>
              <script src="${script}" type="module"></script>`
          : html`<p class="verdict plain" role="status">${t('sealed:page.closed')}</p>`
      }`,
    'alone',
  )
}
