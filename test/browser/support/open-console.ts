import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import pino from 'pino'
import { createVerify } from '../../../src/api/index.ts'
import { createConsole } from '../../../src/console/index.ts'
import { createServer, demandAccessRules } from '../../../src/http/index.ts'
import { makeSetUpLink } from '../../../src/officers/index.ts'
import { openOfficers, system, type OfficersHouse } from '../../integration/officers/officers-house.ts'
import { launchChromium } from './chromium.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export type ConsoleInBrowser = OfficersHouse & {
  readonly url: string
  readonly chromium: Browser
  setUpLink(): Promise<string>
  /** A browser of its own, with what it complained about: scripts, policies. */
  visitor(options?: {
    readonly withoutScript?: boolean
  }): Promise<{ context: BrowserContext; page: Page; complaints: string[] }>
  close(): Promise<void>
}

/** What axe finds on a page at the width of a phone and of a desk, and whether anything sticks out at the side. */
export const faultsOf = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.evaluate(axe)
    const { violations } = await page.evaluate<{ violations: { id: string; nodes: { target: string[] }[] }[] }>(
      `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
    )
    found.push(
      ...violations.map(({ id, nodes }) => `${width}: ${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    )
    if (await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'))
      found.push(`${width}: too wide`)
  }
  return found
}

/** The console on a port of its own, and a Chromium. */
export const openConsoleInBrowser = async (): Promise<ConsoleInBrowser> => {
  const here = await openOfficers()
  const app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  demandAccessRules(app)
  await app.register(createConsole({ house: here.house, publicUrl: undefined, localUrl: 'http://127.0.0.1' }), {
    prefix: '/console',
  })
  // What stands open to everybody, where a page of the console leads to it.
  await app.register(createVerify({ house: here.house }))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const chromium = await launchChromium()
  return {
    ...here,
    url,
    chromium,
    async setUpLink() {
      const link = await here.as(system, makeSetUpLink)
      return `${url}/console/set-up/${link?.token ?? ''}`
    },
    async visitor(options = {}) {
      const context = await chromium.newContext({ locale: 'vi-VN', javaScriptEnabled: !options.withoutScript })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        // A refused form is answered 4xx, which Chromium notes as an error of loading.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text())
      })
      return { context, page, complaints }
    },
    async close() {
      await chromium.close()
      await app.close()
      await here.close()
    },
  }
}
