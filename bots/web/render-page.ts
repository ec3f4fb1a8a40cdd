import { html } from 'hono/html'
import type { AssetUrls } from './assets.ts'
import type { Locale, StoredEntry, WebOptions, WebPhrase } from './means.ts'
import { renderEntry, type Html } from './render-entry.ts'

export type PageInput = {
  readonly locale: Locale
  readonly token: string
  /** A browser that has not proved itself yet: how hard the proof is, and the text that it is for. */
  readonly bits: number | null
  readonly entries: readonly StoredEntry[]
  /** Number of the last entry that this page holds; undefined when the past could not be read. */
  readonly after: number | undefined
  readonly startPayload?: string
  readonly kioskUrl?: string
  readonly trouble?: string
  /** What the person had written when a form was refused. */
  readonly draft?: string
  readonly newKey: () => string
}

const nothing = html``

/** Sentences that the script needs; it holds no wording of its own. */
const scriptWords = [
  'reconnecting',
  'elsewhere',
  'connected',
  'sending',
  'sendingAgain',
  'sendFailed',
  'sent',
  'uploading',
  'proving',
  'recording',
  'recordFailed',
  'notReady',
  'fileTooBig',
  'emptyText',
  'kioskCountdown',
] as const

const hiddenFields = (input: PageInput): Html =>
  html`<input type="hidden" name="token" value="${input.token}" /><input
      type="hidden"
      name="key"
      value="${input.newKey()}"
    />`

const about = (t: (key: WebPhrase) => string, input: PageInput): Html => {
  if (input.kioskUrl !== undefined) {
    return html`<div class="about kiosk-about">
      <p>${t('web:kioskAbout')}</p>
      <p>${t('web:aboutSafety')}</p>
      <button type="button" id="kiosk-end">${t('web:kioskEnd')}</button>
    </div>`
  }
  return html`<details class="about">
    <summary>${t('web:about')}</summary>
    <p>${t('web:aboutKept')}</p>
    <p>${t('web:aboutCookie')}</p>
    <p>${t('web:aboutSafety')}</p>
    <p><a href="/quy-tac">${t('web:rules')}</a></p>
    <p>${t('web:restartHint')}</p>
    <form method="post" action="/chat/end" id="restart">
      <input type="hidden" name="token" value="${input.token}" />
      <button>${t('web:restart')}</button>
    </form>
  </details>`
}

const withoutScript = (t: (key: WebPhrase) => string, input: PageInput): Html => {
  if (input.kioskUrl !== undefined)
    return html`<div class="plain"><p class="notice-box">${t('web:kioskNoScript')}</p></div>`
  const start = input.startPayload ? html`<input type="hidden" name="start" value="${input.startPayload}" />` : nothing
  if (input.bits !== null) {
    return html`<div class="plain">
      <form class="notice-box" method="post" action="/chat/begin">
        <p>${t('web:beginHint')}</p>
        ${hiddenFields(input)}${start}
        <button>${t('web:begin')}</button>
      </form>
    </div>`
  }
  return html`<div class="plain">
    <div class="notice-box">
      ${
        input.startPayload
          ? html`<form method="post" action="/chat/messages">
              ${hiddenFields(input)}${start}<button>${t('web:openLink')}</button>
            </form>`
          : nothing
      }
      <p><a class="button" href="/chat">${t('web:refresh')}</a></p>
      <form method="post" action="/chat/files" enctype="multipart/form-data">
        ${hiddenFields(input)}
        <label for="plain-file">${t('web:chooseFile')}</label>
        <input id="plain-file" type="file" name="file" required />
        <button>${t('web:sendFile')}</button>
      </form>
    </div>
  </div>`
}

