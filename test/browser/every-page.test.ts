import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { act } from '../../src/database/index.ts'
import type { Access } from '../../src/http/access.ts'
import { systemActor, type Role } from '../../src/kernel/actor.ts'
import { addOfficer, openSession } from '../../src/officers/index.ts'
import { accessLines } from '../integration/console/access-lines.ts'
import { records, unitA, type Places } from '../integration/console/access-records.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { launchChromium } from './support/chromium.ts'
import { findBarriers, focusOf, keepPicture, overflowOf } from './support/look-at-page.ts'

const { routes } = vi.hoisted(() => ({ routes: [] as { url: string; access: Access | undefined }[] }))

// The list is taken where the rule is demanded, before the first route is added.
vi.mock('../../src/http/access.ts', async (original) => {
  const real = await original<{ demandAccessRules: (app: FastifyInstance) => void }>()
  return {
    ...real,
    demandAccessRules(app: FastifyInstance) {
      app.addHook('onRoute', (route) => {
        if ([route.method].flat().includes('GET')) routes.push({ url: route.url, access: route.config?.access })
      })
      real.demandAccessRules(app)
    },
  }
})

/** Files, parts of pages that a script asks for, and addresses that only send on. Everything else is a page. */
const noPage = new Set([
  '/console/answers/:item/files/:file',
  '/console/announcements/:id/plan',
  '/console/announcements/:id/progress',
  '/console/account/identity',
  '/console/artefacts/:dialogue/card.png',
  '/console/artefacts/:dialogue/sound/:file',
  '/console/desk/:id/files/:file',
  '/console/desk/threads',
  '/console/dialogue-requests/:id/letter.docx',
  '/console/dialogues/:id/board/state',
  '/console/dialogues/:id/brief.docx',
  '/console/dialogues/:id/documents/:file',
  '/console/dialogues/:id/conclusion/file',
  '/console/dialogues/:id/papers/:paper/file',
  '/console/answers/:item/letter/file',
  '/console/statistics/commendations/file',
  '/console/statistics/past/file',
  '/console/syntheses/:id/appendix',
  '/console/syntheses/:id/file',
  '/console/handovers/:id/dossier',
  '/console/handovers/:id/file',
  '/console/handovers/:id/list',
  '/console/handovers/:id/zip',
  '/console/dialogues/:id/script.docx',
  '/console/forms/:id/results.csv',
  '/console/forms/:id/results.xlsx',
  '/console/forms/:id/results/codes.csv',
  '/console/dialogues/notice-clock',
  '/console/plans/:id/plan.docx',
  '/console/questions/:id/files/:file',
  '/console/questions/:id/files/:file/play',
  '/console/questions/live',
  '/console/questions/receipt',
  '/console/rules/holidays/open',
  '/console/sealed/:id/envelopes',
  '/console/units/:id/networks/:network/minutes',
  '/console/channels/zalo/return',
])
const isPage = (url: string): boolean => !noPage.has(url) && !url.startsWith('/console/lists/')
const roles = ['front_officer', 'group_head', 'responder', 'admin'] as const satisfies readonly Role[]
const inHand = 2

let place: TestApp
let chromium: Browser
const officers = new Map<Role, { readonly id: string; readonly context: BrowserContext }>()

const enter = async (role: Role): Promise<void> => {
  const { house } = place.installation
  const grants = [{ role, unitId: role === 'admin' ? 'vn' : unitA }]
  const session = await act(house, systemActor('test'), async (scope) => {
    const { officerId } = await addOfficer(scope, { name: 'Nguyễn Thị Hoa', grants })
    return { officerId, ...(await openSession(scope, { officerId, device: 'test' })) }
  })
  const context = await chromium.newContext({ locale: 'vi-VN' })
  await context.addCookies([{ name: 'nhip-cau', value: session.token, url: place.url }])
  officers.set(role, { id: session.officerId, context })
}

beforeAll(async () => {
  place = await startTestApp()
  chromium = await launchChromium()
  for (const role of roles) await enter(role)
}, 120_000)
afterAll(async () => {
  await chromium.close()
  await place.close()
})

