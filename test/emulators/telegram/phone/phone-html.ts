import type { Change } from '../state.ts'
import type { WireEntity } from '../wire.ts'
import type { PhoneButton, PhoneMessage } from './phone-message.ts'
import type { PhoneUser } from './phone-user.ts'
import { phoneScript, phoneStyle } from './phone-assets.ts'

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)

const tags: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
  spoiler: 'mark',
}

const openTag = ({ type, url }: WireEntity, covered: string): [string, string] | undefined => {
  const tag = tags[type]
  if (tag !== undefined) return [`<${tag}>`, `</${tag}>`]
  const href = type === 'text_link' ? url : type === 'url' ? covered : undefined
  if (href === undefined || !/^https?:/iu.test(href)) return undefined
  return [`<a href="${escapeHtml(href)}" rel="noreferrer" target="_blank">`, '</a>']
}

/** Text with its entities as HTML; overlapping ones are kept as far as they nest. */
export const formattedHtml = (text: string, entities: readonly WireEntity[]): string => {
  const marks = entities
    .map((entity) => ({ entity, tag: openTag(entity, text.slice(entity.offset, entity.offset + entity.length)) }))
    .flatMap(({ entity, tag }) =>
      tag === undefined ? [] : [{ at: entity.offset, end: entity.offset + entity.length, tag }],
    )
    .sort((a, b) => a.at - b.at || b.end - a.end)
  let html = ''
  let at = 0
  const open: { end: number; close: string }[] = []
  const closeUntil = (limit: number) => {
    for (let last = open.at(-1); last !== undefined && last.end <= limit; last = open.at(-1)) {
      html += escapeHtml(text.slice(at, last.end)) + last.close
      at = last.end
      open.pop()
    }
  }
  for (const mark of marks) {
    closeUntil(mark.at)
    const end = Math.min(mark.end, open.at(-1)?.end ?? mark.end)
    html += escapeHtml(text.slice(at, mark.at)) + mark.tag[0]
    at = mark.at
    open.push({ end, close: mark.tag[1] })
  }
  closeUntil(text.length)
  return html + escapeHtml(text.slice(at))
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escapeHtml(title)}</title><style>${phoneStyle}</style></head><body>${body}</body></html>`

export const phonePath = (user: PhoneUser, more = ''): string =>
  `/phone/${user.id}${more}?bot=${encodeURIComponent(user.bot.user.username ?? '')}`

const button = ({ text, data, url }: PhoneButton, messageId: number): string => {
  if (url !== undefined)
    return `<a class="key" href="${escapeHtml(url)}" rel="noreferrer" target="_blank">${escapeHtml(text)} ↗</a>`
  return (
    `<button class="key" name="press" value="${escapeHtml(data ?? text)}" data-message="${messageId}">` +
    `${escapeHtml(text)}</button>`
  )
}

const attachment = (user: PhoneUser, message: PhoneMessage): string => {
  if (message.fileId === undefined)
    return message.kind === 'location' ? '📍 Vị trí' : message.kind === 'contact' ? '👤 Danh bạ' : ''
  const file = user.bot.files.get(message.fileId)
  const source = escapeHtml(file?.url ?? phonePath(user, `/files/${message.fileId}`))
  if (message.kind === 'photo') return `<img src="${source}" alt="Ảnh" width="240">`
  if (message.kind === 'voice' || message.kind === 'audio')
    return `<audio controls src="${source}" aria-label="Tin nhắn thoại"></audio>`
  return `<a href="${source}" download>📎 ${escapeHtml(file?.name ?? 'Tệp')}</a>`
}

const bubble = (user: PhoneUser, message: PhoneMessage): string => {
  const time = message.at.toLocaleTimeString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
  })
  const rows = message.buttons.map(
    (row) => `<div class="row">${row.map((item) => button(item, message.id)).join('')}</div>`,
  )
  const notes = [
    message.edited ? 'đã sửa' : '',
    message.silent ? 'không báo chuông' : '',
    message.reaction ?? '',
    time,
  ].filter((note) => note !== '')
  return (
    `<li class="${message.from}" id="m${message.id}">${attachment(user, message)}` +
    `<p>${formattedHtml(message.text, message.entities)}</p><small>${notes.map(escapeHtml).join(' · ')}</small>` +
    `${rows.join('')}</li>`
  )
}

/** The bubbles and the keyboard below the text box: the part of the page that changes. */
export const chatHtml = (user: PhoneUser): string => {
  const keys = user
    .replyKeyboard()
    .map((row) => row.map((key) => (typeof key === 'string' ? key : key.text)))
    .map(
      (row) =>
        `<div class="row">${row.map((key) => `<button class="key" name="press" value="${escapeHtml(key)}">${escapeHtml(key)}</button>`).join('')}</div>`,
    )
  const bubbles = user.messages().map((message) => bubble(user, message))
  return `<ol aria-label="Tin nhắn">${bubbles.join('')}</ol><div role="group" aria-label="Bàn phím của bot">${keys.join('')}</div>`
}

const act = (name: string, words: string): string => `<button name="act" value="${name}">${words}</button>`

export const chatPage = (user: PhoneUser): string => {
  const title = user.bot.user.first_name
  const action = escapeHtml(phonePath(user, '/act'))
  return page(
    `${title} – ${user.firstName}`,
    `<header><a href="/phone" aria-label="Về danh sách">←</a> <h1>${escapeHtml(title)}</h1>` +
      `<span>${escapeHtml(user.firstName)}</span></header>` +
      `<form id="chat" method="post" action="${action}" data-events="${escapeHtml(phonePath(user, '/events'))}" ` +
      `data-messages="${escapeHtml(phonePath(user, '/messages'))}"><main id="messages" aria-live="polite">${chatHtml(user)}</main></form>` +
      `<p id="toast" role="status"></p><footer><form method="post" action="${action}" id="box">` +
      `<label for="text">Tin nhắn</label><div class="row"><input id="text" name="text" autocomplete="off" ` +
      `placeholder="Nhập tin nhắn">${act('send', 'Gửi')}</div></form>` +
      `<form method="post" action="${action}" class="row" id="more">${act('start', 'Bắt đầu')}${act('photo', 'Gửi ảnh')}` +
      `${act('voice', 'Gửi tiếng nói')}${act('document', 'Gửi tệp')}${act('block', 'Chặn bot')}${act('unblock', 'Bỏ chặn')}` +
      `</form></footer><script>${phoneScript}</script>`,
  )
}

/** The bots and, for each, the people with a phone. */
export const listPage = (users: readonly PhoneUser[], bots: readonly { username: string; name: string }[]): string => {
  const section = (bot: { username: string; name: string }): string => {
    const own = users.filter((user) => user.bot.user.username === bot.username)
    const links = own
      .slice(0, 200)
      .map(
        (user) =>
          `<li><a href="${escapeHtml(phonePath(user))}">${escapeHtml(user.firstName)}</a> <small>${user.id}</small></li>`,
      )
    return (
      `<h2>${escapeHtml(bot.name)} <small>@${escapeHtml(bot.username)}</small></h2><ul>${links.join('')}</ul>` +
      `<form method="post" action="/phone"><input type="hidden" name="bot" value="${escapeHtml(bot.username)}">` +
      `<label>Thêm người <input name="name" required maxlength="64"></label> <button>Thêm</button></form>`
    )
  }
  return page('Điện thoại thử', `<main class="list"><h1>Điện thoại thử</h1>${bots.map(section).join('')}</main>`)
}

/** What a change means to the page that shows this user's chat: nothing, new bubbles, or the answer to a tap. */
export const eventFor = (user: PhoneUser, change: Change): string | undefined => {
  if (change.chat !== user.chat) return undefined
  const said = change.answered?.answer?.text
  return said === undefined ? 'event: change\ndata: 1\n\n' : `event: answer\ndata: ${JSON.stringify(said)}\n\n`
}
