import {
  answerMessage,
  lineMax,
  passesGate,
  sendBackMax,
  type Answer,
  type Finding,
  type Reopening,
} from '../../answers/index.ts'
import type { AttachmentSummary } from '../../attachments/index.ts'
import type { AnswerRequest } from '../../preparation/index.ts'
import type { Item } from '../../questions/index.ts'
import { phonePreviews } from '../announcements/preview.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { answerForm } from './answer-form.ts'
import { answersPath, nameOfMatter, pathOfAnswer } from './parts.ts'

export type AnswerState = {
  readonly item: Item
  /** The newest, which is worked on or stands. */
  readonly answer: Answer | undefined
  readonly earlier: readonly Answer[]
  readonly findings: readonly Finding[]
  readonly files: readonly AttachmentSummary[]
  readonly reopenings: readonly Reopening[]
  readonly told: { readonly told: number; readonly all: number } | undefined
  /** What agencies sent when they were asked before the session. */
  readonly drafts: readonly AnswerRequest[]
  readonly writer: string
  readonly approver: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly mayReadItem: boolean
  readonly isOwn: boolean
  readonly form: Form
  readonly faults: Faults
}

const isOpen = ({ answer }: AnswerState): boolean => answer === undefined || answer.state !== 'approved'
/** A second answer is written once somebody has said that the first is none. */
const isWritable = (state: AnswerState): boolean =>
  isOpen(state) || state.reopenings.some((one) => one.answerId === state.answer?.id)

const gatePart = (view: View, { findings, answer }: AnswerState): Piece => {
  if (answer === undefined || answer.state === 'approved') return null
  const refusals = findings.filter((one) => !one.isHint).length
  return html`<section class="panel" id="gate" aria-labelledby="gate-title">
    <h2 id="gate-title">${view.t('answers:one.gate')}</h2>
    <p>${refusals === 0 ? view.t('answers:one.gateGood') : view.t('answers:one.refusals', { count: refusals })}</p>
    ${
      findings.length > 0 &&
      html`<ul class="rows">
        ${findings.map(
          (one) =>
            html`<li class="row">
              <span>${view.t(`answers:gate.${one.lack}`, { quote: one.quote })}</span>
              <span class="chip ${one.isHint ? 'plain' : 'bad'}"
                >${view.t(one.isHint ? 'answers:one.hint' : 'answers:one.refusal')}</span
              >
            </li>`,
        )}
      </ul>`
    }
  </section>`
}

const previewPart = (view: View, { answer, item, files }: AnswerState): Piece => {
  if (answer === undefined) return null
  const own = [{ code: null, words: view.t('answers:one.previewWords'), sentAt: item.createdAt }]
  const filesAt = files.length === 0 ? null : '…/tra-loi/…'
  const text = answerMessage('vi', { answer, title: item.title, number: item.number, own, filesAt })
  return html`<section class="panel" aria-labelledby="preview">
    <h2 id="preview">${view.t('answers:one.preview')}</h2>
    ${phonePreviews(view, { text, sender: answer.answeringBody, sms: null })}
  </section>`
}

const hidden = (view: View, answer: Answer): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${String(answer.version)}" />`

const stepsPart = (view: View, state: AnswerState): Piece => {
  const { answer, item, form, faults } = state
  if (answer === undefined) return null
  if (answer.state === 'asked' && state.mayApprove) {
    return html`<section class="panel" aria-labelledby="approve">
      <h2 id="approve">${view.t('answers:one.approve')}</h2>
      <p>${view.t('answers:one.approveLead', { name: state.writer })}</p>
      <form method="post" action="${pathOfAnswer(item.id, '/approve')}" novalidate>
        ${hidden(view, answer)}
        ${
          state.isOwn &&
          textField({
            name: 'aloneBecause',
            label: view.t('answers:one.alone'),
            value: textOf(form, 'aloneBecause'),
            autocomplete: 'off',
            maxlength: lineMax,
            faults,
          })
        }
        ${submit(view.t('answers:one.approve'))}
      </form>
      <form method="post" action="${pathOfAnswer(item.id, '/send-back')}" novalidate>
        ${hidden(view, answer)}
        ${textArea({ name: 'why', label: view.t('answers:one.why'), value: textOf(form, 'why'), rows: 3, maxlength: sendBackMax, faults })}
        ${submit(view.t('answers:one.back'), 'quiet')}
      </form>
    </section>`
  }
  if (answer.state === 'asked') return html`<p class="panel">${view.t('answers:one.waits')}</p>`
  if (answer.state === 'approved' || !state.mayWrite || !passesGate(state.findings)) return null
  return html`<form method="post" action="${pathOfAnswer(item.id, '/ask')}" class="panel">
    ${hidden(view, answer)} ${submit(view.t('answers:one.ask'))}
  </form>`
}

