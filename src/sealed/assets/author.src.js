// Seals what somebody writes to the readers' keys before anything leaves this page. The link's token stands behind the
// "#" of the address, which no server is told.
import { leafOf, sealWords } from '../crypto.ts'

const form = document.querySelector('[data-seal]')
const told = document.querySelector('[data-told]')
const token = location.hash.slice(1)
const { dataset } = form
const say = (text) => {
  told.textContent = text
  told.hidden = false
  told.focus()
}

if (!/^[\w-]{32}$/.test(token)) {
  say(dataset.noLink)
} else if (!globalThis.crypto?.subtle) {
  say(dataset.noCrypto)
} else {
  form.hidden = false
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const field = form.querySelector('textarea')
  const button = form.querySelector('button')
  const words = field.value.trim()
  if (words === '' || words.length > Number(dataset.max)) return say(dataset.length)
  button.disabled = true
  try {
    const envelope = await sealWords(words, JSON.parse(dataset.readers))
    const answer = await fetch(location.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ token, envelope }),
    })
    const body = await answer.json()
    if (!answer.ok) return say(body.detail ?? dataset.failed)
    const leaf = await leafOf(envelope)
    if (body.leaf !== leaf) return say(dataset.failed)
    field.value = ''
    form.hidden = true
    document.querySelector('[data-code]').textContent = body.code.replace(/(\d{4})(\d{4})(\d{4})/, '$1 $2 $3')
    document.querySelector('[data-leaf]').textContent = leaf
    const done = document.querySelector('[data-done]')
    done.hidden = false
    done.focus()
    told.hidden = true
    history.replaceState(null, '', location.pathname)
  } catch {
    say(dataset.failed)
  } finally {
    button.disabled = false
  }
})
