import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { dumpDatabase, foundIn } from '../support/dump.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { announceSession, sendNotice, wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
let dialogueId: string
let noticeCode: string
let web: ReturnType<typeof webPerson>
const people: Record<string, Person> = {}
const inWard = ['zalo', 'telegram', 'web'] as const
const announcements: Record<string, string> = {}
const receipts: Record<string, string> = {}

const session = wardSession()
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/
const vietnam = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  weekday: 'long',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const partOf = (kind: Intl.DateTimeFormatPartTypes): string =>
  vietnam.formatToParts(new Date(session.startsAt)).find((part) => part.type === kind)?.value ?? ''
const weekday = partOf('weekday')
const date = `${partOf('day')}/${partOf('month')}/${partOf('year')}`

beforeAll(async () => {
  place = await startTestApp()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  people['zalo'] = zaloPerson(place, 'Bà Tư')
  people['telegram'] = telegramPerson(place, 'Nam')
  web = webPerson(place)
  people['web'] = web
  people['silent'] = zaloPerson(place, 'Ông Năm')
  people['elsewhere'] = zaloPerson(place, 'Chị Sáu')
  people['stranger'] = telegramPerson(place, 'Khách')
  for (const name of [...inWard, 'silent']) await moveIn(personOf(name))
  await moveIn(personOf('elsewhere'), 'Phường Hà Đông')
  await personOf('stranger').begin()
  await personOf('silent').say('DUNG')
}, 120_000)
afterAll(async () => await place.close())

const personOf = (name: string): Person => {
  const person = people[name]
  if (!person) throw new Error(`nobody is called ${name}`)
  return person
}

/** What each person hears while something is done. */
const heardBy = async (doing: () => Promise<unknown>): Promise<Record<string, string>> => {
  await settled(place)
  const before = new Map<string, number>()
  for (const [name, person] of Object.entries(people)) before.set(name, (await person.read()).length)
  await doing()
  await settled(place)
  const heard: Record<string, string> = {}
  for (const [name, person] of Object.entries(people)) {
    heard[name] = (await person.read()).slice(before.get(name)).join('\n---\n')
  }
  return heard
}

