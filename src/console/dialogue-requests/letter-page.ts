import {
  addresseeMax,
  aloneMax,
  letterWordsMax,
  numberMax,
  signerMax,
  type DialogueRequest,
  type Letter,
  type LetterText,
  type Standing,
} from '../../requests/index.ts'
import { assetPath } from '../assets.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage, printPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { countsPart, pathOf, trailOf } from './parts.ts'

export type LetterState = {
  readonly request: DialogueRequest
  readonly standing: Standing
  readonly letter: Letter | undefined
  readonly writer: string
  readonly approver: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  /** The reader wrote it: alone only with a reason, where nobody else could. */
  readonly isOwn: boolean
  readonly form: Form
  readonly faults: Faults
}

const writePart = (view: View, { request, letter, form, faults }: LetterState): Html =>
  html`<form method="post" action="${pathOf(request.id, 'letter')}" class="panel" novalidate>
    ${formToken(view)}<input
      type="hidden"
      name="version"
      value="${textOf(form, 'version') || String(letter?.version ?? 0)}"
    />
    ${textField({ name: 'number', label: view.t('requests:letter.number'), value: textOf(form, 'number'), autocomplete: 'off', size: 'medium', maxlength: numberMax, required: true, faults })}
    ${textField({ name: 'dated', label: view.t('requests:letter.dated'), value: textOf(form, 'dated'), autocomplete: 'off', size: 'short', required: true, faults })}
    ${textField({ name: 'addressee', label: view.t('requests:letter.addressee'), value: textOf(form, 'addressee'), autocomplete: 'off', maxlength: addresseeMax, required: true, faults })}
    ${textField({ name: 'signer', label: view.t('requests:letter.signer'), value: textOf(form, 'signer'), autocomplete: 'off', size: 'medium', maxlength: signerMax, required: true, faults })}
    ${textArea({ name: 'words', label: view.t('requests:letter.words'), value: textOf(form, 'words'), rows: 6, maxlength: letterWordsMax, required: true, faults })}
    ${submit(view.t('requests:letter.save'), letter ? 'quiet' : 'primary')}
  </form>`

const approvePart = (view: View, state: LetterState, letter: Letter): Html =>
  html`<form method="post" action="${pathOf(state.request.id, 'hand-over')}" class="panel" novalidate>
    ${formToken(view)}<input type="hidden" name="version" value="${letter.version}" />
    <p>${view.t('requests:letter.approveLead', { name: state.writer })}</p>
    ${
      state.isOwn &&
      textField({
        name: 'aloneBecause',
        label: view.t('requests:letter.alone'),
        value: textOf(state.form, 'aloneBecause'),
        autocomplete: 'off',
        maxlength: aloneMax,
        faults: state.faults,
      })
    }
    ${submit(view.t('requests:letter.approve'))}
  </form>`

const openPart = (view: View, state: LetterState): Piece => {
  const { request, letter } = state
  if (request.state !== 'reached') return null
  const waits = html`<p class="panel">${view.t('requests:letter.waits', { name: state.writer })}</p>`
  return [
    letter && (state.mayApprove ? approvePart(view, state, letter) : waits),
    state.mayWrite && writePart(view, state),
  ]
}

export const letterPage = (view: View, state: LetterState): Html => {
  const { request, letter, faults } = state
  return appPage(view, {
    title: view.t('requests:letter.title'),
    trail: trailOf(view, request),
    lead: view.t('requests:letter.lead'),
    actions:
      letter &&
      html`<a class="button quiet" href="${pathOf(request.id, 'letter/print')}">${view.t('requests:letter.print')}</a
        ><a class="button quiet" href="${pathOf(request.id, 'letter.docx')}">${view.t('requests:letter.file')}</a>`,
    body: html`${faultSummary(view, faults)}
    ${
      letter?.approvedAt &&
      html`<div class="banner good">
        <p>
          ${view.t('requests:letter.approved', { at: fullMoment(view, letter.approvedAt), name: state.approver })}
          ${letter.aloneBecause}
        </p>
      </div>`
    }
    ${!letter && request.state !== 'reached' && html`<p>${view.t('requests:letter.notReached')}</p>`}
    ${openPart(view, state)} ${countsPart(view, request, state.standing, state.mayWrite)}`,
  })
}

/** The same words as the Word file, on paper. */
export const letterPrintPage = (view: View, request: DialogueRequest, text: LetterText): Html =>
  printPage(
    view,
    text.about,
    html`<link rel="stylesheet" href="${assetPath('letter.css')}" />
      <article class="letter" lang="vi">
        <div class="letter-head">
          <div>
            <p>${text.front[0]}</p>
            <p>${text.front[1]}</p>
            <p><strong>${text.bureau}</strong></p>
            <p>${text.number}</p>
            <h1><em>${text.about}</em></h1>
          </div>
          <div>
            <p><strong>${text.motto[0]}</strong></p>
            <p><strong>${text.motto[1]}</strong></p>
            <p><em>${text.placeAndDate}</em></p>
          </div>
        </div>
        <p class="letter-to">${text.to}</p>
        <p>${text.opening}</p>
        <table>
          <tbody>
            ${text.rows.map(
              ([what, count]) =>
                html`<tr>
                  <th scope="row">${what}</th>
                  <td>${count}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${paragraphs(text.words)}
        <p>${text.closing}</p>
        <div class="letter-head">
          <div class="letter-left">
            <p><strong>Nơi nhận:</strong></p>
            ${text.receivers.map((one) => html`<p>- ${one}</p>`)}
          </div>
          <div>
            <p><strong>${text.signature}</strong></p>
            <p class="letter-signer"><strong>${text.signer}</strong></p>
          </div>
        </div>
      </article>`,
    pathOf(request.id, 'letter'),
  )
