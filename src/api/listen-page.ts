import { html } from 'hono/html'
import type { SessionSheet } from '../artefacts/index.ts'
import { describeTime } from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase, type Locale, type PhraseKey } from '../phrases/index.ts'
import { page } from './verify-page.ts'

type Html = ReturnType<typeof html>

export type ListenState = {
  /** Six digits without a space. */
  readonly code: string
  readonly sheet: SessionSheet
  /** What is read aloud, in Vietnamese; a line a breath. */
  readonly text: string
  readonly isOver: boolean
  /** Where the recording is; null where there is none that says what holds now. */
  readonly sound: string | null
  /** There is a recording, of what people were told before. */
  readonly isOutdated: boolean
}

/** The one thing to know before the rest is heard. */
const standing = ({ sheet, isOver, isOutdated }: ListenState): { kind: string; key: PhraseKey } | null => {
  if (sheet.isCancelled) return { kind: 'bad', key: 'artefacts:listen.cancelled' }
  if (isOver) return { kind: 'plain', key: 'artefacts:listen.over' }
  return isOutdated ? { kind: 'bad', key: 'artefacts:listen.outdated' } : null
}

const player = (locale: Locale, { sound, sheet }: ListenState): Html =>
  html`<audio
      controls
      controlslist="nodownload noplaybackrate"
      preload="metadata"
      src="${sound}"
      aria-label="${phrase(locale, 'artefacts:listen.player', { title: sheet.title })}"
    ></audio>
    <p class="note">${phrase(locale, 'artefacts:listen.hint')}</p>`

/** To be heard, and below it the same in large letters: one press, no script, nothing from elsewhere. */
export const listenPage = (locale: Locale, state: ListenState): Html => {
  const { sheet, sound, isOutdated } = state
  const told = standing(state)
  const time = describeTime(locale, sheet.startsAt)
  return page(
    locale,
    phrase(locale, 'artefacts:listen.title'),
    html`<p class="title">${sheet.title}</p>
      ${told === null ? '' : html`<p class="verdict ${told.kind}" role="status">${phrase(locale, told.key)}</p>`}
      ${sound === null ? '' : player(locale, state)}
      ${isOutdated && told?.key !== 'artefacts:listen.outdated' ? html`<p class="note">${phrase(locale, 'artefacts:listen.outdated')}</p>` : ''}
      <h2>${phrase(locale, 'artefacts:listen.text')}</h2>
      <div class="aloud" lang="vi">${state.text.split('\n').map((line) => html`<p>${line}</p>`)}</div>
      <ul>
        <li>${phrase(locale, 'dialogues:schedule.time', { time })}</li>
        <li>${phrase(locale, 'dialogues:schedule.place', { place: sheet.place })}</li>
      </ul>
      <p>
        <a href="/verify/${state.code}"
          >${phrase(locale, 'artefacts:listen.check', { code: formatCode(state.code) })}</a
        >
      </p>`,
  )
}
