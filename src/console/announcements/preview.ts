import { previewFor } from '../../broadcasts/index.ts'
import type { Platform } from '../../channels/port.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

const platforms = ['zalo', 'telegram', 'web', 'phone'] as const satisfies readonly Platform[]
const names = { zalo: 'Zalo', telegram: 'Telegram', web: 'Web', phone: 'SMS' } as const

/** Addresses and codes as people can tap them, in a preview only marked. */
const bubble = (text: string): Html =>
  html`<div class="bubble">${text.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`)}</div>`

export type Shown = {
  readonly text: string
  readonly sender: string
  /** The short text for telephones without any of these chats; null in the language that they do not get. */
  readonly sms: string | null
}

/** A notice as a phone will show it on each channel. */
export const phonePreviews = (view: View, { text, sender, sms }: Shown): Html =>
  html`<div class="phones">
    ${platforms.map((platform) => {
      if (platform === 'phone' && sms === null) return null
      const preview = previewFor(platform, platform === 'phone' ? (sms ?? '') : text)
      return html`<figure class="phone ${platform}">
        <figcaption>
          <strong>${names[platform]}</strong>
          <span class="hint">${view.t('console:preview.length', { length: preview.length, max: preview.max })}</span>
        </figcaption>
        <div class="screen" role="group" aria-label="${names[platform]}" tabindex="0">
          <p class="phone-bar">${sender}</p>
          <div class="chat">${preview.messages.map(bubble)}</div>
        </div>
      </figure>`
    })}
  </div>`
