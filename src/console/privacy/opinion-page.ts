import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { filePiece, isVoice } from '../questions/file-piece.ts'
import type { View } from '../view.ts'
import { voicePart } from '../voice/voice-part.ts'
import { wordingHint } from '../voice/wording-hint.ts'
import { listMoment, shortDay } from '../wording.ts'
import { formToken } from '../fields.ts'
import type { OpinionState } from './opinion-state.ts'
import { askPanel, identityPanel } from './panels.ts'
import { markedWords } from './marked-words.ts'

const fact = (label: string, value: Piece): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

const whenOf = (view: View, at: Date, isDayOnly: boolean): string =>
  isDayOnly ? shortDay(vietnamDate(at)) : listMoment(view, at)

const facts = (view: View, { question, privacy }: OpinionState): Html =>
  html`<dl class="facts">
    ${fact(view.t('privacy:page.class'), view.t(`questions:class.${question.opinionClass}`))}
    ${fact(view.t('privacy:page.received'), whenOf(view, question.receivedAt, question.isDayOnly))}
    ${fact(view.t('privacy:page.channel'), view.t(`questions:channel.${question.channel}`))}
    ${fact(view.t('privacy:page.author'), view.t(`questions:naming.short.${question.naming}`, { name: question.name ?? '' }))}
    ${question.unitName !== null && fact(view.t('privacy:page.unit'), question.unitName)}
    ${fact(
      view.t('privacy:page.triage'),
      html`${view.t(`privacy:triage.${privacy.triage}`)}${privacy.triagedAt !== null && ` · ${listMoment(view, privacy.triagedAt)}`}`,
    )}
    ${
      privacy.itemId !== null &&
      fact(
        view.t('privacy:page.item'),
        html`<a href="/console/items/${privacy.itemId}">${view.t('privacy:page.itemLink')}</a>`,
      )
    }
  </dl>`

const words = (view: View, { question }: OpinionState): Html => {
  const { wordings } = question
  if (wordings === null) return html`<p class="hint">${view.t('console:questions.notReadable')}</p>`
  if (wordings.every(({ text }) => text === '')) return html`<p class="hint">${view.t('privacy:page.noWords')}</p>`
  const isMarked = wordings.some(({ marks }) => marks.length > 0)
  return html`${question.isMasked && html`<p class="hint">${view.t('privacy:page.masked')}</p>`}
    ${isMarked && html`<p class="hint">${view.t('privacy:page.marks')}</p>`}
    <div class="words" lang="${question.language}">
      ${wordings.map(
        (one, at) =>
          html`${wordingHint(view, one, at, whenOf(view, one.at, question.isDayOnly))}${markedWords(view, one)}`,
      )}
    </div>`
}

const files = (view: View, { question, mayWork, transcripts, voice }: OpinionState): Piece =>
  question.files.length > 0 &&
  html`<section class="panel" aria-labelledby="files">
    <h2 id="files">${view.t('privacy:page.files')}</h2>
    <ul class="plain">
      ${question.files.map(
        (file) =>
          html`<li>
            <p>${filePiece(view, question, file)}</p>
            ${
              mayWork &&
              question.state === 'received' &&
              isVoice(file) &&
              voicePart(view, {
                fileId: file.id,
                transcripts,
                action: `/console/opinions/${question.id}/voices/${file.id}`,
                typed: voice,
              })
            }
            ${
              mayWork &&
              file.state === 'stored' &&
              html`<p class="hint">${view.t(file.isReleased ? 'privacy:file.isOpen' : 'privacy:file.isClosed')}</p>
                <form method="post" action="/console/opinions/${question.id}/files/${file.id}/release">
                  ${formToken(view)}<input type="hidden" name="release" value="${file.isReleased ? 'no' : 'yes'}" />
                  <button class="button quiet small" type="submit">
                    ${view.t(file.isReleased ? 'privacy:file.close' : 'privacy:file.open')}
                  </button>
                </form>`
            }
          </li>`,
      )}
    </ul>
  </section>`

/** One opinion: its words, its files, what the Front asked about it, and who may know its author. */
export const opinionPage = (view: View, state: OpinionState): Html =>
  appPage(view, {
    title: view.t('privacy:page.title'),
    trail: [{ path: '/console/questions', label: view.t('console:questions.title') }],
    body: html`
      ${facts(view, state)}
      <section class="panel" aria-labelledby="words">
        <h2 id="words">${view.t('privacy:page.words')}</h2>
        ${words(view, state)}
      </section>
      ${files(view, state)} ${askPanel(view, state)} ${identityPanel(view, state)}
    `,
  })
