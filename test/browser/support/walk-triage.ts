import type { Page } from 'playwright-core'

export const press = async (page: Page, key: string): Promise<void> => await page.keyboard.press(key)

/** Whoever has only just been shown one cannot have read it: the page takes no Enter for a moment. */
export const ready = async (page: Page): Promise<void> => void (await page.waitForSelector('#triage[data-ready]'))

/** Clears the queue: the one with `insulting` words is refused, all others are kept as suggested. */
export const sortByKeyboard = async (page: Page, insulting: string): Promise<{ kept: number; refused: number }> => {
  const done = { kept: 0, refused: 0 }
  while ((await page.locator('.triage-words').count()) > 0) {
    await ready(page)
    const opened = (await page.getAttribute('#triage', 'data-opinion')) ?? ''
    if (((await page.textContent('.triage-words')) ?? '').includes(insulting)) {
      await press(page, 'r')
      await press(page, 'ArrowDown')
      await page.fill('#f-words', 'Xin viết lại bằng lời khác')
      await page.click('#triage-refuse button[type=submit]')
      done.refused += 1
    } else {
      await press(page, 'Enter')
      done.kept += 1
    }
    await page.waitForSelector(`#triage:not([data-opinion="${opened}"])`)
  }
  return done
}
