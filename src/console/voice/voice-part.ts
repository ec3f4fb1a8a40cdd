import { transcriptMax, type Transcript } from '../../questions/index.ts'
import { faultSummary, formToken, submit, textArea } from '../fields.ts'
import { noFaults, type Faults } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'

/** What an officer typed that could not be kept, and why. */
export type VoiceTyped = { readonly fileId: string; readonly text: string; readonly faults: Faults }

export type VoicePart = {
  readonly fileId: string
  /** All that was written down of the opinion's voices. */
  readonly transcripts: readonly Transcript[]
  /** Where the form goes. */
  readonly action: string
  /** Goes with the form, for the way back. */
  readonly queue?: string
  readonly typed: VoiceTyped | null
}

const stateOf = (view: View, one: Transcript): string => {
  if (one.isConfirmed) return view.t('triage:voice.confirmed')
  if (one.isRejected) return view.t('triage:voice.rejected')
  return view.t(one.isAsked ? 'triage:voice.asked' : 'triage:voice.unconfirmed')
}

const line = (view: View, one: Transcript): Html =>
  html`<p class="hint">
      ${view.t(`triage:voice.source.${one.source}`)} · ${listMoment(view, one.writtenAt)} · ${stateOf(view, one)}
    </p>
    <div class="words">${paragraphs(one.text)}</div>`

/** The field's name says which voice, for a page may have several. */
export const voiceField = (fileId: string): string => `said-${fileId}`

const form = (view: View, part: VoicePart, newest: Transcript | undefined): Html => {
  const typed = part.typed?.fileId === part.fileId ? part.typed : null
  const isDraft = newest?.source === 'machine'
  return html`<form
    method="post"
    action="${part.action}"
    class="triage-act"
    data-draft="voice-${part.fileId}-${newest?.seq ?? 0}"
    ${typed && html`data-typed`}
  >
    ${typed && faultSummary(view, typed.faults)} ${formToken(view)}
    ${part.queue !== undefined && html`<input type="hidden" name="queue" value="${part.queue}" />`}
    <input type="hidden" name="from" value="${newest?.seq ?? 0}" />
    ${isDraft && html`<p class="hint"><span class="chip warn">${view.t('triage:voice.machineDraft')}</span></p>`}
    ${textArea({
      name: voiceField(part.fileId),
      label: view.t('triage:voice.text'),
      hint: view.t('triage:voice.hint'),
      value: typed?.text ?? newest?.text ?? '',
      rows: 4,
      maxlength: transcriptMax,
      faults: typed?.faults ?? noFaults,
    })}
    ${submit(view.t('triage:voice.save'), 'quiet')}
  </form>`
}

/** Beside the player: what was written down of a voice message so far, and the form to write or correct it. */
export const voicePart = (view: View, part: VoicePart): Piece => {
  const versions = part.transcripts.filter((one) => one.attachmentId === part.fileId)
  const newest = versions.at(-1)
  const earlier = versions.slice(0, -1)
  const isTyped = part.typed?.fileId === part.fileId
  const needsWork = newest === undefined || newest.source === 'machine' || newest.isRejected
  return html`<div class="voice">
    ${newest && (newest.source !== 'machine' || newest.isRejected) && line(view, newest)}
    ${
      earlier.length > 0 &&
      html`<details class="triage-more">
        <summary>${view.t('triage:voice.earlier')}</summary>
        ${earlier.toReversed().map((one) => line(view, one))}
      </details>`
    }
    ${
      newest?.isConfirmed !== true &&
      html`<details class="triage-more" data-voice ${(needsWork || isTyped) && html`open`}>
        <summary>${view.t(newest ? 'triage:voice.correct' : 'triage:voice.write')}</summary>
        ${form(view, part, newest)}
      </details>`
    }
  </div>`
}