const guarded = (): { url: string; access: Access | undefined }[] =>
  routes.filter(
    ({ url, access }) => url.startsWith('/console') && access !== undefined && access !== 'public' && isPage(url),
  )

const mayBy = (access: Access | undefined, role: Role): boolean =>
  role === 'admin' || !Array.isArray(access) || access.includes(role)

const addressOf = (url: string, places: Places): string =>
  url.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(places[name] ?? 'missing'))

/** A page in one width and one light; `large` doubles the text. */
const sizes = [
  { width: 360, scheme: 'light', axe: true, large: false },
  { width: 360, scheme: 'light', axe: false, large: true },
  { width: 820, scheme: 'light', axe: false, large: false },
  { width: 1280, scheme: 'light', axe: true, large: false },
  { width: 1280, scheme: 'dark', axe: true, large: false },
] as const

const widest = `(() => {
  const edge = document.documentElement.clientWidth
  const wide = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > edge + 1)
  const last = wide.at(-1)
  return last ? last.tagName + '.' + last.className + ' ' + last.textContent.trim().slice(0, 40) : ''
})()`

/** A label that finds the field of another form ticks what nobody sees. */
const sameIds = `(() => {
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
})()`

const faultsAt = async (page: Page, name: string): Promise<string[]> => {
  const found: string[] = []
  for (const { width, scheme, axe, large } of sizes) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate(`document.documentElement.style.fontSize = ${large ? "'200%'" : "''"}`)
    const at = `${width} ${scheme}${large ? ' with large text' : ''}`
    if ((await overflowOf(page)) > 0) found.push(`${at}: too wide, ${await page.evaluate<string>(widest)}`)
    if (axe) found.push(...(await findBarriers(page)).map((barrier) => `${at}: ${barrier}`))
    if (axe) await keepPicture(page, `${name}-${width}-${scheme}`)
  }
  return found
}

const faultsOf = async (page: Page, path: string, name: string): Promise<string[]> => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const answer = await page.goto(`${place.url}${path}`)
  if (answer?.status() !== 200) return [`answered ${answer?.status()}`]
  const found: string[] = []
  const headings = await page.locator('h1').count()
  if (headings !== 1) found.push(`${headings} h1`)
  const twice = await page.evaluate<string[]>(sameIds)
  if (twice.length > 0) found.push(`the same id twice: ${twice.join(', ')}`)
  await page.keyboard.press('Tab')
  const focus = await focusOf(page)
  const hasControls = await page.evaluate<boolean>("document.querySelector('a[href], button, input, summary') !== null")
  if (hasControls && !focus.endsWith(' solid')) found.push(`the focus does not show: ${focus}`)
  found.push(...(await faultsAt(page, name)))
  return [...found, ...complaints]
}

const look = async ({ url, access }: { url: string; access: Access | undefined }): Promise<string[]> => {
  const line = accessLines[`GET ${url}`]
  const role = roles.find((one) => mayBy(access, one) && (line?.lets?.includes(one) ?? true))
  const officer = officers.get(role ?? 'admin')
  if (!line || !officer) return [`${url}: nobody may see it, or it has no line`]
  const places = line.record === undefined ? {} : await records[line.record](place.installation.house, officer.id)
  const page = await officer.context.newPage()
  try {
    const name = url.slice(1).replaceAll(/[/:]+/g, '-')
    return (await faultsOf(page, addressOf(url, places), name)).map((fault) => `${url}: ${fault}`)
  } finally {
    await page.close()
  }
}

test('every page of the console is in the table of who may call what, so none is left out below', () => {
  expect(guarded().length).toBeGreaterThan(60)
  expect(guarded().filter(({ url }) => accessLines[`GET ${url}`] === undefined)).toEqual([])
  expect([...noPage].filter((url) => !routes.some((route) => route.url === url))).toEqual([])
})

test('every page is fit for a phone, a tablet and a desk, light and dark, with large text and by keyboard', async () => {
  const found: string[] = []
  const waiting = guarded()
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) found.push(...(await look(next)))
  }
  await Promise.all(Array.from({ length: inHand }, work))
  expect(found).toEqual([])
}, 300_000)
