import { chatCodeMinutes, formatChatCode, type LinkedChat } from '../../officers/index.ts'
import { formToken, submit } from '../fields.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { listMoment } from '../wording.ts'

export type ChatState = {
  readonly linked: LinkedChat | undefined
  readonly claimed: { readonly accountId: string; readonly claimedAt: Date } | undefined
}

/** "zalo:123" is spoken of by its platform alone. */
const platformOf = (accountId: string): string => (accountId.startsWith('zalo:') ? 'Zalo' : 'Telegram')

const post = (view: View, action: string, label: string, kind: 'primary' | 'quiet' = 'quiet'): Html =>
  html`<form method="post" action="/console/account/chat/${action}">${formToken(view)} ${submit(label, kind)}</form>`

/** Which chat gets sign-in links, on the account page. */
export const chatPart = (view: View, { linked, claimed }: ChatState): Html =>
  html`<section class="panel" aria-labelledby="chat">
    <h2 id="chat">${view.t('access:chat.title')}</h2>
    <p class="hint">${view.t('access:chat.why')}</p>
    ${
      claimed &&
      html`<div class="banner note">
        <p>
          ${view.t('access:chat.waits', {
            platform: platformOf(claimed.accountId),
            when: listMoment(view, claimed.claimedAt),
          })}
        </p>
        <div class="actions">
          ${post(view, 'confirm', view.t('access:chat.confirm'), 'primary')}
          ${post(view, 'drop', view.t('access:chat.refuse'))}
        </div>
      </div>`
    }
    ${
      linked &&
      html`<p>
        <span class="chip good"
          >${view.t('access:chat.linked', {
            platform: platformOf(linked.accountId),
            when: listMoment(view, linked.linkedAt),
          })}</span
        >
      </p>`
    }
    <div class="actions">
      ${post(view, 'code', view.t('access:chat.get'))} ${linked && post(view, 'unlink', view.t('access:chat.unlink'))}
    </div>
  </section>`

export const chatCodePage = (view: View, digits: string): Html =>
  appPage(view, {
    title: view.t('access:chat.code'),
    trail: [{ path: '/console/account', label: view.t('console:account.title') }],
    body: html`<p class="big-code"><strong class="mono">${formatChatCode(digits)}</strong></p>
      <p>${view.t('access:chat.send', { minutes: chatCodeMinutes })}</p>
      <p>${view.t('access:chat.then')}</p>
      <p class="actions">
        <a class="button primary" href="/console/account?chat=asked#chat">${view.t('access:chat.check')}</a>
      </p>`,
  })
