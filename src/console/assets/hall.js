// The moderator's phone. Every press of a button is kept here with its key and its moment until the server has it, so a
// dead network loses nothing and does nothing twice. Without a script the same buttons are plain forms.
const box = document.querySelector('[data-hall]')
const storeKey = `nhip-cau:hall:${box.dataset.hall}`
const skewMs = Number(box.dataset.now) - Date.now()
const retryMs = 3000

const waiting = (() => {
  try {
    return JSON.parse(localStorage.getItem(storeKey) ?? '[]')
  } catch {
    return []
  }
})()
const keep = () => localStorage.setItem(storeKey, JSON.stringify(waiting))

const banner = () => {
  const told = document.querySelector('[data-hall-offline]')
  told.hidden = waiting.length === 0
  told.textContent = told.dataset.text.replace('{waiting}', waiting.length)
}

const clockText = (seconds) => {
  const whole = Math.abs(Math.trunc(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

setInterval(() => {
  const clock = document.querySelector('[data-since]')
  if (!clock) return
  const left = Number(clock.dataset.minutes) * 60 - (Date.now() + skewMs - Number(clock.dataset.since)) / 1000
  clock.textContent = (left < 0 ? clock.dataset.over : clock.dataset.left).replace('{time}', clockText(left))
  clock.classList.toggle('over', left < 0)
}, 250)

// What is being typed stays when the page renews itself.
const isTyping = () => ['TEXTAREA', 'INPUT', 'SELECT'].includes(document.activeElement?.tagName)

const swap = (text) => {
  const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-hall]')
  if (!fresh) return
  const typed = [...box.querySelectorAll('textarea, input[type=text]')].map((field) => [field.id, field.value])
  box.replaceChildren(...fresh.childNodes)
  for (const [id, value] of typed) {
    const field = document.getElementById(id)
    if (field && value !== '' && field.value === '' && !sent.has(id)) field.value = value
  }
  sent.clear()
  banner()
}

const sent = new Set()
// A form's token is of one sign-in; what was kept over another goes with the token of now.
const tokenNow = () => document.querySelector('[data-act] [name=_token]')?.value ?? ''
const send = async (values, token) =>
  await fetch(location.pathname, {
    method: 'POST',
    body: new URLSearchParams([...values.filter(([name]) => name !== '_token'), ['_token', token]]),
    signal: AbortSignal.timeout(8000),
  })

let isSending = false
const flush = async () => {
  if (isSending || waiting.length === 0) return
  isSending = true
  try {
    while (waiting.length > 0) {
      const token = tokenNow()
      const answer = await send(waiting[0], token)
      // Signed out meanwhile: the acts are kept, and go when somebody has signed in again.
      if (answer.status === 401) return location.reload()
      if (answer.status === 403) {
        swap(await (await fetch(location.pathname)).text())
        if (tokenNow() !== token) continue
      }
      // The server is in trouble: the act stays and is tried again.
      if (answer.status >= 500) throw new Error(String(answer.status))
      waiting.shift()
      keep()
      const text = await answer.text()
      if (waiting.length === 0 || !answer.ok) swap(text)
    }
  } catch {
    setTimeout(flush, retryMs)
  }
  isSending = false
  banner()
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('[data-act]')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const values = [...new FormData(form, event.submitter)].filter(([name]) => name !== 'key')
  waiting.push([...values, ['key', crypto.randomUUID()], ['at', String(Date.now() + skewMs)]])
  keep()
  for (const field of form.querySelectorAll('textarea, input[type=text]')) {
    sent.add(field.id)
    if (form.matches('[data-clears]')) field.value = ''
    delete drafts[field.id]
  }
  localStorage.setItem(draftKey, JSON.stringify(drafts))
  banner()
  void flush()
}, true)

// What is half written survives a dead tab: kept by field until it is sent.
const draftKey = `${storeKey}:drafts`
const drafts = (() => {
  try {
    return JSON.parse(localStorage.getItem(draftKey) ?? '{}')
  } catch {
    return {}
  }
})()
for (const [id, value] of Object.entries(drafts)) {
  const field = document.getElementById(id)
  if (field?.matches('[data-clears] textarea, [data-clears] input[type=text]') && field.value === '') field.value = value
}
document.addEventListener('input', (event) => {
  const field = event.target
  if (!field.id || !field.closest('[data-clears]')) return
  drafts[field.id] = field.value
  localStorage.setItem(draftKey, JSON.stringify(drafts))
})

// What others do, and what comes from the floor.
setInterval(async () => {
  if (waiting.length > 0 || isSending || isTyping()) return
  try {
    const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(5000) })
    if (answer.ok && !isTyping() && waiting.length === 0) swap(await answer.text())
  } catch {
    // The next look is five seconds away.
  }
}, 5000)

banner()
void flush()
