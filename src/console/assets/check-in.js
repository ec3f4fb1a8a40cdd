// The camera at the door, where the browser reads QR codes by itself; without it the code is typed.
const form = document.querySelector('[data-ticket]')
const button = document.querySelector('[data-camera]')
const video = document.querySelector('video.camera')
const fault = document.querySelector('[data-camera-fault]')
const key = 'nhip-cau:camera'
const words = [button.textContent, button.dataset.camera]
let stream = null

const stop = () => {
  for (const track of stream?.getTracks() ?? []) track.stop()
  stream = null
  video.hidden = true
  button.textContent = words[0]
}

// The next page opens the camera while the same phone is still held before it: a code is sent again only after the
// camera has seen something else, or nothing for a while.
const last = 'nhip-cau:last-ticket'
let emptyLooks = 0

const look = async (detector) => {
  if (!stream) return
  const [found] = await detector.detect(video).catch(() => [])
  emptyLooks = found ? 0 : emptyLooks + 1
  if (emptyLooks === 10) sessionStorage.removeItem(last)
  if (!found || found.rawValue === sessionStorage.getItem(last)) return setTimeout(() => look(detector), 150)
  sessionStorage.setItem(last, found.rawValue)
  stop()
  form.elements.ticket.value = found.rawValue
  form.requestSubmit()
}

const begin = async () => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch {
    fault.hidden = false
    return sessionStorage.removeItem(key)
  }
  // The next page opens it again: people stand in a row.
  sessionStorage.setItem(key, 'on')
  video.srcObject = stream
  video.hidden = false
  button.textContent = words[1]
  await video.play()
  look(new BarcodeDetector({ formats: ['qr_code'] }))
}

const formats = (await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
if (formats.includes('qr_code') && navigator.mediaDevices) {
  button.hidden = false
  button.addEventListener('click', () => {
    if (!stream) return begin()
    sessionStorage.removeItem(key)
    stop()
  })
  if (sessionStorage.getItem(key) === 'on' && !document.querySelector('.banner.bad')) begin()
}