describe('a session from its call to its end, over three channels', () => {
  it('nothing is told while it is a draft, and the writer cannot let it out alone', async () => {
    const heard = await heardBy(async () => {
      const called = await front.ask('POST', '/api/v1/dialogues', session)
      const draft = await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, {})
      expect((await front.ask('POST', `/api/v1/broadcasts/${draft.body.id}/approval`, {})).status).toBe(403)
    })
    expect(Object.values(heard).join('')).toBe('')
  })

  it('let out by a second person it comes to everybody of the ward on their own channel, and to nobody else', async () => {
    const heard = await heardBy(async () => {
      const { dialogue } = await announceSession(front, approver)
      dialogueId = dialogue.id
      noticeCode = String(dialogue['noticeCode'])
    })
    for (const name of inWard) {
      const notice = heard[name] ?? ''
      announcements[name] = notice
      for (const fact of [
        new RegExp(weekday, 'i'),
        date,
        '8 giờ 30',
        'Nhà văn hóa số 5 phố Cửa Nam',
        'Thu gom rác thải sinh hoạt',
        '024 3825 1234',
        `${noticeCode.slice(0, 3)} ${noticeCode.slice(3)}`,
        'Tài khoản này không bao giờ hỏi tiền, mã OTP hay số căn cước',
      ]) {
        expect(notice).toMatch(fact)
      }
      expect(notice).not.toContain('---')
    }
    expect([heard['elsewhere'], heard['silent'], heard['stranger']]).toEqual(['', '', ''])
  })

  it('the progress that officers see adds up', async () => {
    const { body } = await front.ask('GET', `/api/v1/dialogues/${dialogueId}/broadcasts`)
    expect(body.items[0]).toMatchObject({ state: 'done', counts: { recipients: 3, sent: 3, waiting: 0, sending: 0 } })
  })

  it('from the notice each asks a question and gets a receipt', async () => {
    for (const name of inWard) {
      const person = personOf(name)
      const shown = (await person.say('LICH')).join('\n')
      expect(shown).toContain(session.title)
      await person.choose('Gửi câu hỏi cho buổi này')
      const understood = (await person.say(`Bao giờ thu gom rác buổi tối, hỏi từ ${name}?`)).join('\n')
      expect(understood).toContain(`Gửi tới: ${session.title}`)
      const done = (await person.choose('Gửi')).join('\n')
      receipts[name] = receipt.exec(done)?.[0] ?? ''
      expect(receipts[name]).toMatch(receipt)
    }
    expect(new Set(Object.values(receipts)).size).toBe(3)
  })

  it('the officer reads the three questions, without a name, by class and channel', async () => {
    const { body, text } = await front.ask('GET', `/api/v1/dialogues/${dialogueId}/questions`)
    expect(body.items).toHaveLength(3)
    for (const name of inWard) {
      const question = body.items.find((item) => item['channel'] === name)
      expect(question).toMatchObject({
        text: `Bao giờ thu gom rác buổi tối, hỏi từ ${name}?`,
        naming: 'sealed',
        name: null,
      })
    }
    for (const person of Object.values(people)) expect(text).not.toContain(person.platformId)
    const page = await front.page(`/console/questions?dialogue=${dialogueId}`)
    for (const name of inWard) expect(page.text).toContain(`hỏi từ ${name}?`)
  })

  it('each finds their own question by the code, another’s shows its state only, and so does the public page', async () => {
    expect((await personOf('zalo').say(receipts['zalo'] ?? '')).join('\n')).toContain('hỏi từ zalo?')
    const foreign = (await personOf('telegram').say(`TRACUU ${receipts['zalo']}`)).join('\n')
    expect(foreign).toContain('Nội dung chỉ hiện với người đã gửi.')
    expect(foreign).not.toContain('hỏi từ')
    const page = await fetch(`${place.url}/verify/${receipts['zalo']?.replaceAll(' ', '')}`)
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(text).not.toContain('hỏi từ')
  })

  it('a pasted copy is genuine; with one digit altered it is called altered, and in what', async () => {
    const wrongDay = String((Number(partOf('day')) % 28) + 1).padStart(2, '0')
    for (const name of [...inWard, 'elsewhere', 'stranger']) {
      const person = personOf(name)
      const copy = announcements['zalo'] ?? ''
      expect((await person.say(copy)).join('\n')).toMatch(/^THẬT\./)
      const forged = copy.replaceAll(date, `${wrongDay}${date.slice(2)}`)
      expect(forged).not.toBe(copy)
      await person.say('KIEMTRA')
      const judged = (await person.say(forged)).join('\n')
      expect(judged).toMatch(/^ĐÃ BỊ SỬA\. [^\n]*ngày/)
      expect(judged).toContain(date)
      expect((await person.say(copy.replace('3825 1234', '3825 1235'))).join('\n')).toMatch(/^ĐÃ BỊ SỬA\./)
    }
  })

  it('a change comes to exactly those who got the announcement', async () => {
    const newcomer = webPerson(place)
    await moveIn(newcomer)
    people['newcomer'] = newcomer
    const heard = await heardBy(async () => {
      const { body } = await front.ask('GET', `/api/v1/dialogues/${dialogueId}`)
      const changed = await front.ask('PATCH', `/api/v1/dialogues/${dialogueId}`, {
        version: body['version'],
        place: 'Trụ sở UBND phường Cửa Nam',
      })
      expect(changed.body['noticeDue']).toBe('change')
      await sendNotice(front, approver, dialogueId, 'change')
    })
    for (const name of inWard) {
      expect(heard[name]).toContain('THAY ĐỔI')
      expect(heard[name]).toContain('Trụ sở UBND phường Cửa Nam')
    }
    expect(Object.keys(heard).filter((name) => heard[name] !== '')).toEqual([...inWard])
    expect((await personOf('zalo').say(announcements['zalo'] ?? '')).join('\n')).toMatch(/^ĐÃ CŨ\./)
  })

  it('and so does the cancellation', async () => {
    const heard = await heardBy(async () => {
      await front.ask('POST', `/api/v1/dialogues/${dialogueId}/cancellation`, { reason: 'Bão số 12 đổ bộ' })
      await sendNotice(front, approver, dialogueId, 'cancellation')
    })
    for (const name of inWard) {
      expect(heard[name]).toContain('ĐÃ HỦY')
      expect(heard[name]).toContain('Bão số 12 đổ bộ')
    }
    expect(Object.keys(heard).filter((name) => heard[name] !== '')).toEqual([...inWard])
    expect((await personOf('stranger').say(`KIEMTRA ${noticeCode}`)).join('\n')).toMatch(/^ĐÃ HỦY\./)
  })

  it('who erases themselves is gone from every table but the audit; the officer keeps a number without words', async () => {
    const { database } = place.installation.house
    const [found] = await database.$client<{ residentId: string; chatId: string }[]>`
      select c.resident_id as "residentId", c.chat_id as "chatId" from contacts c
      join opinion_authors a on a.resident_id = c.resident_id
      join opinions o on o.id = a.opinion_id where o.channel = 'web'`
    expect(foundIn(await dumpDatabase(database), found?.residentId ?? '')).toContain('opinion_authors')
    await personOf('web').say('XOA')
    const done = (await personOf('web').choose('Xóa ngay')).join('\n')
    expect(done).toMatch(/[Đđ]ã xóa/)
    // The audit holds ids alone, which lead nowhere any more.
    expect(foundIn(await dumpDatabase(database), found?.residentId ?? '-')).toEqual(['audit_entries'])
    const [left] = await database.$client`
      select (select count(*)::int from opinion_wordings w join opinions o on o.id = w.opinion_id where o.channel = 'web') as words,
        (select count(*)::int from broadcast_recipients where chat_id = ${Number(found?.chatId)}) as notices,
        (select count(*)::int from conversations
          where chat_id = ${Number(found?.chatId)} and (state is not null or held is not null)) as prompts`
    expect(left).toEqual({ words: 0, notices: 0, prompts: 0 })
    const { body, text } = await front.ask('GET', `/api/v1/dialogues/${dialogueId}/questions?state=erased`)
    expect(body.items.map((item) => [item['channel'], item['text']])).toEqual([['web', null]])
    expect(text).not.toContain('hỏi từ web')
    expect((await web.driver.request('/chat')).body).not.toContain('hỏi từ web')
  })
})
