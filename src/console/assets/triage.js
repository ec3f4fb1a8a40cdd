// Sorting opinions by keys, one swapped for the next. Without this the page is plain forms and links.
const switchKey = 'nhip-cau:triage-keys'
const root = () => document.getElementById('triage')
const find = (selector) => root()?.querySelector(selector)
let keysOn = true
let isBusy = false

const fold = (text) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replaceAll(/\s+/g, ' ').trim()

const store = (work) => {
  try {
    return work()
  } catch {
    return null
  }
}

// What was typed survives a reload, a dead tab and an answer that never came.
const typedIn = (form) => [...form.elements].filter((field) => field.name && !['hidden', 'submit', 'button', 'file'].includes(field.type))
const keep = (form) => {
  const values = typedIn(form).map((field) => [field.name, field.value, field.type === 'radio' || field.type === 'checkbox' ? field.checked : true])
  store(() => sessionStorage.setItem(`nhip-cau:${form.dataset.draft}`, JSON.stringify(values)))
}
const restore = (form) => {
  if ('typed' in form.dataset) return
  const kept = store(() => JSON.parse(sessionStorage.getItem(`nhip-cau:${form.dataset.draft}`) ?? 'null'))
  if (!kept) return
  for (const field of typedIn(form)) {
    const isChoice = field.type === 'radio' || field.type === 'checkbox'
    const found = kept.find(([name, value]) => name === field.name && (!isChoice || value === field.value))
    if (!found) continue
    if (isChoice) field.checked = found[2]
    else field.value = found[1]
  }
  const details = form.closest('details')
  if (details) details.open = true
}

const openTopicSearch = () => {
  const box = find('[data-find-in]')
  if (!box) return
  box.hidden = false
  const input = box.querySelector('input')
  const select = document.getElementById(box.dataset.findIn)
  const options = [...select.querySelectorAll('option')].filter((option) => option.value)
  const choose = () => {
    const wanted = fold(input.value)
    if (wanted === '') return
    const scored = options
      .map((option) => {
        const name = fold(option.textContent)
        const at = ` ${name} `.indexOf(` ${wanted}`)
        return { option, score: at === 0 ? 3 : at > 0 ? 2 : ` ${option.dataset.find}`.includes(` ${wanted}`) ? 1 : 0 }
      })
      .filter((one) => one.score > 0)
      .toSorted((one, other) => other.score - one.score)
    if (scored[0]) select.value = scored[0].option.value
  }
  input.addEventListener('input', choose)
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    input.value = ''
    keep(select.form)
    find('#triage-words')?.focus()
  })
}

const settle = () => {
  isBusy = false
  const shown = root()
  // Whoever still holds a key down, or strikes ahead, has not read this one.
  setTimeout(() => {
    if (shown) shown.dataset.ready = 'yes'
  }, 250)
  for (const done of document.querySelectorAll('[data-draft-done]')) {
    for (const name of ['triage', 'refuse'])
      store(() => sessionStorage.removeItem(`nhip-cau:${name}-${done.dataset.draftDone}`))
  }
  const voices = [...document.querySelectorAll('#triage form[data-draft^="voice-"]')].map((form) => `nhip-cau:${form.dataset.draft}`)
  for (const key of store(() => Object.keys(sessionStorage)) ?? []) {
    // A transcript that was kept or left behind needs no draft, and a recording's words stay no longer than needed.
    if (key.startsWith('nhip-cau:voice-') && !voices.includes(key)) store(() => sessionStorage.removeItem(key))
  }
  for (const form of document.querySelectorAll('#triage form[data-draft]')) restore(form)
  openTopicSearch()
}

const goTo = async (request, isPost) => {
  if (isBusy) return
  isBusy = true
  try {
    const response = await request()
    const text = await response.text()
    const next = new DOMParser().parseFromString(text, 'text/html').getElementById('triage')
    // A sign-in page, or one that says why not: shown whole.
    if (!next) throw new Error('not the queue')
    root().replaceWith(document.adoptNode(next))
    if (response.ok) history.replaceState(null, '', new URL(response.url).pathname + new URL(response.url).search)
    settle()
    const target = find('[role="alert"]') ?? find('#triage-words') ?? root()
    target.tabIndex = -1
    target.focus()
    if (!find('[role="alert"]')) window.scrollTo({ top: 0 })
  } catch {
    isBusy = false
    if (isPost) isPost()
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target.closest('form.triage-act')
  if (!form || event.defaultPrevented) return
  event.preventDefault()
  delete form.dataset.sending
  const body = new URLSearchParams(new FormData(form, event.submitter))
  const { submitter } = event
  if (form.dataset.draft) keep(form)
  void goTo(
    () => fetch(form.action, { method: 'POST', body, redirect: 'follow', headers: { accept: 'text/html' } }),
    () => {
      // The way without a script, which shows what is wrong and keeps what was typed.
      if (submitter?.name) {
        const hidden = document.createElement('input')
        Object.assign(hidden, { type: 'hidden', name: submitter.name, value: submitter.value })
        form.append(hidden)
      }
      form.submit()
    },
  )
})

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-later]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  void goTo(
    () => fetch(link.href, { headers: { accept: 'text/html' } }),
    () => location.assign(link.href),
  )
})

document.addEventListener('input', (event) => {
  const form = event.target.closest?.('#triage form[data-draft]')
  if (form) keep(form)
})

const isTyping = (target) =>
  target.matches('textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])')

const acts = {
  t: () => find('#f-find')?.focus(),
  e: () => find('#f-title')?.focus(),
  s: () => find('[data-later]')?.click(),
  v() {
    const part = find('[data-voice]')
    if (!part) return
    part.open = true
    part.querySelector('textarea')?.focus()
  },
  z: () => find('[data-undo]')?.click(),
  r() {
    const part = document.getElementById('triage-refuse')
    if (!part) return
    part.open = true
    part.querySelector('input[type=radio]')?.focus()
  },
  d() {
    const all = [...(root()?.querySelectorAll('[data-same]') ?? [])]
    const at = all.indexOf(document.activeElement)
    all[(at + 1) % all.length]?.focus()
  },
  '?'() {
    const part = document.getElementById('triage-keys')
    part.open = !part.open
    part.querySelector('summary').focus()
  },
}

document.addEventListener('keydown', (event) => {
  if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  const { target, key } = event
  if (key === 'Escape' && isTyping(target)) return find('#triage-words')?.focus()
  if (isTyping(target)) return
  if (key === 'Enter') {
    if (target.closest('button, a, summary, #triage-refuse, .triage-more')) return
    event.preventDefault()
    if (root()?.dataset.ready) find('[data-keep-button]')?.click()
    return
  }
  const field = find(`.triage-form [data-key="${CSS.escape(key.toLowerCase())}"]`)
  if (field) {
    event.preventDefault()
    if (field.type === 'checkbox') field.checked = !field.checked
    else field.checked = true
    field.dispatchEvent(new Event('input', { bubbles: true }))
    return
  }
  const act = acts[key.toLowerCase()]
  if (!act) return
  event.preventDefault()
  act()
})

const onSwitch = document.getElementById('triage-keys-on')
if (onSwitch) {
  keysOn = store(() => localStorage.getItem(switchKey)) !== 'off'
  onSwitch.checked = keysOn
  onSwitch.closest('[data-keys-switch]').hidden = false
  onSwitch.addEventListener('change', () => {
    keysOn = onSwitch.checked
    store(() => localStorage.setItem(switchKey, keysOn ? 'on' : 'off'))
  })
}
settle()
