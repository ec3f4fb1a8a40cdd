import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

// What runs in the page is text: the types of a browser's globals would else spread over the whole house.
const runAxe = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`

/** What axe-core finds against WCAG 2.2 AA and good practice, as `rule: selector`. */
export const findBarriers = async (page: Page): Promise<string[]> => {
  await page.evaluate('document.fonts.ready.then(() => true)')
  // What is still fading in has other colours than it will have.
  await page.evaluate('document.getAnimations().forEach((one) => { try { one.finish() } catch {} })')
  // The page's own policy refuses scripts from elsewhere; evaluation by the debugger is not bound by it.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>(runAxe)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** How far the page is wider than its window, in CSS pixels. */
export const overflowOf = async (page: Page): Promise<number> =>
  await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Visible controls among `selector` that are smaller than `least` pixels, as text and size. */
export const smallTargets = async (page: Page, selector: string, least: number): Promise<string[]> =>
  await page.evaluate<string[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .map((control) => ({ control, box: control.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0 && Math.min(box.height, box.width) < ${least})
    .map(({ control, box }) => control.textContent.trim() + ' ' + box.width + 'x' + box.height)`)

/** What the keyboard is on, as id or text, and how its focus is drawn. */
export const focusOf = async (page: Page): Promise<string> =>
  await page.evaluate<string>(`(() => {
    const one = document.activeElement
    const name = one.id || one.textContent.trim().replaceAll(/\\s+/g, ' ')
    return name + ' ' + getComputedStyle(one.closest('label') ?? one).outlineStyle
  })()`)

/** Keeps a picture when the variable SCREENSHOTS names a folder: for looking at, and for the README. */
export const keepPicture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
