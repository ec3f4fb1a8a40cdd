import { assetPath } from './assets.ts'
import { formToken } from './fields.ts'
import { html, raw, type Html, type Piece } from './html.ts'
import { holdsAny, navigation } from './navigation.ts'
import type { View } from './view.ts'

export type Page = {
  readonly title: string
  /** Where the page lies, from the outside in; the page itself is not in it. */
  readonly trail?: readonly { readonly path: string; readonly label: string }[]
  /** Beside the title: what can be done here. */
  readonly actions?: Piece
  /** Below the title, in one sentence. */
  readonly lead?: Piece
  readonly body: Piece
  /** Text columns stay readable; lists and boards take the room there is. */
  readonly width?: 'text' | 'wide'
}

const mark = raw(
  '<svg class="mark" viewBox="0 0 32 20" aria-hidden="true" focusable="false"><path d="M1 15h30M4 15c2-8 8-12 12-12s10 4 12 12M10 15V7.4M16 15V3M22 15V7.4" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/></svg>',
)

const head = (title: string): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <meta name="color-scheme" content="light dark" />
    <meta
      name="htmx-config"
      content='{"allowEval":false,"includeIndicatorStyles":false,"attributesToSettle":["class","width","height"],"selfRequestsOnly":true,"historyCacheSize":0}'
    />
    <title>${title} · Nhịp Cầu</title>
    <link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml" />
    <link rel="stylesheet" href="${assetPath('console.css')}" />
    <script src="${assetPath('htmx.js')}" defer></script>
    <script src="${assetPath('console.js')}" type="module"></script>
  </head>`

/** The entry that the path lies under: the longest that it begins with. */
const currentPath = (path: string): string | undefined =>
  navigation
    .flatMap((group) => group.entries.map((entry) => entry.path))
    .filter((entry) => path === entry || path.startsWith(`${entry}/`))
    .sort((one, other) => other.length - one.length)[0]

const navigationList = (view: View): Piece => {
  const { signedIn } = view
  if (!signedIn) return null
  const current = currentPath(view.path)
  const link = (path: string, label: string, isCurrent: boolean): Html =>
    html`<li><a href="${path}" ${isCurrent && html`aria-current="page"`}>${label}</a></li>`
  return html`
    <ul class="nav-list">
      ${link('/console', view.t('console:nav.home'), view.path === '/console')}
    </ul>
    ${navigation.map((group) => {
      const entries = group.entries.filter((entry) => !entry.roles || holdsAny(signedIn, entry.roles))
      return (
        entries.length > 0 &&
        html`<p class="nav-group">${view.t(group.label)}</p>
          <ul class="nav-list">
            ${entries.map((entry) => link(entry.path, view.t(entry.label), entry.path === current))}
          </ul>`
      )
    })}
  `
}

const whoBox = (view: View): Piece =>
  view.signedIn &&
  html`<div class="who">
    <a href="/console/account" ${view.path.startsWith('/console/account') && html`aria-current="page"`}
      ><span class="who-name">${view.signedIn.officer.name}</span
      ><span class="who-title">${view.signedIn.officer.title ?? view.t('console:nav.account')}</span></a
    >
    <form method="post" action="/console/sign-out">
      ${formToken(view)}
      <button class="button quiet small" type="submit">${view.t('console:nav.signOut')}</button>
    </form>
  </div>`

const content = (view: View, page: Page): Html => html`
  ${
    page.trail &&
    html`<nav class="trail" aria-label="${view.t('console:nav.trail')}">
      <ol>
        ${page.trail.map(({ path, label }) => html`<li><a href="${path}">${label}</a></li>`)}
      </ol>
    </nav>`
  }
  <div class="title-row">
    <h1>${page.title}</h1>
    ${page.actions && html`<div class="actions">${page.actions}</div>`}
  </div>
  ${page.lead && html`<p class="lead">${page.lead}</p>`}
  ${view.notice !== undefined && html`<div class="banner good" role="status">${view.notice}</div>`} ${page.body}
`

/** A page for somebody who is signed in: navigation at the side, on a phone behind a button that needs no script. */
export const appPage = (view: View, page: Page): Html =>
  html`<!doctype html>
    <html lang="${view.locale}">
      ${head(page.title)}
      <body class="app">
        <a class="skip" href="#main">${view.t('console:nav.skip')}</a>
        <header class="top">
          <a class="brand" href="/console">${mark}<span>Nhịp Cầu</span></a>
          <details class="menu">
            <summary>${view.t('console:nav.menu')}</summary>
            <nav aria-label="${view.t('console:nav.main')}">${navigationList(view)} ${whoBox(view)}</nav>
          </details>
        </header>
        <aside class="side">
          <a class="brand" href="/console">${mark}<span>Nhịp Cầu</span></a>
          <nav aria-label="${view.t('console:nav.main')}">${navigationList(view)}</nav>
          ${whoBox(view)}
        </aside>
        <main id="main" class="${page.width ?? 'text'}" tabindex="-1">${content(view, page)}</main>
      </body>
    </html>`

/** A page for somebody who is not signed in: one card. */
export const doorPage = (view: View, page: Page): Html => {
  const other = view.locale === 'vi' ? 'en' : 'vi'
  return html`<!doctype html>
    <html lang="${view.locale}">
      ${head(page.title)}
      <body class="door">
        <main id="main" class="card">
          <p class="brand">${mark}<span>Nhịp Cầu</span></p>
          ${content(view, page)}
        </main>
        <footer class="door-foot">
          <a href="?lang=${other}" lang="${other}" hreflang="${other}">${other === 'en' ? 'English' : 'Tiếng Việt'}</a>
        </footer>
      </body>
    </html>`
}

/** For printing: a receipt, a notice. No navigation on paper. */
export const printPage = (view: View, title: string, body: Piece, back: string): Html =>
  html`<!doctype html>
    <html lang="${view.locale}">
      ${head(title)}
      <body class="print">
        <header class="no-print print-bar">
          <a class="button quiet" href="${back}">${view.t('console:print.back')}</a>
          <button class="button primary" type="button" data-print hidden>${view.t('console:print.now')}</button>
        </header>
        <main id="main">${body}</main>
      </body>
    </html>`

/** What stands where nothing is yet, with what to do next. */
export const emptyState = (title: string, next: Piece): Html =>
  html`<div class="empty">
    <p class="empty-title">${title}</p>
    <div>${next}</div>
  </div>`
