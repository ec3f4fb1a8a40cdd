import { html } from 'hono/html'
import type { Dialogue } from '../dialogues/index.ts'
import { floorWordsMax, type FloorRefusal, type FloorState } from '../hall/index.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { page } from './verify-page.ts'

type Html = ReturnType<typeof html>

type AskState = {
  readonly dialogue: Dialogue
  readonly isOpen: boolean
  /** Made with the page: pressing twice asks once. */
  readonly id: string
  readonly words: string
  readonly fault: string | undefined
}

/** One large field. What it says about names is what the house does. */
export const askPage = (locale: Locale, { dialogue, isOpen, id, words, fault }: AskState): Html =>
  page(
    locale,
    phrase(locale, 'hall:ask.title'),
    html`<p class="title">${dialogue.title}</p>
      ${
        isOpen
          ? html`<p>${phrase(locale, 'hall:ask.lead')}</p>
              <form method="post" action="/verify/${dialogue.noticeCode}/hoi">
                <input type="hidden" name="id" value="${id}" />
                <label for="words">${phrase(locale, 'hall:ask.words')}</label>
                ${fault === undefined ? '' : html`<p class="verdict bad" id="words-fault" role="alert">${fault}</p>`}
                <textarea
                  id="words"
                  name="words"
                  rows="5"
                  required
                  maxlength="${floorWordsMax}"
                  ${fault === undefined ? '' : html`aria-invalid="true" aria-describedby="words-fault"`}
                >
${words}</textarea>
                <p class="note">${phrase(locale, 'hall:ask.consent')}</p>
                <button>${phrase(locale, 'hall:ask.submit')}</button>
              </form>`
          : html`<p class="verdict plain" role="status">${phrase(locale, 'hall:wrong.floorClosed')}</p>`
      }`,
  )

type SentState = {
  readonly dialogue: Dialogue
  readonly id: string
  readonly state: FloorState
  readonly refusedWhy: FloorRefusal | null
  readonly code: string | null
}

/** Where a question stands, for whoever holds its address. */
export const sentPage = (locale: Locale, { dialogue, id, state, refusedWhy, code }: SentState): Html => {
  const said =
    state === 'refused'
      ? phrase(locale, 'hall:ask.refused', {
          why: phrase(locale, `hall:refuse.${refusedWhy ?? 'unclear'}`).toLowerCase(),
        })
      : phrase(locale, `hall:ask.${state}`)
  return page(
    locale,
    phrase(locale, 'hall:ask.sent'),
    html`<p class="title">${dialogue.title}</p>
      <p class="verdict ${state === 'refused' ? 'plain' : 'good'}" role="status">${said}</p>
      ${code === null ? '' : html`<p>${phrase(locale, 'hall:ask.code', { code })}</p>`}
      <p>
        <a href="/verify/${dialogue.noticeCode}/hoi/${id}">${phrase(locale, 'hall:ask.reload')}</a> ·
        <a href="/verify/${dialogue.noticeCode}/hoi">${phrase(locale, 'hall:ask.another')}</a>
      </p>`,
  )
}
