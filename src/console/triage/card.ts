import { describeMediaType } from '../../attachments/index.ts'
import { wordsIn } from '../../forms/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { dangerIn, judgeManners, type Manners } from '../../questions/index.ts'
import { formToken, submit } from '../fields.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { voicePart } from '../voice/voice-part.ts'
import { wordingHint } from '../voice/wording-hint.ts'
import { listMoment, shortDay } from '../wording.ts'
import { queueText } from './form-values.ts'
import type { OpenOpinion, TriageState } from './state.ts'

/** Words in quotation marks, as they stand in the text. */
export const quoted = (words: readonly string[]): string => words.map((one) => `«${one}»`).join(', ')

const heldKeys = {
  insult: 'heldInsult',
  link: 'heldLink',
  repeat: 'heldRepeat',
  sell: 'heldSell',
} as const satisfies Record<Manners['why'], string>

const heldMark = (view: View, words: string): Html => {
  const manners = judgeManners(words)
  const text = manners
    ? view.t(`triage:mark.${heldKeys[manners.why]}`, { words: quoted(manners.because) })
    : view.t('triage:mark.held')
  return html`<span class="chip warn">${text}</span>`
}

const marks = (view: View, { opinion, words }: OpenOpinion): Piece => {
  const danger = opinion.pressing === 'danger' ? dangerIn(words) : []
  const dangerText =
    danger.length > 0 ? view.t('triage:mark.danger', { words: quoted(danger) }) : view.t('triage:mark.dangerBare')
  const all: Piece[] = [
    opinion.guardMark &&
      html`<span class="chip ${opinion.guardMark === 'emergency' ? 'bad' : 'warn'}"
        >${view.t(`triage:mark.${opinion.guardMark}`)}</span
      >`,
    opinion.pressing === 'danger' && html`<span class="chip bad">${dangerText}</span>`,
    opinion.pressing === 'sensitive' && html`<span class="chip warn">${view.t('triage:mark.sensitive')}</span>`,
    opinion.isHeld && heldMark(view, words),
    opinion.isMuted && html`<span class="chip warn">${view.t('triage:mark.muted')}</span>`,
  ].filter(Boolean)
  return all.length > 0 && html`<p class="chips">${all}</p>`
}

const identityButton = (view: View, state: TriageState, opinionId: string, fileId: string): Html =>
  html`<form method="post" action="/console/triage/${opinionId}/files/${fileId}/identity" class="triage-act">
    ${formToken(view)}<input type="hidden" name="queue" value="${queueText(state.query)}" />
    <button class="button danger small" type="submit">${view.t('triage:photo.identity')}</button>
  </form>`

const filePiece = (
  view: View,
  state: TriageState,
  { opinion, transcripts }: OpenOpinion,
  file: OpenOpinion['opinion']['files'][number],
): Html => {
  const path = `/console/questions/${opinion.id}/files/${file.id}`
  if (file.state === 'erased') return html`<p class="hint">${view.t('triage:photo.gone')}</p>`
  if (file.state !== 'stored' || file.mediaType === null) {
    return html`<p class="hint">
      ${view.t(file.state === 'pending' ? 'console:file.pending' : 'console:file.refused')}
    </p>`
  }
  const { kind, inline } = describeMediaType(file.mediaType as Parameters<typeof describeMediaType>[0])
  const label = view.t(`console:file.${kind}`)
  const link = html`<a href="${path}" download>${label}</a>`
  if (kind === 'voice') {
    const written =
      !opinion.isMasked &&
      voicePart(view, {
        fileId: file.id,
        transcripts,
        action: `/console/triage/${opinion.id}/voices/${file.id}`,
        queue: queueText(state.query),
        typed: state.voice,
      })
    return html`<div class="triage-file">
      ${inline !== 'no' && html`<audio controls preload="none" src="${path}/play"></audio>`}
      <p>${link}</p>
      ${written}
    </div>`
  }
  const isPicture = (kind === 'image' || kind === 'animation') && inline === 'yes'
  return html`<div class="triage-file">
    ${isPicture ? html`<a href="${path}" download><img class="thumb" src="${path}" alt="${label}" loading="lazy" /></a>` : link}
    ${identityButton(view, state, opinion.id, file.id)}
  </div>`
}

/** The opinion as it was sent, with what has to be known of it before deciding. */
export const card = (view: View, state: TriageState, open: OpenOpinion): Html => {
  const { opinion } = open
  const when = opinion.isDayOnly ? shortDay(vietnamDate(opinion.receivedAt)) : listMoment(view, opinion.receivedAt)
  const author = view.t(`questions:naming.short.${opinion.naming}`, { name: opinion.name ?? '' })
  const where = [opinion.unitName, opinion.dialogueTitle].filter((one) => one !== null).join(' · ')
  const { wordings } = opinion
  const { asked } = open
  const question = asked && {
    title: wordsIn(view.locale, asked.title),
    question: wordsIn(view.locale, asked.question),
  }
  return html`<section class="panel triage-card" aria-labelledby="triage-words">
    <h2 id="triage-words" tabindex="-1">
      ${view.t(opinion.channel === 'form' ? 'triage:fromForm' : 'triage:stated', { class: view.t(`questions:class.${opinion.opinionClass}`) })}
    </h2>
    <p class="hint">
      ${when} · ${view.t(`questions:channel.${opinion.channel}`)} · ${author}${where !== '' && ` · ${where}`}
    </p>
    ${question && html`<p>${view.t('triage:fromForm.asked', question)}</p>`} ${marks(view, open)}
    <div class="words triage-words" lang="${opinion.language}">
      ${wordings?.map(
        (one, at) => html`${wordingHint(view, one, at, listMoment(view, one.at))}${paragraphs(one.text)}`,
      )}
      ${(wordings?.length ?? 0) === 0 && html`<p class="hint">${view.t('triage:noWords')}</p>`}
    </div>
    ${opinion.files.length > 0 && html`<div class="files">${opinion.files.map((file) => filePiece(view, state, open, file))}</div>`}
  </section>`
}

/** Holding the author's next messages, for those whose author the house knows. */
export const muteForm = (view: View, state: TriageState, { opinion }: OpenOpinion): Piece =>
  opinion.hasAuthor &&
  !opinion.isMuted &&
  html`<details
    class="triage-more"
    ${(state.faults['days'] !== undefined || state.faults['muteWhy'] !== undefined) && html`open`}
  >
    <summary>${view.t('triage:mute')}</summary>
    <form method="post" action="/console/triage/${opinion.id}/mute" class="triage-act">
      ${formToken(view)}<input type="hidden" name="queue" value="${queueText(state.query)}" />
      <p class="hint">${view.t('triage:mute.lead')}</p>
      <div class="field">
        <label for="f-days">${view.t('triage:mute.days')}</label>
        ${state.faults['days'] !== undefined && html`<p class="fault" id="f-days-fault">${state.faults['days']}</p>`}
        <input id="f-days" class="short" name="days" inputmode="numeric" value="3" />
      </div>
      <div class="field">
        <label for="f-muteWhy">${view.t('triage:mute.why')}</label>
        <select id="f-muteWhy" name="muteWhy">
          <option value="spam">${view.t('triage:why.spam')}</option>
          <option value="insults">${view.t('triage:why.insult')}</option>
        </select>
      </div>
      ${submit(view.t('triage:mute.do'), 'quiet')}
    </form>
  </details>`
