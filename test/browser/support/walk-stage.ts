import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { moveIn, zaloPerson, type SentFile, type ZaloPerson } from '../../support/people.ts'
import type { WardOfficer } from '../../support/ward-officers.ts'
import { launchChromium } from './chromium.ts'
import { faultsOf } from './open-console.ts'

export type Desk = { readonly context: BrowserContext; readonly page: Page }

export type WalkStage = {
  readonly place: TestApp
  readonly chromium: Browser
  /** What the pages' scripts complained about. */
  readonly complaints: string[]
  minutes(count: number): void
  /** Somebody before a browser of their own whom nobody knows yet. */
  visitor(width: number): Promise<Desk>
  /** An officer before a browser of their own, signed in. */
  desk(officer: WardOfficer, width?: number): Promise<Desk>
  /** Somebody on Zalo who lives in the ward and sends these words; a photo goes with them where one is given. */
  author(name: string, words: string, photo?: SentFile): Promise<ZaloPerson>
  close(): Promise<void>
}

/** The whole service, a Chromium, and a time that goes on by itself and leaps where the story says so. */
export const openWalk = async (): Promise<WalkStage> => {
  let ahead = 0
  const clock = { now: () => new Date(performance.timeOrigin + performance.now() + ahead) }
  const place = await startTestApp({ clock })
  const chromium = await launchChromium()
  const complaints: string[] = []
  const open = async (width: number): Promise<Desk> => {
    const context = await chromium.newContext({ locale: 'vi-VN', viewport: { width, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text())
    })
    return { context, page }
  }
  return {
    place,
    chromium,
    complaints,
    minutes(count) {
      ahead += count * 60_000
    },
    visitor: open,
    async desk(officer, width = 1280) {
      const opened = await open(width)
      const [name = '', value = ''] = officer.cookie.split('=')
      await opened.context.addCookies([{ name, value, url: place.url }])
      return opened
    },
    async author(name, words, photo) {
      const person = zaloPerson(place, name)
      await moveIn(person)
      if (photo) await person.sendPhoto(photo, words)
      else await person.say(words)
      const screen = (await person.read()).at(-1) ?? ''
      if (screen.includes('Vẫn gửi câu của tôi')) await person.choose('Vẫn gửi câu của tôi')
      const done = await person.choose('Gửi')
      expect(done.join('\n')).toMatch(/\d{4} \d{4} \d{4}/)
      return person
    },
    async close() {
      await chromium.close()
      await place.close()
    },
  }
}

/** Nothing stands in anybody's way on this page, at the width of a phone and of a desk; the window is as before. */
export const standsFree = async (page: Page): Promise<void> => {
  const before = page.viewportSize()
  expect([page.url(), await faultsOf(page)]).toEqual([page.url(), []])
  if (before) await page.setViewportSize(before)
}
