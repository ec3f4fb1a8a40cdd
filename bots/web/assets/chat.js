// Makes the page live. Everything here has a plain form behind it; wording comes from the page.
const { body } = document
const { token, bits, start, kiosk } = body.dataset
const words = JSON.parse(body.dataset.words)
const $ = (id) => document.getElementById(id)
const [log, trouble, status, text, progress] = ['log', 'trouble', 'status', 'text', 'progress'].map($)
const headers = { 'X-Chat': 'script' }
const say = (word, values = {}) =>
  (status.textContent = word && words[word].replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]))
const complain = (sentence) => (trouble.textContent = sentence || '')
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, '0')).join('')

// --- What stands on the page

const nearEnd = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 160
const toEnd = () => window.scrollTo(0, document.documentElement.scrollHeight)

const hide = (which, seq) => {
  const gone = which === 'all' ? [...log.children].filter((e) => +e.dataset.seq < seq) : which.split(',').map(find)
  for (const entry of gone) entry?.remove()
}
const find = (seq) => log.querySelector(`[data-seq="${+seq}"]`)

const place = (markup) => {
  if (!markup) return
  const holder = document.createElement('template')
  holder.innerHTML = markup
  const entry = holder.content.firstElementChild
  const seq = +entry.dataset.seq
  if (find(seq)) return
  const follow = nearEnd() || entry.matches('.own')
  if (entry.dataset.hides) hide(entry.dataset.hides, seq)
  const later = [...log.children].find((other) => +other.dataset.seq > seq)
  log.insertBefore(entry, later ?? null)
  $('empty')?.remove()
  if (follow) toEnd()
}

// --- Receiving

let source
let last = +body.dataset.after || 0
let retry
const connect = () => {
  clearTimeout(retry)
  source?.close()
  source = new EventSource(`/chat/events?after=${last}`)
  source.addEventListener('open', () => {
    if (status.textContent === words.reconnecting) say('connected')
  })
  source.addEventListener('entry', (event) => {
    last = +event.lastEventId
    place(event.data)
  })
  source.addEventListener('gone', () => {
    source.close()
    restart()
  })
  source.addEventListener('elsewhere', () => {
    source.close()
    say('elsewhere')
    $('continue').hidden = false
  })
  source.addEventListener('error', () => {
    say('reconnecting')
    // A refused connection is not tried again by the browser itself.
    if (source.readyState === EventSource.CLOSED) {
      clearTimeout(retry)
      retry = setTimeout(connect, 3000)
    }
  })
}
const restart = () => location.replace(kiosk || '/chat')
$('continue').addEventListener('click', () => {
  $('continue').hidden = true
  say('')
  connect()
})
window.addEventListener('online', () => source?.readyState === EventSource.CLOSED && connect())

// --- Sending: what is written stays in the box until the service has it

const draft = 'nc-draft'
const keep = () => {
  if (!kiosk) sessionStorage.setItem(draft, text.value)
}
const grow = () => {
  text.style.height = 'auto'
  text.style.height = `${text.scrollHeight + 4}px`
}

const problemOf = async (response) => {
  const problem = await response.json().catch(() => ({}))
  complain(problem.detail ?? words.sendFailed)
  if (problem.status === 401 || problem.reload) setTimeout(restart, 4000)
  return null
}

/** Posts with one key until there is an answer, so that a lost answer cannot make it count twice. */
const post = async (path, fields) => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (attempt > 0) {
      say('sendingAgain')
      await wait(1000 * 2 ** attempt)
    }
    try {
      return await fetch(path, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ token, ...fields }),
        signal: AbortSignal.timeout?.(20_000) ?? null,
      })
    } catch {
      // The network is away: once more.
    }
  }
  complain(words.sendFailed)
  return null
}

let sending = false
let pendingKey
let pendingText
const send = async (fields, button) => {
  if (sending) return false
  sending = true
  button?.setAttribute('aria-disabled', 'true')
  complain('')
  say('sending')
  const key = pendingKey && pendingText === JSON.stringify(fields) ? pendingKey : newKey()
  pendingKey = key
  pendingText = JSON.stringify(fields)
  const response = await post('/chat/messages', { key, ...fields })
  sending = false
  button?.removeAttribute('aria-disabled')
  say('')
  if (!response) return false
  // Answered, so the same words once more are a new message.
  pendingKey = undefined
  if (!response.ok) return await problemOf(response)
  place((await response.json()).html)
  return true
}

$('composer').addEventListener('submit', async (event) => {
  event.preventDefault()
  if (!text.value.trim()) return complain(words.emptyText)
  const button = event.target.querySelector('.send')
  const sent = text.value
  if (await send({ text: sent }, button)) {
    if (text.value === sent) text.value = ''
    keep()
    grow()
    say('sent')
  }
  text.focus()
})
$('menu-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  await send({ text: event.submitter.value }, event.submitter)
})
log.addEventListener('submit', async (event) => {
  event.preventDefault()
  await send({ choice: event.submitter.value }, event.submitter)
})
text.addEventListener('keydown', (event) => {
  // Telex and VNI compose letters; Enter then ends the word and not the message.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  $('composer').requestSubmit()
})
text.addEventListener('input', () => {
  keep()
  grow()
})

// --- Files and voice

