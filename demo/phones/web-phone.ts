import { wavTone } from '../wav-tone.ts'
import { patienceMs, type Phone } from './phone.ts'
import { openWebPage } from './web-page.ts'

/** A resident in a browser, over the web chat's own HTTP. */
export const webPhone = (origin: string): Phone => {
  const page = openWebPage(origin)
  const read: string[] = []
  const waiting = new Set<() => void>()
  let since = 0
  const acting = async (act: () => Promise<void>): Promise<void> => {
    since = read.length
    await act()
  }
  const hear = async (pattern: RegExp): Promise<string> => {
    const end = AbortSignal.timeout(patienceMs)
    for (;;) {
      const found = read.slice(since).find((text) => pattern.test(text))
      if (found !== undefined) return found
      if (end.aborted) throw new Error(`waited ${patienceMs} ms in vain on the web chat`)
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake)
          end.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        end.addEventListener('abort', wake)
      })
    }
  }
  return {
    platform: 'web',
    async begin() {
      await acting(async () => await page.open())
      page.listen((text) => {
        read.push(text)
        for (const wake of waiting) wake()
      })
    },
    say: async (text) => await acting(async () => await page.say(text)),
    async sendPhoto(photo, caption) {
      await acting(async () => await page.upload(photo, 'anh.jpg', 'image/jpeg'))
      if (caption === '') return
      // A page has no captions: the words follow, and join what is open.
      await hear(/./)
      await acting(async () => await page.say(caption))
    },
    sendVoice: async () => await acting(async () => await page.upload(wavTone(2), 'ghi-am.wav', 'audio/wav')),
    hear,
    hasRead: (pattern) => read.some((text) => pattern.test(text)),
    close: () => page.close(),
  }
}