const tools = (t: (key: WebPhrase) => string, isKiosk: boolean): Html => {
  const menu = html`<button name="text" value="${t('web:menuWord')}" form="menu-form" class="tool">
    ${t('web:menu')}
  </button>`
  if (isKiosk) return html`<div class="tools">${menu}</div>`
  return html`<div class="tools">
    ${menu}
    <label class="tool" data-script hidden
      >${t('web:photo')}<input type="file" id="photo" accept="image/*" capture="environment"
    /></label>
    <label class="tool" data-script hidden
      >${t('web:file')}<input type="file" id="file" multiple accept="image/*,audio/*,video/*,.pdf,.docx"
    /></label>
    <button type="button" class="tool" id="record" hidden>${t('web:record')}</button>
    <button type="button" class="tool strong" id="record-stop" hidden>${t('web:recordStop')}</button>
    <button type="button" class="tool" id="record-cancel" hidden>${t('web:recordCancel')}</button>
  </div>`
}

const composer = (t: (key: WebPhrase) => string, input: PageInput): Html =>
  html`<footer class="composer">
    <div id="idle" class="idle" hidden>
      <p id="countdown"></p>
      <button type="button" id="stay">${t('web:kioskStay')}</button>
    </div>
    <p id="trouble" class="trouble" role="alert">${input.trouble ?? ''}</p>
    <p id="status" class="status" role="status"></p>
    <button type="button" id="continue" hidden>${t('web:continueHere')}</button>
    <progress id="progress" max="100" value="0" hidden aria-label="${t('web:sending')}"></progress>
    <div ${input.bits === null ? nothing : html`hidden`} id="writing">
      ${tools(t, input.kioskUrl !== undefined)}
      <form id="menu-form" method="post" action="/chat/messages">${hiddenFields(input)}</form>
      <form id="composer" method="post" action="/chat/messages">
        ${hiddenFields(input)}
        <label for="text">${t('web:textLabel')}</label>
        <p id="hint" class="who">${t('web:textHint')}</p>
        <div class="row">
          <textarea id="text" name="text" rows="1" aria-describedby="hint" autocomplete="off" enterkeyhint="send">
${input.draft ?? ''}</textarea>
          <button class="send">${t('web:send')}</button>
        </div>
      </form>
    </div>
  </footer>`

/** The whole page: complete without the script, which only makes it live. */
export const renderPage = (options: Pick<WebOptions, 'phrase'>, assets: AssetUrls, input: PageInput): Html => {
  const { locale } = input
  const t = (key: WebPhrase): string => options.phrase(locale, key)
  const isKiosk = input.kioskUrl !== undefined
  const words = JSON.stringify(Object.fromEntries(scriptWords.map((word) => [word, t(`web:${word}`)])))
  const form = { token: input.token, newKey: () => input.newKey() }
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${t('web:title')}</title>
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        <script type="module" src="${assets.script}"></script>
      </head>
      <body
        class="${isKiosk ? 'kiosk' : 'personal'}"
        data-token="${input.token}"
        data-worker="${assets.worker}"
        data-words="${words}"
        data-bits="${input.bits ?? ''}"
        data-after="${input.after ?? ''}"
        data-start="${input.startPayload ?? ''}"
        data-kiosk="${input.kioskUrl ?? ''}"
      >
        <a class="skip" href="#text">${t('web:skip')}</a>
        <header>
          <div class="titles">
            <h1>${t('web:name')}</h1>
            <p>${t('web:subtitle')}</p>
          </div>
          ${
            isKiosk
              ? nothing
              : html`<a
                  class="language"
                  href="/chat?lang=${locale === 'vi' ? 'en' : 'vi'}"
                  lang="${locale === 'vi' ? 'en' : 'vi'}"
                  >${t('web:otherLanguage')}</a
                >`
          }
          ${about(t, input)}
        </header>
        <main>
          ${input.after === undefined ? html`<p class="notice-box">${t('web:away')}</p>` : nothing}
          <div id="log" role="log" aria-live="polite" aria-label="${t('web:log')}">
            ${input.entries.map((entry) => renderEntry(entry, { phrase: options.phrase, locale, form }) ?? nothing)}
          </div>
          ${input.entries.length === 0 && input.after !== undefined && input.bits === null ? html`<p id="empty" class="empty">${t('web:empty')}</p>` : nothing}
          ${withoutScript(t, input)}
        </main>
        ${composer(t, input)}
      </body>
    </html>`
}