const upload = (file, name) =>
  new Promise((resolve) => {
    complain('')
    if (file.size > 20 * 1024 * 1024) {
      complain(words.fileTooBig)
      return resolve(false)
    }
    const form = new FormData()
    form.append('token', token)
    form.append('key', newKey())
    form.append('file', file, name)
    const request = new XMLHttpRequest()
    request.open('POST', '/chat/files')
    request.setRequestHeader('X-Chat', 'script')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => {
      progress.hidden = false
      progress.value = Math.round((loaded / total) * 100)
      if (loaded === total || progress.value % 25 === 0) say('uploading', { percent: progress.value })
    }
    request.onloadend = () => {
      progress.hidden = true
      say('')
      const { response } = request
      if (request.status === 200) {
        place(response?.html)
        say('sent')
        return resolve(true)
      }
      complain(response?.detail ?? words.sendFailed)
      resolve(false)
    }
    request.send(form)
  })

for (const id of ['photo', 'file']) {
  $(id)?.addEventListener('change', async ({ target }) => {
    for (const file of target.files) if (!(await upload(file, file.name))) break
    target.value = ''
  })
}

const voiceMax = 300
const record = async () => {
  let stream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch {
    return complain(words.recordFailed)
  }
  const mimeType = ['audio/webm;codecs=opus', 'audio/mp4'].find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {})
  const pieces = []
  let isWanted = true
  let seconds = 0
  const show = (on) => {
    $('record').hidden = on
    $('record-stop').hidden = $('record-cancel').hidden = !on
  }
  const tick = setInterval(() => {
    seconds += 1
    say('recording', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` })
    if (seconds >= voiceMax) recorder.stop()
  }, 1000)
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  recorder.onstop = async () => {
    clearInterval(tick)
    for (const track of stream.getTracks()) track.stop()
    show(false)
    say('')
    $('record').focus()
    const type = recorder.mimeType.split(';')[0]
    if (isWanted) await upload(new Blob(pieces, { type }), type === 'audio/mp4' ? 'ghi-am.m4a' : 'ghi-am.weba')
  }
  $('record-stop').onclick = () => recorder.stop()
  $('record-cancel').onclick = () => {
    isWanted = false
    recorder.stop()
  }
  say('recording', { time: '0:00' })
  show(true)
  $('record-stop').focus()
  recorder.start()
}
if ($('record') && navigator.mediaDevices && window.MediaRecorder) {
  $('record').hidden = false
  $('record').addEventListener('click', record)
}

// --- A shared device forgets whoever has left

const idleSeconds = 90
const warnSeconds = 30
const leave = async () => {
  source?.close()
  log.replaceChildren()
  text.value = ''
  await post('/chat/end', {})
  restart()
}
const watchIdle = () => {
  let since = Date.now()
  const stay = () => {
    since = Date.now()
    $('idle').hidden = true
  }
  for (const event of ['pointerdown', 'keydown', 'scroll', 'input']) addEventListener(event, stay, { passive: true })
  $('stay').addEventListener('click', stay)
  $('kiosk-end').addEventListener('click', leave)
  const timer = setInterval(() => {
    // Nobody has begun: there is nothing to forget.
    if (!log.children.length && !text.value) return
    const left = idleSeconds - Math.floor((Date.now() - since) / 1000)
    if (left <= 0) {
      clearInterval(timer)
      return leave()
    }
    if (left > warnSeconds) return
    const sentence = words.kioskCountdown.replace('{{seconds}}', left)
    $('countdown').textContent = sentence
    // Read out at the beginning and near the end, not every second.
    if ($('idle').hidden || left === 10) status.textContent = sentence
    $('idle').hidden = false
  }, 1000)
}
// A page that the browser kept for "back" belongs to the person before.
addEventListener('pageshow', (event) => event.persisted && location.reload())

// --- Beginning

const prove = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(body.dataset.worker, { type: 'module' })
    worker.onmessage = ({ data }) => {
      worker.terminate()
      resolve(data)
    }
    worker.onerror = reject
    worker.postMessage({ challenge: token, bits: +bits })
  })

const begin = async () => {
  if (bits !== '') {
    say('proving')
    const work = await prove()
    for (;;) {
      const response = await post('/chat/session', { work, ...(start ? { start } : {}) })
      if (response?.ok) break
      if (response && response.status !== 503 && response.status !== 429) return await problemOf(response)
      if (response) complain((await response.json().catch(() => ({}))).detail)
      await wait(+(response?.headers.get('Retry-After') ?? 5) * 1000)
    }
    complain('')
    say('')
    $('writing').hidden = false
  } else if (start) await send({ start })
  // A reload must not begin anew, and the address must not show the code to the next person.
  if (!kiosk && location.search) history.replaceState(null, '', '/chat')
  connect()
}

for (const element of document.querySelectorAll('[data-script]')) element.hidden = false
for (const element of document.querySelectorAll('.plain')) element.hidden = true
// A picture makes its entry taller once it is there.
log.addEventListener('load', ({ target }) => log.lastElementChild?.contains(target) && toEnd(), true)
if (kiosk) watchIdle()
else if (!text.value) text.value = sessionStorage.getItem(draft) ?? ''
$('restart')?.addEventListener('submit', () => sessionStorage.removeItem(draft))
grow()
toEnd()
await begin()
