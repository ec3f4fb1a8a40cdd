// Texts to be pasted elsewhere: one press puts them into the clipboard. Without a script they can be marked by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  const area = document.getElementById(button.dataset.copy)
  const word = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(area.value)
      button.textContent = button.dataset.done
      setTimeout(() => (button.textContent = word), 2000)
    } catch {
      area.focus()
      area.select()
    }
  })
}

// The text is recorded in the page: what was recorded becomes the file of the form and is sent like any other.
const kinds = [
  // First what every phone plays, last what only new ones do.
  ['audio/mp4;codecs=mp4a.40.2', 'm4a'],
  ['audio/webm;codecs=opus', 'weba'],
  ['audio/mp4', 'm4a'],
  ['audio/ogg;codecs=opus', 'ogg'],
]
for (const box of document.querySelectorAll('[data-recorder]')) {
  const canRecord = globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia
  const kind = canRecord && kinds.find(([type]) => MediaRecorder.isTypeSupported(type))
  if (!kind) continue
  const [type, extension] = kind
  const file = box.closest('form').querySelector('input[type=file]')
  const [start, stop, state, preview] = ['[data-record]', '[data-stop]', '[data-state]', '[data-preview]'].map((one) =>
    box.querySelector(one),
  )
  let heard
  const forget = () => {
    if (heard) URL.revokeObjectURL(heard)
    heard = undefined
    preview.hidden = true
    preview.removeAttribute('src')
  }
  box.hidden = false

  const finish = (pieces) => {
    const recorded = new File(pieces, `ghi-am.${extension}`, { type })
    const files = new DataTransfer()
    files.items.add(recorded)
    file.files = files.files
    heard = URL.createObjectURL(recorded)
    preview.src = heard
    preview.hidden = false
    state.textContent = state.dataset.recorded
  }

  const record = (stream) => {
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 64_000 })
    const pieces = []
    let seconds = 0
    const tell = () => (state.textContent = state.dataset.running.replace('{seconds}', seconds))
    const clock = setInterval(() => {
      seconds += 1
      tell()
      if (seconds >= Number(box.dataset.longest)) recorder.stop()
    }, 1000)
    const end = () => recorder.state === 'recording' && recorder.stop()
    recorder.addEventListener('dataavailable', (event) => event.data.size > 0 && pieces.push(event.data))
    recorder.addEventListener('stop', () => {
      clearInterval(clock)
      stop.removeEventListener('click', end)
      for (const track of stream.getTracks()) track.stop()
      stop.hidden = true
      start.hidden = false
      start.focus()
      finish(pieces)
    })
    stop.addEventListener('click', end)
    forget()
    recorder.start()
    start.hidden = true
    stop.hidden = false
    stop.focus()
    tell()
  }

  start.addEventListener('click', async () => {
    start.disabled = true
    try {
      record(await navigator.mediaDevices.getUserMedia({ audio: true }))
    } catch {
      state.textContent = state.dataset.denied
    }
    start.disabled = false
  })
  // Another file was chosen instead: what was recorded is not what will be sent.
  file.addEventListener('change', () => {
    forget()
    state.textContent = ''
  })
}
