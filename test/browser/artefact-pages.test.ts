import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGroupLinks } from '../../src/artefacts/index.ts'
import { callDialogue, markTold, type Dialogue } from '../../src/dialogues/index.ts'
import { addUnit } from '../../src/units/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const announce = async (): Promise<Dialogue> => {
  const [officer] = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
  const grants = [{ role: 'admin' as const, unitId: 'vn', unitPath: ['vn'] }]
  const actor = { kind: 'officer' as const, officerId: officer?.id ?? '', grants }
  const now = here.house.clock.now().getTime()
  return await here.as(actor, async (scope) => {
    await addUnit(scope, { communeId: '00082', fullName: 'Tổ dân phố số 5' })
    const made = await callDialogue(scope, {
      unitId: '00082',
      title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'in_person',
      legalBasis: 'communal_dialogue',
      purpose: 'consult',
      topic: 'Thu gom rác thải sinh hoạt',
      hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
      place: 'Nhà văn hóa số 5 phố Cửa Nam',
      startsAt: new Date(now + 14 * 86_400_000),
      collectionClosesAt: new Date(now + 12 * 86_400_000),
      hotline: '024 3825 1234',
    })
    await markTold(scope, { id: made.id, version: made.version, kind: 'announcement' })
    await openGroupLinks(scope, { dialogueId: made.id })
    return made
  })
}

test('poster, picture, texts, links and proof are there for an announced session, and the poster is one sheet', async () => {
  const { page, complaints, context } = await here.visitor()
  await signInFirst(here, page)
  const session = await announce()
  await page.goto(`${here.url}/console/dialogues/${session.id}`)
  await page.click(`a[href="/console/artefacts/${session.id}"]`)
  await page.waitForLoadState('networkidle')
  expect(await page.locator('#loud-ward_group').inputValue()).toContain('Xin nhắc lại:')
  await page.locator('.group-links summary').first().click()
  expect(await page.locator('.group-links textarea').first().inputValue()).toMatch(/\/g\/[a-z0-9]{12}/)
  expect(await page.evaluate(`document.querySelector('.card-picture').naturalWidth`)).toBe(1080)
  await look(page, 'artefacts')

  await page.goto(`${here.url}/console/artefacts/${session.id}/poster`)
  await look(page, 'poster')
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)

  await page.goto(`${here.url}/console/artefacts/${session.id}/proof`)
  await page.click('main form button')
  await page.waitForURL('**/proof')
  expect(await page.locator('.digest').last().textContent()).toMatch(/: [0-9a-f]{64}$/)
  await look(page, 'proof')
  expect(complaints).toEqual([])
  await context.close()
}, 90_000)
