// A reader's half of opening: their key is made here and stays in their file; what is opened is shown here and nowhere
// else. The server is given public keys, solved riddles, and shares that are encrypted to another reader.
import { decryptWith, encryptTo, fromBase64, makeReader, openWords, recipientOf, toBase64 } from '../crypto.ts'

const box = document.querySelector('[data-reader]')
const { dataset } = box
const base = location.pathname.replace(/\/$/, '')
const told = document.querySelector('[data-told]')
const say = (text) => {
  told.textContent = text
  told.hidden = false
  told.focus()
}

const send = async (path, values) => {
  const answer = await fetch(`${base}/${path}`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ _token: dataset.token, ...values }),
  })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.detail ?? dataset.failed)
  return body
}

const keep = (text, name) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The identity in the file that the reader has chosen. */
const identityFrom = async () => {
  const [file] = document.querySelector('[data-key-file]').files
  const found = file && /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(await file.text())
  if (!found) throw new Error(dataset.noKey)
  if ((await recipientOf(found[0])) !== dataset.recipient) throw new Error(dataset.otherKey)
  return found[0]
}

const guarded = (work) => async (event) => {
  event.preventDefault()
  const button = event.currentTarget
  button.disabled = true
  told.hidden = true
  try {
    await work(button)
  } catch (error) {
    say(error.message || dataset.failed)
  } finally {
    button.disabled = false
  }
}

const on = (selector, work) => {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false
    button.addEventListener('click', guarded(work))
  }
}

on('[data-make-key]', async () => {
  const { identity, recipient } = await makeReader()
  keep(`# ${dataset.keyNote}\n# ${recipient}\n${identity}\n`, dataset.keyName)
  const { riddle } = await send('key', { recipient })
  await send('proof', { solved: toBase64(await decryptWith(identity, riddle)) })
  location.reload()
})

const load = async () => {
  const answer = await fetch(`${base}/envelopes`, { headers: { accept: 'application/json' } })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.detail ?? dataset.failed)
  return body
}

/** The reader's own shares, by envelope; what does not open is left out and counted. */
const ownShares = async (identity, envelopes) => {
  const shares = {}
  for (const { id, shares: all } of envelopes) {
    try {
      shares[id] = await decryptWith(identity, all[dataset.me])
    } catch {
      // Not sealed to this key: shown as unreadable.
    }
  }
  return shares
}

on('[data-hand]', async (button) => {
  const identity = await identityFrom()
  const { envelopes } = await load()
  const shares = await ownShares(identity, envelopes)
  const plain = JSON.stringify(Object.fromEntries(Object.entries(shares).map(([id, share]) => [id, toBase64(share)])))
  const bundle = await encryptTo(button.dataset.recipient, new TextEncoder().encode(plain))
  await send('hand', { to: button.dataset.hand, bundle })
  location.reload()
})

on('[data-open]', async () => {
  const identity = await identityFrom()
  const { envelopes, bundles } = await load()
  if (bundles.length === 0) throw new Error(dataset.alone)
  const own = await ownShares(identity, envelopes)
  const others = []
  for (const { bundle } of bundles) {
    others.push(JSON.parse(new TextDecoder().decode(await decryptWith(identity, bundle))))
  }
  const list = document.querySelector('[data-opened]')
  list.replaceChildren()
  let unreadable = 0
  for (const envelope of envelopes) {
    const shares = [own[envelope.id], ...others.map((one) => one[envelope.id] && fromBase64(one[envelope.id]))]
    const words = await openWords(envelope, shares.filter(Boolean))
    if (words === null) unreadable += 1
    else {
      const item = document.createElement('li')
      item.textContent = words
      list.append(item)
    }
  }
  const count = document.querySelector('[data-opened-count]')
  count.textContent = dataset.counted
    .replace('{read}', list.childElementCount)
    .replace('{all}', envelopes.length)
    .replace('{unreadable}', unreadable)
  document.querySelector('[data-opened-box]').hidden = false
  const fill = (name, value) => {
    const field = document.querySelector(`[name=${name}]`)
    if (field) field.value = value
  }
  fill('read', list.childElementCount)
  fill('unreadable', unreadable)
})

on('[data-export]', async () => {
  keep(JSON.stringify(await load()), dataset.exportName)
})
