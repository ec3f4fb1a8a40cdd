import type { Dialogue } from '../../dialogues/index.ts'
import { assetPath } from '../assets.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import type { BoardState } from './board-state.ts'

type State = {
  readonly dialogue: Dialogue
  readonly state: BoardState
  readonly floorQr: Html
  readonly floorUrl: string
}

const clock = (seconds: number): string => {
  const whole = Math.abs(Math.trunc(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

const now = (view: View, state: BoardState): Html => {
  if (state.stage === 'waiting') return html`<p class="board-title">${view.t('hall:boardWaiting')}</p>`
  if (state.stage === 'closed') return html`<p class="board-title">${view.t('hall:boardClosed')}</p>`
  if (!state.current) return html`<p class="board-title">${view.t('hall:boardBetween')}</p>`
  const left = state.current.minutes * 60 - (state.now - state.current.since) / 1000
  return html`<p class="board-title">${state.current.title}</p>
    <p class="board-clock ${left < 0 && 'over'}" data-clock>${clock(left)}</p>`
}

/** For the projector: the question, the queue, the time left, and no name. Without a script it loads itself anew. */
export const boardPage = (view: View, { dialogue, state, floorQr, floorUrl }: State): Html =>
  html`<!doctype html>
    <html lang="${view.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <noscript><meta http-equiv="refresh" content="5" /></noscript>
        <title>${view.t('hall:board')} · ${dialogue.title}</title>
        <link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assetPath('console.css')}" />
        <link rel="stylesheet" href="${assetPath('hall.css')}" />
        <script src="${assetPath('board.js')}" type="module"></script>
      </head>
      <body
        class="board"
        data-board="/console/dialogues/${dialogue.id}/board/state"
        data-offline="${view.t('hall:offlineBoard', { time: '{time}' })}"
        data-waiting="${view.t('hall:boardWaiting')}"
        data-closed="${view.t('hall:boardClosed')}"
        data-between="${view.t('hall:boardBetween')}"
        data-state="${JSON.stringify(state)}"
      >
        <header class="board-head">
          <h1>${dialogue.title}</h1>
          <p class="board-offline" role="status" data-offline-box hidden></p>
        </header>
        <main class="board-main">
          <section class="board-now" aria-live="polite" data-now>${now(view, state)}</section>
          <aside class="board-side">
            <section aria-labelledby="next" data-next-box ${state.next.length === 0 && html`hidden`}>
              <h2 id="next">${view.t('hall:boardNext')}</h2>
              <ol data-next>
                ${state.next.map((title) => html`<li>${title}</li>`)}
              </ol>
            </section>
            <section class="board-floor" data-floor ${!state.isFloorOpen && html`hidden`}>
              <h2>${view.t('hall:boardFloor')}</h2>
              ${floorQr}
              <p>${floorUrl}</p>
            </section>
          </aside>
        </main>
      </body>
    </html>`