const filesPart = (view: View, state: AnswerState): Piece => {
  const { answer, item, files, faults, mayWrite } = state
  const mayAttach = mayWrite && answer !== undefined && answer.state !== 'approved'
  if (files.length === 0 && !mayAttach) return null
  const fault = faults['file']
  return html`<section class="panel" id="files" aria-labelledby="files-title">
    <h2 id="files-title">${view.t('answers:one.files')}</h2>
    <ul>
      ${files.map((file) => html`<li><a href="${pathOfAnswer(item.id, `/files/${file.id}`)}">${file.name ?? file.id}</a></li>`)}
    </ul>
    ${
      mayAttach &&
      html`<form method="post" action="${pathOfAnswer(item.id, '/files')}" enctype="multipart/form-data" novalidate>
        ${hidden(view, answer)}
        <div class="field">
          <label for="f-file">${view.t('answers:form.file')}</label>
          <p class="hint" id="f-file-hint">${view.t('answers:form.fileHint')}</p>
          ${fault && html`<p class="fault" id="f-file-fault">${fault}</p>`}
          <input
            id="f-file"
            type="file"
            name="file"
            accept=".pdf,application/pdf,image/*"
            aria-describedby="f-file-hint${fault && ` f-file-fault`}"
            ${fault && html`aria-invalid="true"`}
          />
        </div>
        ${submit(view.t('answers:form.upload'), 'quiet')}
      </form>`
    }
  </section>`
}

const draftsPart = (view: View, { drafts, item, answer }: AnswerState): Piece =>
  answer === undefined &&
  drafts.length > 0 &&
  html`<section class="panel" aria-labelledby="drafts">
    <h2 id="drafts">${view.t('answers:form.drafted')}</h2>
    ${drafts.map(
      (one) =>
        html`<p><strong>${one.body}</strong></p>
          <blockquote>${paragraphs(one.answer ?? '')}</blockquote>
          <p><a href="${pathOfAnswer(item.id)}?from=${one.id}">${view.t('answers:form.useDraft')}</a></p>`,
    )}
  </section>`

const reopenedPart = (view: View, { reopenings }: AnswerState): Piece =>
  reopenings.length > 0 &&
  html`<section class="panel" aria-labelledby="reopened">
    <h2 id="reopened">${view.t('answers:one.reopened')}</h2>
    ${reopenings.map((one) => html`<blockquote>${one.words === null ? view.t('answers:one.reopenedGone') : paragraphs(one.words)}</blockquote>`)}
  </section>`

const standsPart = (view: View, { answer, approver, told }: AnswerState): Piece =>
  answer?.approvedAt &&
  html`<div class="banner good">
    <p>
      ${view.t('answers:one.approvedAt', { at: fullMoment(view, answer.approvedAt), name: approver })}
      ${answer.aloneBecause} ${told && view.t('answers:one.told', { told: told.told, count: told.all })}
    </p>
  </div>`

const earlierPart = (view: View, { earlier }: AnswerState): Piece =>
  earlier.length > 0 &&
  html`<details class="panel">
    <summary>${view.t('answers:one.earlier')}</summary>
    ${earlier.map(
      (one) =>
        html`<p><strong>${view.t(`answers:decision.${one.decision}`)}</strong></p>
          <div lang="vi">${paragraphs(one.words)}</div>`,
    )}
  </details>`

/** One matter and its answer: written, judged at the gate, shown as people will get it, approved by another. */
export const answerPage = (view: View, state: AnswerState): Html => {
  const { item, answer } = state
  const isAgain = (answer?.seq ?? 0) > 1 || answer?.state === 'approved'
  const version = answer === undefined || answer.state === 'approved' ? 0 : answer.version
  return appPage(view, {
    title: view.t('answers:form.title', { number: item.number }),
    width: 'wide',
    trail: [
      { path: answersPath, label: view.t('answers:list.title') },
      ...(state.mayReadItem ? [{ path: `/console/items/${item.id}`, label: nameOfMatter(view, item) }] : []),
    ],
    lead: view.t('answers:form.lead'),
    actions:
      (answer?.state === 'approved' || state.earlier.length > 0) &&
      html`<a class="button quiet" href="${pathOfAnswer(item.id, '/letter')}">${view.t('documents:reply.print')}</a
        ><a class="button quiet" href="${pathOfAnswer(item.id, '/letter/file')}">${view.t('documents:reply.file')}</a>`,
    body: html`${faultSummary(view, state.faults)} ${standsPart(view, state)}
      <p><strong>${nameOfMatter(view, item)}</strong></p>
      ${
        answer?.state === 'sent_back' &&
        html`<div class="banner warn"><p>${view.t('answers:one.sentBack', { why: answer.sentBackWhy ?? '' })}</p></div>`
      }
      ${reopenedPart(view, state)} ${gatePart(view, state)} ${stepsPart(view, state)} ${draftsPart(view, state)}
      ${
        state.mayWrite &&
        isWritable(state) &&
        answerForm(view, { itemId: item.id, version, isAgain, form: state.form, faults: state.faults })
      }
      ${filesPart(view, state)} ${previewPart(view, state)} ${earlierPart(view, state)}`,
  })
}
