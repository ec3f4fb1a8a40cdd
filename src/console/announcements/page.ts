import {
  isLetter,
  type Broadcast,
  type BroadcastProgress,
  type NoticeContent,
  type StuckAccount,
} from '../../broadcasts/index.ts'
import type { Dialogue } from '../../dialogues/index.ts'
import { faultSummary, formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { plainTextArea } from '../plain-language/marks.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'
import { articlePart, type ArticleState } from './article-part.ts'
import { circleFields, circleWords } from './circle-part.ts'
import { broadcastChip } from './list-page.ts'
import { pacePart } from './pace-part.ts'
import { planPart } from './plan-part.ts'
import { phonePreviews } from './preview.ts'
import { progressPart } from './progress.ts'

export type AnnouncementState = {
  readonly broadcast: Broadcast
  readonly dialogue: Dialogue
  readonly content: NoticeContent
  /** The notice as an SMS says it. */
  readonly smsText: string
  readonly progress: BroadcastProgress
  readonly stuck: readonly StuckAccount[]
  /** Voters of the unit, where that is known. */
  readonly voters: number | null
  readonly names: ReadonlyMap<string, string>
  readonly mayEdit: boolean
  readonly mayApprove: boolean
  /** Whoever reads has written the words that stand. */
  readonly isOwn: boolean
  /** Nobody else could approve for the unit in the last days. */
  readonly mayBeAlone: boolean
  /** It comes later than the law asks, and its session may be announced late for a reason. */
  readonly needsReason: boolean
  readonly article: ArticleState
  readonly form: Form
  readonly faults: Faults
}

const actionOf = (state: AnnouncementState, name: string): string =>
  `/console/announcements/${state.broadcast.id}/${name}`

const hidden = (view: View, state: AnnouncementState): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${state.content.version}" />`

const approveForm = (view: View, state: AnnouncementState): Html =>
  html`<form method="post" action="${actionOf(state, 'approve')}" novalidate>
    ${hidden(view, state)}
    ${
      state.isOwn &&
      textField({
        name: 'aloneBecause',
        label: view.t('console:announcement.aloneBecause'),
        hint: view.t('console:announcement.aloneHint'),
        value: textOf(state.form, 'aloneBecause'),
        maxlength: 300,
        faults: state.faults,
      })
    }
    ${
      state.needsReason &&
      textField({
        name: 'lateBecause',
        label: view.t('console:announcement.lateBecause'),
        hint: view.t('console:announcement.lateHint'),
        value: textOf(state.form, 'lateBecause'),
        maxlength: 300,
        required: true,
        faults: state.faults,
      })
    }
    ${submit(view.t('console:announcement.approve'))}
  </form>`

const rejectForm = (view: View, state: AnnouncementState): Html =>
  html`<details ${state.faults['reason'] && html`open`}>
    <summary>${view.t('console:announcement.reject')}</summary>
    <form method="post" action="${actionOf(state, 'reject')}" novalidate>
      ${hidden(view, state)}
      ${textField({ name: 'reason', label: view.t('console:announcement.reason'), value: textOf(state.form, 'reason'), maxlength: 300, required: true, faults: state.faults })}
      ${submit(view.t('console:announcement.rejectSubmit'), 'quiet')}
    </form>
  </details>`

const decision = (view: View, state: AnnouncementState): Piece => {
  const { broadcast, dialogue, content, names } = state
  if (broadcast.state !== 'draft') return null
  const isOld = dialogue.version !== broadcast.dialogueVersion
  const writer = names.get(content.writtenBy) ?? ''
  const mayDecide = state.mayApprove && (!state.isOwn || state.mayBeAlone) && !isOld
  return html`<section class="panel" aria-labelledby="decision">
    <h2 id="decision">${view.t('console:announcement.decision')}</h2>
    <p>${view.t('console:announcement.writtenBy', { name: writer })}</p>
    ${isOld && html`<div class="banner bad"><p>${view.t('dialogues:changedMeanwhile')}</p></div>`}
    ${
      !mayDecide &&
      !isOld &&
      html`<div class="banner note">
        <p>
          ${view.t(state.isOwn && state.mayApprove ? 'console:announcement.needsSecond' : 'console:announcement.waits')}
        </p>
      </div>`
    }
    ${mayDecide && approveForm(view, state)} ${state.mayApprove && !state.isOwn && rejectForm(view, state)}
  </section>`
}

const editForm = (view: View, state: AnnouncementState): Piece => {
  const { content, form, faults, broadcast } = state
  if (!state.mayEdit || (broadcast.state !== 'draft' && broadcast.state !== 'rejected')) return null
  const isBack = textOf(form, 'vi') !== ''
  return html`<details class="panel" ${(isBack || broadcast.state === 'rejected') && html`open`}>
    <summary>${view.t('console:announcement.edit')}</summary>
    <p class="hint">
      ${view.t(isLetter(broadcast.kind) ? 'console:letter.editHint' : 'console:announcement.editHint')}
    </p>
    <form method="post" action="${actionOf(state, 'edit')}" novalidate>
      ${hidden(view, state)}
      ${plainTextArea(view, { name: 'vi', label: view.t('console:announcement.vi'), value: isBack ? textOf(form, 'vi') : content.texts.vi, rows: 14, faults })}
      ${textArea({ name: 'en', label: view.t('console:announcement.en'), value: isBack ? textOf(form, 'en') : content.texts.en, rows: 14, faults })}
      ${submit(view.t('console:announcement.saveEdit'), 'quiet')}
    </form>
    ${
      !isLetter(broadcast.kind) &&
      html`<form method="post" action="/console/dialogues/${state.dialogue.id}/draft">
        ${formToken(view)}<input type="hidden" name="kind" value="${broadcast.kind}" />
        <p class="hint">${view.t('console:announcement.redraftHint')}</p>
        ${submit(view.t('console:announcement.redraft'), 'quiet')}
      </form>`
    }
  </details>`
}

/** Whom a letter is for; while it is a draft its author may choose others, or lay it aside. */
const readersPart = (view: View, state: AnnouncementState): Piece => {
  const { broadcast, form, faults } = state
  const { circle } = broadcast
  if (!circle) return null
  const isDraft = broadcast.state === 'draft' || broadcast.state === 'rejected'
  return html`<section class="panel" aria-labelledby="readers">
    <h2 id="readers">${view.t('console:letter.circle')}</h2>
    ${circleWords(view, circle)}
    ${
      isDraft &&
      state.mayEdit &&
      html`<details ${(faults['circle'] || faults['organisations']) && html`open`}>
          <summary>${view.t('console:letter.aim')}</summary>
          <form method="post" action="${actionOf(state, 'aim')}" novalidate>
            ${formToken(view)} ${circleFields(view, { circle, form, faults })}
            ${submit(view.t('console:letter.saveAim'), 'quiet')}
          </form>
        </details>
        <form method="post" action="${actionOf(state, 'discard')}">
          ${formToken(view)} ${submit(view.t('console:letter.discard'), 'quiet')}
        </form>`
    }
  </section>`
}

const steer = (view: View, state: AnnouncementState): Piece => {
  const { broadcast } = state
  const button = (name: 'pause' | 'resume' | 'stop', kind: 'quiet' | 'danger'): Html =>
    html`<form method="post" action="${actionOf(state, name)}">
      ${formToken(view)} ${submit(view.t(`console:announcement.${name}`), kind)}
    </form>`
  if (!state.mayEdit) return null
  if (broadcast.state === 'running')
    return html`<div class="actions">${button('pause', 'quiet')} ${button('stop', 'danger')}</div>`
  return (
    broadcast.state === 'paused' &&
    html`<div class="actions">${button('resume', 'quiet')} ${button('stop', 'danger')}</div>`
  )
}

const pauseReasons = ['officer', 'record-changed', 'refusals'] as const

const pausedWhy = (broadcast: Broadcast): (typeof pauseReasons)[number] =>
  pauseReasons.find((why) => why === broadcast.pausedWhy) ?? 'officer'

const sending = (view: View, state: AnnouncementState): Piece => {
  const { broadcast, names } = state
  if (broadcast.approvedAt === null) return null
  const name = names.get(broadcast.approvedBy ?? '') ?? ''
  return html`<section class="panel" aria-labelledby="sending">
    <h2 id="sending">${view.t('console:announcement.sending')}</h2>
    <p class="hint">
      ${view.t('console:announcement.approvedBy', { name, when: fullMoment(view, broadcast.approvedAt) })}
    </p>
    ${broadcast.approvalNote !== null && html`<div class="banner warn"><p>${view.t('console:announcement.alone', { why: broadcast.approvalNote })}</p></div>`}
    ${broadcast.lateNote !== null && html`<div class="banner warn"><p>${view.t('console:announcement.late', { why: broadcast.lateNote })}</p></div>`}
    ${broadcast.state === 'paused' && html`<div class="banner warn"><p>${view.t(`console:paused.${pausedWhy(broadcast)}`)}</p></div>`}
    ${progressPart(view, state.progress, state.stuck)}
    <p><a href="${actionOf(state, 'relay')}">${view.t('console:relay.open')}</a></p>
    ${state.mayEdit && pacePart(view, state)} ${steer(view, state)}
  </section>`
}

export const announcementPage = (view: View, state: AnnouncementState): Html => {
  const { broadcast, dialogue, content } = state
  const sender = dialogue.hosts[0]?.name ?? 'Nhịp Cầu'
  return appPage(view, {
    title: view.t(`broadcasts:kind.${broadcast.kind}`),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    lead: broadcastChip(view, broadcast),
    width: 'wide',
    body: html`${faultSummary(view, state.faults)}
      ${
        broadcast.state === 'rejected' &&
        html`<div class="banner bad">
          <p>${view.t('console:announcement.rejectedWhy', { why: broadcast.rejectedWhy ?? '' })}</p>
        </div>`
      }
      ${readersPart(view, state)} ${sending(view, state)} ${broadcast.state === 'draft' && planPart(view, state)}
      ${decision(view, state)} ${articlePart(view, state.article)}
      <section aria-labelledby="preview">
        <h2 id="preview">${view.t('console:preview.title')}</h2>
        ${phonePreviews(view, { text: content.texts.vi, sender, sms: state.smsText })}
        <details>
          <summary>${view.t('console:preview.en')}</summary>
          <div lang="en">${phonePreviews(view, { text: content.texts.en, sender, sms: null })}</div>
        </details>
      </section>
      ${editForm(view, state)}`,
  })
}
