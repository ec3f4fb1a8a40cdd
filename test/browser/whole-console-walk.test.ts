import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { addOfficer, choosePassword, makePasswordLink, setPasswordByLink } from '../../src/officers/index.ts'
import type { ZaloPerson } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { jpegWithPlace } from '../unit/attachments/samples/picture-samples.ts'
import { announceSession, cuaNam, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'
import { press, ready, sortByKeyboard } from './support/walk-triage.ts'
import { openWalk, standsFree, type Desk, type WalkStage } from './support/walk-stage.ts'
import { insult, ordinary, phoneNumber, withPhoto } from './support/walk-words.ts'

/** Everything by hand, from the first opinion to the overview: at a desk, and once more on a phone. */
describe.each([1280, 360])('at a width of %i', (width) => {
  let walk: WalkStage
  let dialogueId: string
  let front: WardOfficer
  let second: WardOfficer
  let hoa: Desk
  const people: Record<string, ZaloPerson> = {}
  const personOf = (name: string): ZaloPerson => {
    const person = people[name]
    if (!person) throw new Error(`nobody is called ${name}`)
    return person
  }

  beforeAll(async () => {
    walk = await openWalk()
    front = await wardOfficer(walk.place, 'Nguyễn Thị Hoa', ['front_officer'])
    second = await wardOfficer(walk.place, 'Trần Văn Bình', ['front_officer', 'approver'])
    dialogueId = (await announceSession(front, second)).dialogue.id
    hoa = await walk.desk(front, width)
  }, 120_000)
  afterAll(async () => await walk.close())
  afterEach(() => expect(walk.complaints.splice(0)).toEqual([]))

  const count = async (): Promise<Record<string, number>> => {
    const rows = await walk.place.installation.house.database.$client<{ triage: string; n: number }[]>`
      select triage, count(*)::int as n from opinions where dialogue_id = ${dialogueId} group by triage`
    return Object.fromEntries(rows.map((row) => [row.triage, row.n]))
  }

  /** Runs a job of the service once its delay has passed, and gives what one person then reads. */
  const toldBy = async (job: string, name: string): Promise<string> => {
    walk.minutes(11)
    const before = (await personOf(name).read()).length
    await walk.place.app.jobs.runNow(job)
    await settled(walk.place)
    return (await personOf(name).read()).slice(before).join('\n')
  }

  test('residents on Zalo hand in what they have to say to the session that collects', async () => {
    for (const [name, words] of [...Object.entries(ordinary), ['Kẻ giận', insult] as const])
      people[name] = await walk.author(name, words)
    people['Bà Phượng'] = await walk.author('Bà Phượng', withPhoto, {
      bytes: await jpegWithPlace(),
      name: 'cay-do.jpg',
      type: 'image/jpeg',
    })
    expect(await count()).toEqual({ waiting: Object.keys(ordinary).length + 2 })
  }, 180_000)

  test('an officer clears the queue by the keyboard alone, and refuses the insulting one with a reason', async () => {
    const { page } = hoa
    await page.goto(`${walk.place.url}/console/triage`)
    await ready(page)
    await standsFree(page)
    const { kept, refused } = await sortByKeyboard(page, insult)
    expect({ kept, refused }).toEqual({ kept: Object.keys(ordinary).length + 1, refused: 1 })
    expect(await count()).toEqual({ kept, refused })
    expect(await page.textContent('main')).toContain('Không còn ý kiến nào đang chờ')
    await press(page, 'Escape')
    await standsFree(page)
  }, 180_000)

  test('two matters are merged by hand; the authors hear of it, one objects by a number and stands alone again', async () => {
    const { page } = hoa
    const list = `${walk.place.url}/console/items?of=${dialogueId}`
    await page.goto(list)
    await standsFree(page)
    const merge = async (one: string, other: string): Promise<void> => {
      await page.goto(list)
      for (const words of [one, other]) await page.locator('.item-row', { hasText: words }).locator('input').check()
      await page.click('.merge-bar button')
      await page.waitForURL(/done=merged/)
      expect(await page.locator('.question').count()).toBe(2)
    }
    await merge('Ngã tư Hàng Bài', 'Nắp cống')
    await page.click('form[action$="/undo"] button')
    await page.waitForURL(/done=unmerged/)
    await merge('Ngõ 12 phố Cửa Nam', 'Rác ở ngõ 12')
    await standsFree(page)
    expect(await toldBy('tell-merged', 'Anh Nam')).toContain('xin trả lời 1 để tách riêng')
    expect((await personOf('Bà Tư').read()).join('\n')).toContain('đã được gộp với 1 ý kiến cùng nội dung')
    expect((await personOf('Ông Tám').read()).join('\n')).not.toContain('được gộp')
    expect((await personOf('Anh Nam').say('1')).join('\n')).toContain('Đã tách ý kiến của ông/bà thành việc riêng')
    await page.goto(list)
    expect(await page.textContent('main')).toContain('Tác giả không đồng ý gộp')
  }, 120_000)

  test('who was refused hears why and contests; another officer reopens it, and the author is told', async () => {
    const told = await toldBy('tell-triage', 'Kẻ giận')
    expect(told).toContain('Xin viết lại bằng lời khác')
    expect((await personOf('Kẻ giận').say('1')).join('\n')).toContain('vì sao không đồng ý')
    await personOf('Kẻ giận').say('Tôi nóng giận vì đã chờ ba tháng không ai trả lời')
    await hoa.page.goto(`${walk.place.url}/console/triage/contests`)
    expect(await hoa.page.locator('[name=outcome]').count()).toBe(0)
    const { page, context } = await walk.desk(second, width)
    await page.goto(`${walk.place.url}/console/triage/contests`)
    expect(await page.textContent('main')).toContain('đã chờ ba tháng')
    await standsFree(page)
    await page.click('[name=outcome][value=reopened]')
    await page.waitForLoadState()
    expect(await count()).toMatchObject({ waiting: 1 })
    await context.close()
    expect(await toldBy('tell-triage', 'Kẻ giận')).toContain('đồng ý với ông/bà')
  }, 60_000)

  test('the agenda is drafted, and the brief opens with neither the number nor the name that was written', async () => {
    const base = `${walk.place.url}/console/dialogues/${dialogueId}`
    const { page, context } = await walk.desk(second, width)
    await page.goto(`${base}/agenda`)
    await page.click('form[action$="/draft"] button')
    await page.waitForURL('**/agenda?done=saved')
    await page.click('[name=act][value=share]:visible')
    await page.waitForURL('**/agenda?done=saved')
    await standsFree(page)
    await page.goto(`${base}/brief`)
    const brief = await page.content()
    expect(brief).not.toContain(phoneNumber)
    expect(brief).not.toContain('Hạnh')
    await standsFree(page)
    const answer = await page.request.get(`${base}/brief.docx`)
    expect(answer.headers()['content-type']).toContain('wordprocessingml')
    expect((await answer.body()).subarray(0, 2).toString()).toBe('PK')
    await context.close()
  }, 60_000)

  test('an author who is not named is asked back, answers in the chat, and whoever asked sees it at home', async () => {
    const { page, context } = await walk.desk(front, width)
    await page.goto(`${walk.place.url}/console/search?q=${encodeURIComponent('nắp cống vỡ')}`)
    await standsFree(page)
    await page.click('.question-head a')
    await page.waitForURL('**/console/opinions/*')
    await standsFree(page)
    await page.fill('[name=question]', 'Nắp cống ở bên phải hay bên trái cổng ạ?')
    await page.click('form[action$="/ask"] button')
    await page.waitForURL(/done=asked/)
    expect(await toldBy('tell-asked', 'Ông Kiên')).toContain('bên phải hay bên trái cổng')
    await personOf('Ông Kiên').say('Bên phải, sát gốc cây')
    await personOf('Ông Kiên').say('1')
    await page.goto(`${walk.place.url}/console`)
    expect(await page.textContent('main')).toContain('Người gửi đã trả lời điều ông/bà hỏi lại')
    await page.click('a:has-text("Người gửi đã trả lời")')
    expect(await page.textContent('main')).toContain('Bên phải, sát gốc cây')
    await context.close()
  }, 60_000)

  test('in the hall the moderator loses its network and loses no note; the board shows the question and no name', async () => {
    const base = `${walk.place.url}/console/dialogues/${dialogueId}`
    const { page, context } = await walk.desk(front, width)
    const act = async (label: string): Promise<void> => {
      await page.click(`[data-act] button:has-text("${label}"):visible`)
      await page.waitForLoadState('networkidle')
    }
    await page.goto(`${base}/hall`)
    await standsFree(page)
    await act('Bắt đầu')
    await act('Tiếp theo')
    await page.waitForSelector('.hall-clock')
    const title = (await page.textContent('.hall-title'))?.trim() ?? ''
    expect(title).not.toBe('')
    await context.setOffline(true)
    await page.fill('[name=words]', 'Phường sẽ thay nắp cống trong tuần này')
    await page.click('[data-act]:has([name=words]) button')
    await expect.poll(async () => await page.textContent('body')).toContain('Đang mất mạng. 1 thao tác chờ gửi')
    await context.setOffline(false)
    await expect
      .poll(async () => await page.textContent('main'), { timeout: 15_000 })
      .toContain('thay nắp cống trong tuần này')
    const notes = await walk.place.installation.house.database
      .$client`select id from hall_notes where dialogue_id = ${dialogueId}`
    expect(notes).toHaveLength(1)
    await page.goto(`${base}/board`)
    await standsFree(page)
    const board = (await page.textContent('body')) ?? ''
    expect(board).toContain(title)
    expect(board).not.toContain(phoneNumber)
    expect(board).not.toContain('Hạnh')
    await context.close()
  }, 60_000)

  test('from a number of the overview one comes to its list, to one matter and to the words; the list goes home as a file', async () => {
    const { page, context } = await walk.desk(front, width)
    await page.goto(`${walk.place.url}/console/overview`)
    await standsFree(page)
    await page.click('.facts.counts dd a')
    await page.waitForURL('**/console/questions**')
    await standsFree(page)
    await page.click('.saved-filters summary')
    await page.fill('.saved-filters [name=name]', 'Ý kiến của phường')
    await page.click('.saved-filters details button')
    await page.waitForURL(/done=saved/)
    expect(await page.textContent('.saved-filters')).toContain('Ý kiến của phường')
    const href = (await page.getAttribute('a[href*=".csv"]', 'href')) ?? ''
    const file = await page.request.get(`${walk.place.url}${href}`)
    expect(file.headers()['content-disposition']).toContain('y-kien')
    expect((await file.text()).split('\n').length).toBeGreaterThan(20)
    await page.goto(`${walk.place.url}/console/items?of=${dialogueId}`)
    await page.click('.item-row .item-name a')
    await page.waitForURL('**/console/items/*')
    await standsFree(page)
    await page.click('main a[href^="/console/opinions/"]')
    await page.waitForURL('**/console/opinions/*')
    await standsFree(page)
    await context.close()
  }, 120_000)

  test('an officer signs in by hand on a phone and at a desk, and out everywhere from one of them', async () => {
    const password = 'cầu Long Biên mùa thu'
    const passwordHash = await choosePassword(password, [])
    await act(walk.place.installation.house, systemActor('test'), async (scope) => {
      const grants = [{ role: 'front_officer', unitId: cuaNam }] as const
      const { officerId } = await addOfficer(scope, { name: 'Lê Thị Thảo', login: 'thao', grants })
      const { token } = await makePasswordLink(scope, { officerId })
      await setPasswordByLink(scope, { token, passwordHash })
    })
    const seats = [await walk.visitor(360), await walk.visitor(1280)] as const
    for (const { page } of seats) {
      await page.goto(`${walk.place.url}/console`)
      await standsFree(page)
      await page.fill('[name=login]', 'thao')
      await page.fill('[name=password]', 'sai mật khẩu')
      await page.click('main form button[type=submit]')
      expect(await page.textContent('[role=alert]')).toBeTruthy()
      expect(await page.inputValue('[name=login]')).toBe('thao')
      await page.fill('[name=password]', password)
      await page.click('main form button[type=submit]')
      await page.waitForURL('**/console')
      await standsFree(page)
    }
    const [phone, desk] = seats
    await desk.page.goto(`${walk.place.url}/console/account`)
    await standsFree(desk.page)
    await desk.page.click('form[action$="/sessions/others"] button, form[action*="others"] button')
    await desk.page.waitForURL(/done=signedOutOthers/)
    await phone.page.goto(`${walk.place.url}/console`)
    expect(phone.page.url()).toContain('/sign-in')
    for (const { context } of seats) await context.close()
  }, 60_000)
})
