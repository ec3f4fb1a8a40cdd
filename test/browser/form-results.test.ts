import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveForm, askApproval, closeForm, draftForm, findForm, submitAnswer } from '../../src/forms/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { maker, unitA } from '../integration/console/access-records.ts'
import { rubbishForm } from '../integration/forms/forms-house.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

test('the results of a closed form are read on a phone, a tablet and a desk, with every table open', async () => {
  const opensAt = here.house.clock.now()
  const settings = {
    purpose: 'community',
    dialogueId: null,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'unit',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 864_000_000),
  } as const
  const drafted = await here.as(
    maker,
    async (scope) => await draftForm(scope, { unitId: unitA, settings, content: rubbishForm }),
  )
  const asked = await here.as(maker, async (scope) => await askApproval(scope, drafted))
  const { id } = await here.as({ ...maker, officerId: newId() }, async (scope) => await approveForm(scope, asked))
  await here.as(systemActor('forms'), async (scope) => {
    for (let at = 0; at < 120; at += 1) {
      const change = at % 2 === 0 ? ['hours', 'days'] : ['place']
      const no = { content: { choice: 'no' }, change: { choices: change }, words: { text: 'Xe đến quá sớm' } }
      const values = {
        ...(at % 3 === 0 ? no : { content: { choice: 'yes' } }),
        sex: { choice: at % 4 < 2 ? 'female' : 'male' },
      }
      await submitAnswer(scope, { formId: id, version: 1, values, source: at % 5 === 0 ? 'paper' : 'web' })
    }
  })
  const open = await findForm(here.house.database, id)
  if (!open) throw new Error('the form is gone')
  await here.as(maker, async (scope) => await closeForm(scope, open))
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  await page.goto(`${here.url}/console/forms/${id}`)
  await page.click(`a[href="/console/forms/${id}/results"]`)
  expect(await page.textContent('main')).toContain('Có 120 người trả lời trong 120 người được hỏi câu này')
  for (const summary of await page.locator('main details summary').all()) await summary.click()
  await look(page, 'form-results')
  await page.click('text=Các ý kiến bằng lời')
  await look(page, 'form-words')
  expect(complaints).toEqual([])
}, 60_000)
