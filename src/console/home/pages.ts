import { stateChips } from '../dialogues/list-page.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import { holdsAny } from '../navigation.ts'
import type { View } from '../view.ts'
import { formatCount, longDay, timeOfDay } from '../wording.ts'
import type { AtHome } from './what-waits.ts'

const waitingList = (view: View, { waiting }: AtHome): Html =>
  waiting.length === 0
    ? emptyState(view.t('console:home.nothing'), view.t('console:home.nothingNext'))
    : html`<ul class="rows">
        ${waiting.map(
          (one) =>
            html`<li class="row">
              <div>
                <a href="${one.path}"><strong>${one.label}</strong></a>
                ${one.detail && html`<span class="hint">${one.detail}</span>`}
              </div>
              ${one.tone === 'bad' && html`<span class="chip bad">${view.t('console:home.trouble')}</span>`}
            </li>`,
        )}
      </ul>`

const sessionList = (view: View, { sessions }: AtHome): Piece =>
  sessions.length > 0 &&
  html`<section aria-labelledby="sessions">
    <h2 id="sessions">${view.t('console:home.sessions')}</h2>
    <ul class="rows">
      ${sessions.map(
        ({ dialogue, questions }) =>
          html`<li class="row">
            <div>
              <a href="/console/dialogues/${dialogue.id}"><strong>${dialogue.title}</strong></a>
              <span class="hint"
                >${timeOfDay(view, dialogue.startsAt)}, ${longDay(view, dialogue.startsAt)} · ${dialogue.place}</span
              >
              ${stateChips(view, dialogue)}
            </div>
            <a href="/console/questions?dialogue=${dialogue.id}"
              >${view.t('console:home.questions', { count: questions, shown: formatCount(view, questions) })}</a
            >
          </li>`,
      )}
    </ul>
  </section>`

/** First steps, for an installation in which nothing has happened yet. */
const firstSteps = (view: View, { sessions, waiting }: AtHome): Piece =>
  sessions.length === 0 &&
  waiting.length === 0 &&
  view.signedIn &&
  holdsAny(view.signedIn, ['front_officer']) &&
  html`<section class="panel" aria-labelledby="steps">
    <h2 id="steps">${view.t('console:home.steps')}</h2>
    <ol class="steps">
      <li><a href="/console/officers/new">${view.t('console:home.step1')}</a></li>
      <li><a href="/console/units">${view.t('console:home.step2')}</a></li>
      <li><a href="/console/channels">${view.t('console:home.step3')}</a></li>
      <li><a href="/console/dialogues/new">${view.t('console:home.step4')}</a></li>
    </ol>
  </section>`

export const homePage = (view: View, state: AtHome): Html =>
  appPage(view, {
    title: view.t('console:home.title'),
    lead: longDay(view, view.now),
    body: html`${waitingList(view, state)} ${sessionList(view, state)} ${firstSteps(view, state)}`,
  })
