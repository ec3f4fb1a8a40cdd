import { longestReply, type DeskMessage, type ReadThread } from '../../desk/index.ts'
import { faultSummary, formToken, submit, textArea } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'
import { threadChip } from './list-page.ts'

type ThreadState = {
  readonly thread: ReadThread
  readonly mayAnswer: boolean
  readonly form: Form
  readonly faults: Faults
}

const author = (view: View, message: DeskMessage): string => {
  if (message.author === 'resident') return view.t('console:desk.resident')
  return message.author === 'officer'
    ? (message.officerName ?? view.t('console:desk.officer'))
    : view.t('console:desk.inZalo')
}

const messageItem = (view: View, thread: ReadThread, message: DeskMessage): Html =>
  html`<li class="talk ${message.author === 'resident' ? 'theirs' : 'ours'}">
    <p class="hint">${author(view, message)} · ${listMoment(view, message.at)}</p>
    ${paragraphs(message.text)}
    ${message.attachmentId && html`<p><a href="/console/desk/${thread.id}/files/${message.attachmentId}" download>${view.t('console:file.document')}</a></p>`}
  </li>`

export const threadPage = (view: View, { thread, mayAnswer, form, faults }: ThreadState): Html =>
  appPage(view, {
    title: view.t('console:desk.talk'),
    trail: [{ path: '/console/desk', label: view.t('console:desk.title') }],
    lead: html`${thread.unitName} ${threadChip(view, thread)}`,
    body: html`${faultSummary(view, faults)}
      <ol class="talks plain">
        ${thread.messages.map((message) => messageItem(view, thread, message))}
      </ol>
      <div id="end"></div>
      ${
        mayAnswer &&
        thread.state !== 'closed' &&
        html`<form method="post" action="/console/desk/${thread.id}/answer" class="panel" novalidate data-quick>
          ${formToken(view)}<input type="hidden" name="version" value="${thread.version}" />
          ${textArea({ name: 'text', label: view.t('console:desk.reply'), hint: view.t('console:desk.replyHint'), value: textOf(form, 'text'), rows: 4, maxlength: longestReply, faults })}
          <p class="actions">
            ${submit(view.t('console:desk.send'))}
            <button class="button quiet" type="submit" formaction="/console/desk/${thread.id}/close">
              ${view.t('console:desk.close')}
            </button>
          </p>
        </form>`
      }`,
  })
