import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { changedTables, readDomainRows } from '../support/domain-rows.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { postRaw, telegramSecret, telegramUpdate } from '../support/raw-webhooks.ts'
import { settled } from '../support/settle.ts'
import { announceSession, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let reader: WardOfficer
let dialogueId: string
let people: { zalo: Person; telegram: ReturnType<typeof telegramPerson>; web: ReturnType<typeof webPerson> }

beforeAll(async () => {
  place = await startTestApp({ env: { TELEGRAM_WEBHOOK_SECRET: telegramSecret } })
  people = { zalo: zaloPerson(place, 'Bà Tư'), telegram: telegramPerson(place, 'Nam'), web: webPerson(place) }
  for (const person of Object.values(people)) await moveIn(person)
  reader = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  const { dialogue } = await announceSession(reader, await wardOfficer(place, 'Trần Văn Bình', ['approver']))
  dialogueId = dialogue.id
  await settled(place)
}, 120_000)
afterAll(async () => await place.close())

const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/
const stale = 'Nút này thuộc về một câu hỏi cũ'
const platforms = ['zalo', 'telegram', 'web'] as const

const unchanged = async (doing: () => Promise<string[]>): Promise<string[]> => {
  const { database } = place.installation.house
  const before = await readDomainRows(database)
  const said = await doing()
  expect(changedTables(before, await readDomainRows(database))).toEqual([])
  return said
}

/** Hands in and gives the receipt's code. */
const handIn = async (person: Person, text: string): Promise<string> => {
  await person.say(text)
  const answer = (await person.choose('Gửi')).join('\n')
  return receipt.exec(answer)?.[0] ?? `no receipt: ${answer}`
}

/** What an officer reads, newest first. */
const questions = async (): Promise<{ text: string; wordings: { text: string }[] }[]> => {
  const { body } = await reader.ask('GET', `/api/v1/dialogues/${dialogueId}/questions?limit=50`)
  return body.items as unknown as { text: string; wordings: { text: string }[] }[]
}

describe.each(platforms)('on %s', (platform) => {
  it('"dung" behind a question for yes or no is asked about before anybody loses their notices', async () => {
    const person = people[platform]
    const stopped = async (): Promise<number> => {
      const [row] = await place.installation.house.database.$client<{ count: string }[]>`
        select count(*) as count from residents where notices_stopped_at is not null`
      return Number(row?.count)
    }
    await person.say('THAMGIA')
    const asked = (await person.say('dung')).join('\n')
    expect(asked).toContain('Ngừng nhận thông báo')
    expect(asked).toContain('Không, vẫn nhận tin như trước')
    expect((await person.say('2')).join('\n')).toContain('vẫn nhận tin như trước')
    expect(await stopped()).toBe(0)
    // Chosen when asked, written as the word, or where nothing is asked, it is what it says.
    for (const words of [
      ['THAMGIA', 'dung', '1'],
      ['THAMGIA', 'DUNG'],
      ['LICH', 'dung'],
    ]) {
      for (const word of words) await person.say(word)
      expect(await stopped(), words.join(', ')).toBe(1)
      await person.say('TIEPTUC')
      expect(await stopped()).toBe(0)
    }
  })

  const oldButton = async (person: Person): Promise<string> => {
    if (platform === 'web') return await people.web.driver.dataOf('Đồng ý')
    const first = people.telegram.driver.messages().flatMap((message) => message.buttons.flat())[0]
    // The test account on Zalo shows no buttons: a text that carries a button's data is what a tap would be.
    return platform === 'telegram' ? (first?.data ?? '') : `#p:${person.platform}9:1`
  }

  it('a button of last week says that it is old, and the draft that is open stays', async () => {
    const person = people[platform]
    const data = await oldButton(person)
    await person.say(`Đèn đường ngõ 4 hỏng, báo từ ${platform}`)
    const said = await unchanged(async () => await person.press(data))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(stale)
    expect((await person.say('1')).join('\n')).toMatch(receipt)
    expect((await questions())[0]?.text).toBe(`Đèn đường ngõ 4 hỏng, báo từ ${platform}`)
  })

  it('with nothing open it also shows the way on', async () => {
    const person = people[platform]
    const said = await unchanged(async () => await person.press(await oldButton(person)))
    expect(said.join('\n')).toContain(stale)
    expect(said.join('\n')).toContain('Ông/bà muốn làm việc gì?')
  })

  it('a receipt with one wrong digit, two swapped, one missing or one too many finds nothing and says why', async () => {
    const person = people[platform]
    const code = await handIn(person, `Nắp hố ga vỡ trước cổng chợ, báo từ ${platform}`)
    expect(code).toMatch(receipt)
    const digits = code.replaceAll(' ', '')
    const swapAt = digits.split('').findIndex((digit, at) => at > 0 && digit !== digits[at - 1])
    const swapped =
      digits.slice(0, swapAt - 1) + digits.charAt(swapAt) + digits.charAt(swapAt - 1) + digits.slice(swapAt + 1)
    const wrong = `${digits.slice(0, 5)}${(Number(digits[5]) + 1) % 10}${digits.slice(6)}`
    const cases = [
      [wrong, 'nhầm hoặc hai chữ số bị đổi chỗ'],
      [swapped, 'nhầm hoặc hai chữ số bị đổi chỗ'],
      [`TRACUU ${wrong}`, 'nhầm hoặc hai chữ số bị đổi chỗ'],
      [digits.slice(0, -1), 'nhắn 11 chữ số'],
      [`${digits}7`, 'nhắn 13 chữ số'],
    ] as const
    for (const [typed, answer] of cases) {
      const said = await unchanged(async () => await person.say(typed))
      expect(said).toHaveLength(1)
      expect(said[0]).toContain(answer)
      expect(said[0]).not.toContain('Nắp hố ga')
    }
    const spelled = digits.replaceAll(/(.{4})(?=.)/g, '$1-')
    expect((await person.say(spelled)).join('\n')).toContain('Nắp hố ga vỡ trước cổng chợ')
  })

  it('both Unicode forms of a sentence are the same sentence: stored composed, received once', async () => {
    const person = people[platform]
    const sentence = `Bao giờ sửa đường Nguyễn Khuyến, hỏi từ ${platform}?`
    const code = await handIn(person, sentence.normalize('NFD'))
    expect(code).toMatch(receipt)
    const again = await unchanged(async () => await person.say(sentence.normalize('NFC')))
    expect(again.join('\n')).toContain(`Mã biên nhận vẫn là: ${code}`)
    const stored = (await questions()).filter(({ text }) => text.normalize('NFC') === sentence.normalize('NFC'))
    expect(stored.map(({ text }) => text)).toEqual([sentence.normalize('NFC')])
  })

  it('SQL and markup are stored as they were written and shown as words', async () => {
    const text = `'); drop table opinions; -- <script>alert("${platform}")</script> & <b>đậm</b>`
    expect(await handIn(people[platform], text)).toMatch(receipt)
    expect((await questions())[0]?.text).toBe(text)
    const page = await reader.page(`/console/questions?dialogue=${dialogueId}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain(
      `&lt;script&gt;alert(&quot;${platform}&quot;)&lt;/script&gt; &amp; &lt;b&gt;đậm&lt;/b&gt;`,
    )
    expect(page.text).not.toContain(`alert("${platform}")`)
  })
})

describe('a button of another person’s prompt', () => {
  it('does nothing for who presses it, and leaves the prompt of its owner as it is', async () => {
    await people.web.say('Rác chưa thu ba ngày nay ở ngõ 10')
    const foreign = await people.web.driver.dataOf('Gửi')
    for (const person of [people.zalo, people.telegram]) {
      const said = await unchanged(async () => {
        if (person.platform === 'zalo') return await person.say(foreign)
        const { driver } = people.telegram
        const before = (await person.read()).length
        const from = { id: driver.id, is_bot: false, first_name: 'Nam' }
        const callback = {
          id: '4382bfdwdsb323b2d9',
          from,
          message: { message_id: 1, date: 1, chat: { id: driver.id, type: 'private', first_name: 'Nam' }, text: 'x' },
          chat_instance: '1',
          data: foreign,
        }
        const update = telegramUpdate({ update_id: 2_000_000_001, callback_query: callback })
        expect(await postRaw(place, '/webhooks/telegram/default', update)).toBe(200)
        await settled(place)
        return (await person.read()).slice(before)
      })
      expect(said.join('\n')).toContain(stale)
    }
    const other = webPerson(place)
    await moveIn(other)
    expect((await unchanged(async () => await other.press(foreign))).join('\n')).toContain(stale)
    expect((await people.web.choose('Gửi')).join('\n')).toMatch(receipt)
  })
})

describe('a notice code with a slip', () => {
  it('is told apart from one that is not ours, and from the true one', async () => {
    const { body } = await reader.ask('GET', `/api/v1/dialogues/${dialogueId}`)
    const code = String(body['noticeCode'])
    const wrong = `${(Number(code[0]) + 1) % 10}${code.slice(1)}`
    for (const person of Object.values(people)) {
      const [mistyped] = await unchanged(async () => await person.say(`KIEMTRA ${wrong}`))
      expect(mistyped).toMatch(/^CHƯA KIỂM TRA ĐƯỢC\./)
      const [genuine] = await unchanged(async () => await person.say(`KIEMTRA ${code}`))
      expect(genuine).toMatch(/^THẬT\./)
    }
  })
})
