import { html, raw } from 'hono/html'
import { formatTicket } from '../attendance/index.ts'
import { describeTime } from '../dialogues/index.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import type { CheckedNotice } from './check-code.ts'
import { page, wayThere } from './verify-page.ts'

/** The QR code as an SVG in the page. */
const qrOf = async (text: string): Promise<string> => {
  // Loaded when needed: few pages show one.
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 8
  const dots = Array.from({ length: modules.size ** 2 }, (_, at) => at)
    .filter((at) => modules.get(Math.floor(at / modules.size), at % modules.size))
    .map((at) => `M${(at % modules.size) + 4} ${Math.floor(at / modules.size) + 4}h1v1h-1z`)
  return `<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="QR" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${dots.join('')}" fill="#000"/></svg>`
}

/** What somebody holds up at the door: the code as digits and as a QR code, when and where, calendar and map. */
export const ticketPage = async (
  locale: Locale,
  checked: CheckedNotice,
  { ticket, address }: { readonly ticket: string; readonly address: string },
) => {
  const cancelled = checked.verdict === 'cancelled'
  return page(
    locale,
    phrase(locale, 'attendance:verify.ticket'),
    html`${
        cancelled
          ? html`<p class="verdict bad" role="status">${phrase(locale, 'broadcasts:check.cancelled')}</p>`
          : html`<p class="ticket-code">${formatTicket(ticket)}</p>
              ${raw(await qrOf(address))}
              <p class="note">${phrase(locale, 'attendance:verify.showTicket')}</p>`
      }
      <p class="title">${checked.title}</p>
      <ul>
        <li>
          ${phrase(locale, 'dialogues:schedule.time', { time: describeTime(locale, new Date(checked.startsAt)) })}
        </li>
        <li>${phrase(locale, 'dialogues:schedule.place', { place: checked.place })}</li>
      </ul>
      ${wayThere(locale, checked)}
      <p class="note">${phrase(locale, 'broadcasts:notice.warning')}</p>`,
  )
}
