import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAttendance } from '../../src/attendance/index.ts'
import { callDialogue, markTold, type Dialogue } from '../../src/dialogues/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { openSession } from '../../src/officers/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let session: Dialogue
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const announce = async (): Promise<Dialogue> => {
  const [officer] = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
  const grants = [{ role: 'admin' as const, unitId: 'vn', unitPath: ['vn'] }]
  const actor = { kind: 'officer' as const, officerId: officer?.id ?? '', grants }
  const now = here.house.clock.now().getTime()
  const made = await here.as(
    actor,
    async (scope) =>
      await callDialogue(scope, {
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
        capacity: 120,
      }),
  )
  await here.as(actor, async (scope) => await markTold(scope, { id: made.id, version: 1, kind: 'announcement' }))
  return made
}

const ticket = async (companions: number): Promise<string> => {
  const actor = { kind: 'resident' as const, residentId: newId(), chatId: '1' }
  const { attendance } = await here.as(
    actor,
    async (scope) =>
      await answerAttendance(scope, {
        dialogueId: session.id,
        answer: 'yes',
        companions,
        groupUnitId: null,
        channel: 'zalo',
      }),
  )
  return attendance.code
}

test('a door: invitations are printed, tickets read, people counted by hand, on a phone and on a desk', async () => {
  const { page, complaints } = await here.visitor()
  // A browser that reads QR codes: this one hands over what the test holds before the camera.
  await page.addInitScript(`
    globalThis.BarcodeDetector = class {
      static getSupportedFormats = async () => ['qr_code']
      detect = async () => {
        const { dataset } = document.documentElement
        dataset.looks = String(Number(dataset.looks ?? 0) + 1)
        if (Number(dataset.looks) > 5) dataset.looked = 'enough'
        const rawValue = sessionStorage.getItem('held')
        return rawValue ? [{ rawValue }] : []
      }
    }
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: async () => new MediaStream() } })
    HTMLMediaElement.prototype.play = async () => {}
  `)
  await signInFirst(here, page)
  session = await announce()
  const base = `${here.url}/console/attendance/${session.id}`

  await page.goto(`${here.url}/console/dialogues/${session.id}`)
  await look(page, 'attendance-session')

  await page.goto(`${base}/invitations`)
  await page.fill(
    '[name=list]',
    'Bà Nguyễn Thị Hoa; Chủ tịch Hội Phụ nữ; Hội Phụ nữ phường; 12 Cửa Nam\nÔng Trần Văn Bình',
  )
  await page.click('main form.panel button[type=submit]')
  await page.waitForURL(/added=2/)
  await look(page, 'attendance-invitations')
  await page.click('a[href$="/print"]')
  expect(await page.locator('.letter').count()).toBe(2)
  await look(page, 'attendance-letters')
  const pdf = await page.pdf({ format: 'A4' })
  expect([...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(2)

  const code = await ticket(2)
  await page.goto(base)
  await page.fill('[name=ticket]', `${code.slice(0, 3)} ${code.slice(3)}`)
  await page.press('[name=ticket]', 'Enter')
  await page.waitForURL(/ticket=\d{7}/)
  expect(await page.textContent('.so-many strong')).toBe('3')
  await look(page, 'attendance-door')

  const other = await ticket(0)
  await page.evaluate(`sessionStorage.setItem('held', 'https://x.vn/verify/${session.noticeCode}/ve/${other}')`)
  await page.click('[data-camera]')
  await page.waitForURL(new RegExp(`ticket=${other}`), { waitUntil: 'commit' })
  await page.waitForSelector('.so-many')
  expect(await page.textContent('.so-many strong')).toBe('4')
  // The camera stays on and the same phone is still held before it: it is looked at, and not sent again.
  await page.waitForSelector('html[data-looked]')
  expect(page.url()).not.toContain('again=1')
  expect(await page.textContent('.so-many strong')).toBe('4')
  await page.evaluate(`sessionStorage.clear()`)

  await page.goto(base)
  await page.click('button[value="3"]')
  await page.waitForURL(/group=/)
  expect(await page.textContent('.so-many strong')).toBe('7')
  await page.locator('.rows form button').first().click()
  await page.waitForURL(/#lines/)
  expect(await page.textContent('.so-many strong')).toBe('4')

  await page.fill('[name=ticket]', '999')
  await page.press('[name=ticket]', 'Enter')
  await page.waitForSelector('.banner.bad')
  expect(await page.textContent('#f-ticket-fault')).toContain('đủ 7 chữ số')
  await look(page, 'attendance-door-fault')
  expect(complaints).toEqual([])
}, 120_000)

test('the calendar of council sessions is kept, and a session with voters takes its name and deputies from it', async () => {
  const { page, context } = await here.visitor()
  const token = await here.as(systemActor('test'), async (scope) => {
    const rows = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
    return await openSession(scope, { officerId: rows[0]?.id ?? '', device: 'test' })
  })
  await context.addCookies([{ name: 'nhip-cau', value: token.token, url: here.url }])
  await page.goto(`${here.url}/console/councils`)
  await page.fill('[name=name]', 'Kỳ họp thứ 8, Hội đồng nhân dân thành phố khóa XVII')
  await page.fill('[name=opensOn]', '8/12/2027')
  await page.fill('[name=closesOn]', '5/12/2027')
  await page.fill('[name=deputies]', 'Bà Nguyễn Thị Hoa\nÔng Trần Văn Bình')
  await page.click('main form.panel button[type=submit]')
  expect(await page.textContent('#f-closesOn-fault')).toContain('không trước ngày khai mạc')
  await page.fill('[name=closesOn]', '11/12/2027')
  await page.click('main form.panel button[type=submit]')
  await page.waitForURL(/done=saved/)
  await look(page, 'attendance-councils')
  await page.goto(`${here.url}/console/dialogues/new`)
  await page.fill('[name=title]', 'Tiếp xúc cử tri trước kỳ họp')
  await page.check('[value=voter_contact]')
  await page.selectOption('[name=legalBasis]', 'voter_contact_council')
  await page.fill('[name=startsAt_date]', '4/12/2027')
  await page.fill('[name=startsAt_time]', '8h30')
  await page.fill('[name=place]', 'Hội trường phường')
  await page.fill('[name=hotline]', '024 3825 1234')
  await page.fill('[name=capacity]', '150')
  await page.click('details.panel summary')
  await page.selectOption('[name=councilSessionId]', { index: 1 })
  await page.click('main form button[type=submit]:not([formaction])')
  await page.waitForURL(/dialogues\/[0-9a-f-]{36}/)
  const [row] = await here.house.database.$client`
    select council_session, deputies, capacity from dialogues where type = 'voter_contact'`
  expect(row).toEqual({
    council_session: 'Kỳ họp thứ 8, Hội đồng nhân dân thành phố khóa XVII',
    deputies: ['Bà Nguyễn Thị Hoa', 'Ông Trần Văn Bình'],
    capacity: 150,
  })
}, 60_000)
