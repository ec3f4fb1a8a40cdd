import { soundExtensions, type LoudspeakerText, type SessionSound } from '../../artefacts/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { formToken, submit } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, paragraphs, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'

export type SoundState = {
  readonly dialogue: Dialogue
  readonly sound: (SessionSound & { readonly addedByName: string }) | null
  /** The text for the whole unit is what is recorded. */
  readonly loud: Readonly<Record<'unit', LoudspeakerText>>
  /** What the text on this page says, as `digestOfHeard`: goes along with what is recorded from it. */
  readonly heard: string
  readonly mayWrite: boolean
  readonly faults: Faults
}

/** Long enough for any text of a minute, read slowly and begun anew. */
const longestRecording = 180

const soundBase = ({ dialogue }: SoundState): string => `/console/artefacts/${dialogue.id}/sound`

const removeForm = (view: View, state: SoundState): Html =>
  html`<form method="post" action="${soundBase(state)}/remove">
    ${formToken(view)} <button class="button danger small" type="submit">${view.t('artefacts:sound.remove')}</button>
  </form>`

const current = (view: View, state: SoundState): Html => {
  const { sound, dialogue } = state
  if (sound === null) return html`<p>${view.t('artefacts:sound.none')}</p>`
  const label = view.t('artefacts:sound.player', { title: dialogue.title })
  const added = { name: sound.addedByName, moment: fullMoment(view, sound.addedAt) }
  return html`${
      !sound.isCurrent &&
      html`<div class="banner warn">
        <p>${view.t('artefacts:sound.outdated')}</p>
      </div>`
    }
    <audio
      class="sound"
      controls
      preload="metadata"
      src="${soundBase(state)}/${sound.attachmentId}"
      aria-label="${label}"
    ></audio>
    <p class="hint">${view.t('artefacts:sound.added', added)}</p>
    <div class="actions">
      <a class="button quiet small" href="/verify/${dialogue.noticeCode}/nghe">${view.t('artefacts:sound.public')}</a>
      ${state.mayWrite && removeForm(view, state)}
    </div>`
}

/** Shown by the script, where the browser can record. What was recorded becomes the file of the form. */
const recorder = (view: View): Html =>
  html`<div class="recorder" data-recorder data-longest="${longestRecording}" hidden>
    <p class="actions">
      <button class="button quiet" type="button" data-record>${view.t('artefacts:sound.record')}</button>
      <button class="button danger" type="button" data-stop hidden>${view.t('artefacts:sound.stop')}</button>
    </p>
    <p
      role="status"
      data-state
      data-running="${view.t('artefacts:sound.running', { seconds: '{seconds}' })}"
      data-recorded="${view.t('artefacts:sound.recorded')}"
      data-denied="${view.t('artefacts:sound.denied')}"
    ></p>
    <audio class="sound" controls data-preview aria-label="${view.t('artefacts:sound.preview')}" hidden></audio>
  </div>`

const uploadForm = (view: View, state: SoundState): Html => {
  const fault = state.faults['file'] ?? state.faults['']
  return html`<form method="post" action="${soundBase(state)}" enctype="multipart/form-data" novalidate>
    ${formToken(view)}<input type="hidden" name="heard" value="${state.heard}" />
    <h3>${view.t('artefacts:sound.read')}</h3>
    <blockquote class="to-read" lang="vi">${paragraphs(state.loud.unit.text)}</blockquote>
    ${recorder(view)}
    <div class="field">
      <label for="f-file">${view.t('artefacts:sound.file')}</label>
      <p class="hint" id="f-file-hint">${view.t('artefacts:sound.fileHint')}</p>
      ${fault && html`<p class="fault" id="f-file-fault">${fault}</p>`}
      <input
        id="f-file"
        type="file"
        name="file"
        accept="${soundExtensions.join(',')}"
        aria-describedby="f-file-hint ${fault && 'f-file-fault'}"
        ${fault && html`aria-invalid="true"`}
      />
    </div>
    ${submit(view.t(state.sound === null ? 'artefacts:sound.upload' : 'artefacts:sound.replace'), 'quiet')}
  </form>`
}

/** The loudspeaker text as a recording: heard, put up, recorded in the page, replaced, taken away. */
export const soundPart = (view: View, state: SoundState): Html =>
  html`<section class="panel" aria-labelledby="sound">
    <h2 id="sound">${view.t('artefacts:sound.title')}</h2>
    <p class="hint">${view.t('artefacts:sound.hint')}</p>
    ${current(view, state)} ${state.mayWrite && uploadForm(view, state)}
  </section>`
