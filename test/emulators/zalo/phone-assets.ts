export const phoneStyle = `*{box-sizing:border-box}
body{margin:0;font:16px/1.4 system-ui,sans-serif;background:#dfe5ec;color:#14202e}
.list{max-width:36rem;margin:0 auto;padding:1rem}
.list section{background:#fff;border-radius:.75rem;padding:.5rem 1rem 1rem;margin-bottom:1rem}
.phone{width:360px;max-width:100%;height:100dvh;margin:0 auto;background:#eef2f7;display:flex;flex-direction:column}
header{display:flex;gap:.5rem;align-items:center;background:#0057b8;color:#fff;padding:.5rem}
header h1{font-size:1rem;flex:1;margin:0;overflow-wrap:anywhere}
header a{color:#fff;font-size:1.75rem;text-decoration:none;min-width:2rem;text-align:center}
#log{flex:1;overflow-y:auto;padding:.5rem;display:flex;flex-direction:column;gap:.5rem;min-height:6rem}
.bubble{max-width:85%;background:#fff;border-radius:.75rem;padding:.5rem .75rem;align-self:flex-start;white-space:pre-wrap;overflow-wrap:anywhere}
.bubble.user{align-self:flex-end;background:#cfe5ff}
.bubble.admin{border-left:4px solid #b35c00}
.bubble small{display:block;color:#4a5a6b}
.bubble img{max-width:100%;min-width:4rem;border-radius:.5rem;display:block}
.bubble audio,.bubble video{max-width:100%}
.row{display:flex;flex-direction:column;gap:.25rem;margin-top:.5rem}
button,input,textarea{font:inherit;min-height:2.75rem;border-radius:.5rem;border:1px solid #7b8a9a;padding:.25rem .75rem}
button{background:#fff;color:#00408a;cursor:pointer}
:focus-visible{outline:3px solid #b35c00;outline-offset:1px}
#composer{display:flex;gap:.5rem;padding:.5rem;background:#fff}
#composer textarea{flex:1;resize:vertical}
details,.phone>p{padding:.5rem;margin:0}
details{max-height:50dvh;overflow-y:auto}
#status:empty{padding:0}
@media (max-width:40rem){.phone{width:100%}}
.tools{display:grid;grid-template-columns:1fr 1fr;gap:.5rem;margin:.5rem 0}
#info label,details>label{display:block;margin:.5rem 0}
#info input,#upload{width:100%}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`

