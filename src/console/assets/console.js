// The little that a page gains from a script. Everything works without it.
const byData = (name) => document.querySelectorAll(`[data-${name}]`)

for (const button of byData('print')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

for (const button of byData('copy')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy)
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim())
      button.textContent = button.dataset.copied
    } catch {
      source.select?.()
    }
  })
}

// A second click while the first is under way would send a form twice.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sending) return event.preventDefault()
  form.dataset.sending = 'yes'
  setTimeout(() => delete form.dataset.sending, 4000)
})
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sending
})

// Ctrl+Enter sends the form that is being written.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  const form = event.target.closest?.('form[data-quick]')
  form?.requestSubmit()
})

// Paper is entered field by field: Enter goes on, and only in the last field sends.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.target.localName === 'button') return
  const form = event.target.closest?.('form[data-enter-next]')
  if (!form || event.target.localName === 'textarea') return
  const fields = [...form.elements].filter((one) => one.type !== 'hidden' && one.localName !== 'fieldset')
  const next = fields[fields.indexOf(event.target) + 1]
  if (!next || next.localName === 'button') return
  event.preventDefault()
  next.focus()
  next.select?.()
})

// Chosen from the suggestions: the name goes into the field, so that it can be read again.
document.addEventListener('change', (event) => {
  const picked = event.target.closest?.('[data-picks]')
  if (picked) document.getElementById(picked.dataset.picks).value = picked.dataset.name
})

// What was typed must survive a dead tab: kept in this browser until the form was sent.
for (const form of byData('keep')) {
  const key = `nhip-cau:${form.dataset.keep}`
  const fields = () => [...form.elements].filter((field) => field.name && !['hidden', 'password', 'file', 'submit'].includes(field.type))
  let kept = null
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    kept = null
  }
  if (kept && form.dataset.fresh === 'yes') {
    for (const field of fields()) {
      if (!(field.name in kept)) continue
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = kept[field.name].includes(field.value)
      else if (kept[field.name][0]) field.value = kept[field.name][0]
    }
  }
  form.addEventListener('input', () => {
    const values = {}
    for (const field of fields()) {
      const isChoice = field.type === 'radio' || field.type === 'checkbox'
      values[field.name] ??= []
      if (!isChoice || field.checked) values[field.name].push(field.value)
    }
    sessionStorage.setItem(key, JSON.stringify(values))
  })
}
for (const done of byData('kept-done')) sessionStorage.removeItem(`nhip-cau:${done.dataset.keptDone}`)
