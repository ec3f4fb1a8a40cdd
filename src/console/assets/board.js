// The board in the hall: asks for the state each two seconds, counts by itself in between, and goes on with what it
// knows while the network is down.
const { body } = document
const everyMs = 2000
let state = JSON.parse(body.dataset.state)
// A tablet's clock may be wrong; seconds are counted from the server's.
let skewMs = state.now - Date.now()
let knownAt = Date.now()

const find = (name) => document.querySelector(`[data-${name}]`)

const clockText = (seconds) => {
  const whole = Math.abs(Math.trunc(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

const line = (className, text) => {
  const made = document.createElement('p')
  made.className = className
  made.textContent = text
  return made
}

const titleOf = () => {
  if (state.stage === 'waiting') return body.dataset.waiting
  if (state.stage === 'closed') return body.dataset.closed
  return state.current ? state.current.title : body.dataset.between
}

let shown = ''
const draw = () => {
  const key = JSON.stringify([state.stage, state.current?.title, state.current?.since, state.next, state.isFloorOpen])
  if (key === shown) return
  shown = key
  const parts = [line('board-title', titleOf())]
  if (state.current) {
    const clock = line('board-clock', '')
    clock.dataset.clock = ''
    // A screen reader is told the question, not each second.
    clock.setAttribute('aria-live', 'off')
    parts.push(clock)
  }
  find('now').replaceChildren(...parts)
  find('next').replaceChildren(
    ...state.next.map((title) => {
      const item = document.createElement('li')
      item.textContent = title
      return item
    }),
  )
  find('next-box').hidden = state.next.length === 0
  find('floor').hidden = !state.isFloorOpen
}

const tick = () => {
  const clock = find('clock')
  if (!clock || !state.current) return
  const left = state.current.minutes * 60 - (Date.now() + skewMs - state.current.since) / 1000
  clock.textContent = clockText(left)
  clock.classList.toggle('over', left < 0)
}

const offline = (isOffline) => {
  const box = find('offline-box')
  box.hidden = !isOffline
  if (!isOffline) return
  const time = new Date(knownAt).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
  box.textContent = body.dataset.offline.replace('{time}', time)
}

const ask = async () => {
  try {
    const answer = await fetch(body.dataset.board, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(5000),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    state = await answer.json()
    skewMs = state.now - Date.now()
    knownAt = Date.now()
    offline(false)
    draw()
  } catch {
    offline(true)
  }
  setTimeout(ask, everyMs)
}

draw()
tick()
setInterval(tick, 250)
setTimeout(ask, everyMs)