/** Runs in the browser as it is; everything that came over the wire goes in as text, never as markup. */
export const phoneScript = `const main = document.querySelector('main')
const user = main.dataset.user
const log = document.getElementById('log')
const status = document.getElementById('status')
const follow = document.getElementById('follow')
const text = document.getElementById('text')
const base = '/phone/' + encodeURIComponent(user)

const element = (name, className, content) => {
  const made = document.createElement(name)
  if (className) made.className = className
  if (content) made.textContent = content
  return made
}

const act = async (action, fields = {}) => {
  status.textContent = ''
  const answer = await fetch(base + '/' + action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  })
  if (!answer.ok) status.textContent = 'Không thực hiện được: ' + (await answer.json()).error
}

const safeLink = (url) => (/^(https?|tel|sms):/.test(url) ? url : '#')
const link = (url, title) => {
  const made = element('a', '', title || url)
  made.href = safeLink(url)
  made.target = '_blank'
  made.rel = 'noopener'
  return made
}

const mediaOf = ({ kind, media }) => {
  if (!media) return undefined
  if (kind === 'image' || kind === 'gif' || kind === 'sticker') {
    const picture = element('img')
    picture.src = media.url
    picture.alt = kind === 'sticker' ? 'Nhãn dán' : 'Ảnh'
    return picture
  }
  if (kind === 'audio' || kind === 'video') {
    const player = element(kind)
    player.src = media.url
    player.controls = true
    return player
  }
  if (kind === 'location') return element('span', '', 'Vị trí: ' + media.latitude + ', ' + media.longitude)
  return link(media.url, media.name)
}

const buttonOf = ({ title, type, payload, url }) => {
  if (type === 'oa.open.url') return link(url || payload.url, title)
  if (type === 'oa.open.phone') return link('tel:+' + payload.phone_code, title)
  if (type === 'oa.open.sms') return link('sms:+' + payload.phone_code, title)
  const made = element('button', '', title)
  made.type = 'button'
  made.onclick = () => act('tap', { payload })
  return made
}

const bubbleOf = (message, all) => {
  const bubble = element('div', 'bubble ' + message.from)
  if (message.from === 'admin') bubble.append(element('small', '', 'Cán bộ trả lời'))
  const quoted = message.quotedId && all.find(({ id }) => id === message.quotedId)
  if (quoted) bubble.append(element('small', '', 'Trả lời: ' + quoted.text.slice(0, 60)))
  const media = mediaOf(message)
  if (media) bubble.append(media)
  if (message.text) bubble.append(element('span', '', message.text))
  const row = element('div', 'row')
  for (const one of message.elements) {
    row.append(element('strong', '', one.title))
    if (one.subtitle) row.append(element('span', '', one.subtitle))
    if (one.action) row.append(buttonOf({ title: 'Chọn: ' + one.title, ...one.action }))
  }
  for (const one of message.buttons) row.append(buttonOf(one))
  if (message.kind === 'request-info') row.append(element('em', '', 'Mở "Đính kèm và thao tác khác" để chia sẻ thông tin'))
  if (row.childNodes.length > 0) bubble.append(row)
  const when = new Date(message.at).toLocaleTimeString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
  })
  bubble.append(element('small', '', when + (message.reactions.length > 0 ? ' · ' + message.reactions.join(' ') : '')))
  return bubble
}

// The newest stays in sight: also when a picture arrives, the keyboard opens or the tools unfold.
const toNewest = () => (log.scrollTop = log.scrollHeight)
log.addEventListener('load', toNewest, true)
new ResizeObserver(toNewest).observe(log)

let shown = new Map()
const show = ({ following, messages }) => {
  follow.textContent = following ? 'Bỏ quan tâm' : 'Quan tâm'
  follow.setAttribute('aria-pressed', String(following))
  const next = new Map()
  for (const message of messages) {
    const { received, seen, ...visible } = message
    const key = JSON.stringify(visible)
    const old = shown.get(message.id)
    if (old && old.key === key) {
      next.set(message.id, old)
      continue
    }
    const bubble = bubbleOf(message, messages)
    if (old) old.bubble.replaceWith(bubble)
    else log.append(bubble)
    next.set(message.id, { key, bubble })
  }
  const grew = next.size > shown.size
  shown = next
  if (grew) toNewest()
  const unseen = messages.some(({ from, seen }) => from !== 'user' && !seen)
  if (unseen && document.visibilityState === 'visible') act('seen')
}

new EventSource(base + '/events').onmessage = ({ data }) => show(JSON.parse(data))

document.getElementById('composer').onsubmit = (event) => {
  event.preventDefault()
  if (text.value.trim() === '') return
  act('text', { text: text.value })
  text.value = ''
  text.focus()
}
text.onkeydown = (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  document.getElementById('composer').requestSubmit()
}
follow.onclick = () => act(follow.getAttribute('aria-pressed') === 'true' ? 'unfollow' : 'follow')
for (const button of document.querySelectorAll('[data-action]')) button.onclick = () => act(button.dataset.action)
document.getElementById('info').onsubmit = (event) => {
  event.preventDefault()
  act('info', Object.fromEntries(new FormData(event.target)))
}
document.getElementById('upload').onchange = async ({ target }) => {
  const file = target.files[0]
  if (!file) return
  await fetch(base + '/upload?name=' + encodeURIComponent(file.name), {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  })
  target.value = ''
}
`
