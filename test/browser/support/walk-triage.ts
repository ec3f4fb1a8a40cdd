import type { Page } from 'playwright-core'

export const press = async (page: Page, key: string): Promise<void> => await page.keyboard.press(key)

/** Whoever has only just been shown one cannot have read it: the page takes no Enter for a moment. */
export const ready = async (page: Page): Promise<void> => void (await page.waitForSelector('#triage[data-ready]'))

/** Goes on with the Tab key until what is wanted has the focus. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let steps = 0; steps < 20; steps += 1) {
    await press(page, 'Tab')
    if ((await page.locator(`${selector}:focus`).count()) > 0) return
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

/** Clears the queue: the one with `insulting` words is refused, all others are kept as suggested. */
export const sortByKeyboard = async (page: Page, insulting: string): Promise<{ kept: number; refused: number }> => {
  const done = { kept: 0, refused: 0 }
  while ((await page.locator('.triage-words').count()) > 0) {
    await ready(page)
    const opened = (await page.getAttribute('#triage', 'data-opinion')) ?? ''
    if (((await page.textContent('.triage-words')) ?? '').includes(insulting)) {
      await press(page, 'r')
      await press(page, 'ArrowDown')
      await tabTo(page, '#f-words')
      await page.keyboard.type('Xin viết lại bằng lời khác')
      await tabTo(page, '#triage-refuse button[type=submit]')
      await press(page, 'Enter')
      done.refused += 1
    } else {
      await press(page, 'Enter')
      done.kept += 1
    }
    await page.waitForSelector(`#triage:not([data-opinion="${opened}"])`)
  }
  return done
}
