import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { enterOpinionFor } from '../../src/questions/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

test('one opinion is read with its marks, its author asked back, and asked to be known', async () => {
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  const { $client } = here.house.database
  const [grant] = await $client<{ officer_id: string; unit_id: string; path: string[] }[]>`
    select r.officer_id, r.unit_id, u.path from officer_roles r join units u on u.id = r.unit_id
    where r.role = 'front_officer' limit 1`
  if (!grant) throw new Error('nobody signed in')
  await act(
    here.house,
    {
      kind: 'officer',
      officerId: grant.officer_id,
      grants: [{ role: 'front_officer', unitId: grant.unit_id, unitPath: grant.path }],
    },
    async (scope) =>
      await enterOpinionFor(scope, {
        unitPath: grant.path,
        opinionClass: 'livelihood',
        naming: 'sealed',
        text: 'Ông Nguyễn Văn Hùng ở số nhà 12 phố Cửa Nam đổ rác, gọi tôi theo số 0912 345 678.',
        attachmentIds: [],
        channel: 'desk',
        language: 'vi',
      }),
  )
  const [row] = await $client<{ id: string }[]>`select id from opinions`
  const id = row?.id ?? ''
  // As if it had come through a chat.
  await $client`insert into opinion_authors (opinion_id, resident_id, chat_id) values (${id}, ${newId()}, 1)`

  await page.goto(`${here.url}/console/opinions/${id}`)
  expect(await page.locator('mark').allTextContents()).toEqual(['Nguyễn Văn Hùng', 'số nhà 12', '0912 345 678'])
  await look(page, 'opinion-open')
  await page.click('form[action$="/ask"] button')
  expect(await page.locator('.fault').first().textContent()).toContain('Xin viết vài lời')
  await page.fill('[name=question]', 'Rác ở trước cửa hay trong ngõ ạ?')
  await page.click('form[action$="/ask"] button')
  await page.waitForURL(/done=asked/)

  await page.fill('[name=purpose]', 'Để mời ông/bà cùng đi xem chỗ đổ rác.')
  await page.fill('[name=until]', '2999-01-01')
  await page.evaluate(`document.querySelectorAll('form').forEach((form) => { form.noValidate = true })`)
  await page.click('form[action$="/identity"] button')
  expect(await page.inputValue('[name=purpose]')).toContain('cùng đi xem')
  await look(page, 'opinion-faults')
  const day = here.house.clock.now().toISOString().slice(0, 10)
  await page.fill('[name=until]', day)
  await page.check('[name=readers]')
  await page.click('form[action$="/identity"] button')
  await page.waitForURL(/done=identityAsked/)
  await look(page, 'opinion-asked')
  expect(complaints).toEqual([])
}, 60_000)
