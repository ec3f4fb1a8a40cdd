import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldVietnamese } from '../../src/kernel/vietnamese/fold-vietnamese.ts'
import { jpegWithPlace } from '../unit/attachments/samples/picture-samples.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { dumpDatabase, foundIn, type DumpedRow } from '../support/dump.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { announceSession, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

const words = {
  anonymous: 'Hoa sữa ở ngõ Tĩnh Mịch nồng nặc suốt đêm',
  desk: 'Nhờ cán bộ gọi lại giúp về sổ hộ nghèo của mẹ tôi',
  answer: 'Dạ cháu sẽ gọi lại bác Nhung lúc ba giờ chiều',
  named: 'Đề nghị trồng thêm bằng lăng dọc phố Khúc Hạo',
  photo: 'Hố sụt trước nhà văn hóa Vạn Bảo như trong ảnh',
  unsent: 'Câu nháp về chuồng gà sân thượng nhà bên',
  early: 'Nhắn trước khi đồng ý: quán Bia Mộc mở nhạc to',
}
const names = {
  zalo: 'Quách Thị Nhung',
  telegram: 'Đoàn Văn Khởi',
  shown: 'Lã Thị Thiều Hoa',
  officer: 'Nghiêm Thị Tố',
}
const phone = '0987612345'

let place: TestApp
let front: WardOfficer
let ba: ReturnType<typeof zaloPerson>
let khoi: ReturnType<typeof telegramPerson>
let lan: ReturnType<typeof webPerson>
let owner: postgres.Sql
let dump: readonly DumpedRow[]
const receipts: string[] = []
let noticeCode: string

const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/
const keep = (said: readonly string[]): void => {
  const code = receipt.exec(said.join('\n'))?.[0]
  if (code === undefined) throw new Error('no receipt came')
  receipts.push(code, code.replaceAll(' ', ''))
}

beforeAll(async () => {
  place = await startTestApp()
  const standing = await dumpDatabase(place.installation.house.database)
  const before = new Set(standing.map(({ table, text }) => `${table}\u0001${text}`))
  owner = postgres(place.databaseUrl, { max: 1, onnotice: () => {} })
  front = await wardOfficer(place, names.officer, ['front_officer'])
  const { dialogue } = await announceSession(front, await wardOfficer(place, 'Trần Văn Bình', ['approver']))
  noticeCode = String(dialogue['noticeCode'])
  ba = zaloPerson(place, names.zalo)
  khoi = telegramPerson(place, names.telegram)
  lan = webPerson(place)
  // One speaks before the consent: it waits sealed, and is purged or passed on.
  await ba.begin()
  await ba.say(words.early)
  await ba.say('1')
  await ba.say('Phường Cửa Nam')
  await ba.say('1')
  await ba.choose('Hủy')
  await moveIn(khoi)
  await moveIn(lan)
  await anonymousOpinion(ba)
  await photoWithPlace(khoi)
  await talkWithOfficer(khoi)
  await namedOpinion(lan)
  khoi.driver.sendContact({ phoneNumber: `84${phone.slice(1)}` })
  await settled(place)
  await lan.say(`${words.unsent}, gọi ${phone}`)
  // What stood there before anybody said anything says nothing of them.
  dump = (await dumpDatabase(place.installation.house.database)).filter(
    ({ table, text }) => !before.has(`${table}\u0001${text}`),
  )
}, 120_000)
afterAll(async () => {
  await owner.end()
  await place.close()
})

const anonymousOpinion = async (person: Person): Promise<void> => {
  await person.say(words.anonymous)
  await person.choose('Đổi cách nêu tên')
  await person.choose('Ẩn danh')
  keep(await person.choose('Gửi'))
}

const namedOpinion = async (person: Person): Promise<void> => {
  await person.say(words.named)
  await person.choose('Đổi cách nêu tên')
  await person.choose('Nêu tên tôi')
  await person.say(names.shown)
  keep(await person.choose('Gửi'))
}

const photoWithPlace = async (person: Person): Promise<void> => {
  const file = { bytes: await jpegWithPlace(), name: 'nha-ong-khoi.jpg', type: 'image/jpeg' }
  await person.sendPhoto(file, words.photo)
  keep(await person.choose('Gửi'))
}

const talkWithOfficer = async (person: Person): Promise<void> => {
  await person.say('CANBO')
  await person.say(words.desk)
  const list = await front.page('/console/desk')
  const path = /href="(\/console\/desk\/[0-9a-f-]{36})/.exec(list.text)?.[1] ?? ''
  const thread = await front.page(path)
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(thread.text)?.[1] ?? ''
  const heard = (await person.read()).length
  const answered = await fetch(`${place.url}${path}/answer`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: front.cookie, origin: place.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ text: words.answer, _token: field('_token'), version: field('version') }),
  })
  expect([302, 303]).toContain(answered.status)
  await settled(place)
  expect((await person.read()).slice(heard).join('\n')).toContain(words.answer)
}

/** A text in every form in which it could have been kept readable. */
const formsOf = (text: string): string[] => [
  text,
  text.normalize('NFD'),
  foldVietnamese(text),
  text.toUpperCase(),
  Buffer.from(text).toString('base64').slice(0, -4),
  Buffer.from(text).toString('hex'),
  JSON.stringify(text).slice(1, -1),
]

/** Every run of three words: a search index keeps no whole sentence. */
const tellingPieces = (text: string): string[] => {
  const all = text.split(' ')
  return all.slice(0, -2).map((_word, at) => all.slice(at, at + 3).join(' '))
}

describe('a stolen copy of the database', () => {
  it('shows no platform’s name for anybody', () => {
    for (const person of [ba, khoi, lan]) {
      expect(person.platformId.length).toBeGreaterThan(5)
      expect(foundIn(dump, person.platformId)).toEqual([])
    }
    expect(foundIn(dump, ba.driver.person.idByApp)).toEqual([])
  })

  it('shows no person’s name and no telephone number', () => {
    for (const text of [names.zalo, names.telegram, names.shown, phone, phone.slice(1), 'nha-ong-khoi']) {
      for (const form of formsOf(text)) expect(foundIn(dump, form)).toEqual([])
    }
  })

  it.each(Object.entries(words))('shows nothing of what was said (%s)', (_kind, text) => {
    for (const form of formsOf(text)) expect(foundIn(dump, form)).toEqual([])
    for (const piece of tellingPieces(text)) {
      expect(foundIn(dump, piece)).toEqual([])
      expect(foundIn(dump, foldVietnamese(piece))).toEqual([])
    }
  })

  it('shows no receipt, token, password or secret', () => {
    for (const secret of [...receipts, ...secretsOf()]) expect(foundIn(dump, secret)).toEqual([])
  })

  it('links no author to the anonymous opinion, and tells its day only', async () => {
    const [row] = await owner`
      select o.id, o.received_at as at, (select count(*)::int from opinion_authors a where a.opinion_id = o.id) as authors
      from opinions o where o.naming = 'anonymous'`
    expect(row?.['authors']).toBe(0)
    expect(new Date(String(row?.['at'])).getTime() % 3_600_000).toBe(0)
    const [resident] = await owner`
      select resident_id from contacts c join chats h on h.id = c.chat_id where h.account_id like 'zalo:%'`
    const traces = dump.filter((one) => one.text.includes(String(row?.['id'])))
    for (const trace of traces) expect(trace.text).not.toContain(String(resident?.['resident_id']))
  })

  it('and would not be as empty if the journey had not taken place', () => {
    expect(foundIn(dump, 'Đối thoại về thu gom rác')).toContain('dialogues')
    expect(dump.filter((row) => row.table === 'opinion_wordings')).toHaveLength(3)
    expect(dump.filter((row) => row.table === 'desk_messages')).toHaveLength(2)
  })
})

describe('what officers get', () => {
  it('is the picture without its place, and the names of those who chose it', async () => {
    const { body } = await front.ask('GET', '/api/v1/dialogues?limit=5')
    const id = String(body.items[0]?.['id'])
    const list = await front.ask('GET', `/api/v1/dialogues/${id}/questions`)
    const shown = list.body.items as unknown as {
      id: string
      text: string
      name: string | null
      files: { id: string }[]
    }[]
    expect(new Map(shown.map(({ text, name }) => [text, name]))).toEqual(
      new Map([
        [words.anonymous, null],
        [words.named, names.shown],
        [words.photo, null],
      ]),
    )
    const withPhoto = shown.find(({ files }) => files.length > 0)
    const path = `/console/questions/${withPhoto?.id}/files/${withPhoto?.files[0]?.id}`
    const answer = await fetch(`${place.url}${path}`, { headers: { cookie: front.cookie } })
    const picture = Buffer.from(await answer.arrayBuffer())
    expect(answer.status).toBe(200)
    expect((await sharp(picture).metadata()).exif).toBeUndefined()
    expect(picture.includes('GPS')).toBe(false)
    expect(list.text).not.toContain(names.telegram)
  })
})

const secretsOf = (): string[] => {
  const { secrets } = place.config
  return [
    front.token,
    front.cookie.slice('nhip-cau='.length),
    secrets.secretKey?.toString('base64') ?? '',
    secrets.telegram?.botToken ?? '',
    secrets.zalo?.appSecret ?? '',
    secrets.zalo?.oaSecretKey ?? '',
    secrets.zalo?.accessToken ?? '',
    secrets.zalo?.refreshToken ?? '',
    lan.driver.cookie.slice('nc_chat='.length),
    lan.driver.token,
  ].filter((secret) => secret !== '')
}

/** Everything that must stand in no log and on no error page. */
const private_ = (): string[] => [
  ...Object.values(words).flatMap((text) => [text, ...tellingPieces(text)]),
  ...Object.values(names),
  phone.slice(1),
  ba.platformId,
  String(khoi.driver.id),
  lan.platformId,
  ...receipts,
  noticeCode,
  ...secretsOf(),
]

const expectNothingPrivateIn = (text: string): void => {
  for (const secret of private_())
    if (text.includes(secret)) throw new Error(`found at ${text.indexOf(secret)}: ${secret}`)
}

/** What the database server wrote since it was started, for all tests of this run. */
const serverLog = async (): Promise<string> => {
  const folder = (await readdir(tmpdir())).find((name) => name.startsWith(`nhip-cau-test-${process.ppid}-`))
  return await readFile(join(tmpdir(), folder ?? '', 'postgres.log'), 'utf8')
}

describe('when something breaks', () => {
  const pages: string[] = []
  const ask = async (path: string, init: RequestInit = {}): Promise<number> => {
    const response = await fetch(`${place.url}${path}`, { redirect: 'manual', ...init })
    pages.push(await response.text())
    return response.status
  }
  const asJson = (headers: Record<string, string>, body: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

  it('404, 422 and 403 say nothing of what was sent', async () => {
    const officer = { authorization: `Bearer ${front.token}` }
    expect(await ask(`/khong-co/${encodeURIComponent(words.desk)}?q=${encodeURIComponent(words.named)}`)).toBe(404)
    expect(
      await ask(`/console/khong-co/${encodeURIComponent(words.desk)}`, { headers: { cookie: front.cookie } }),
    ).toBe(404)
    expect(await ask(`/api/v1/dialogues/${encodeURIComponent(words.desk)}`, { headers: officer })).toBe(404)
    expect(await ask('/api/v1/dialogues', asJson(officer, { title: words.named, startsAt: phone }))).toBe(422)
    expect(await ask('/api/v1/questions', asJson(officer, { text: words.named, opinionClass: words.desk }))).toBe(422)
    expect(await ask('/api/v1/me', { headers: { authorization: `Bearer ${receipts[0]}` } })).toBe(401)
    expect(await ask(`/verify/${receipts[1]}0`)).toBeGreaterThanOrEqual(200)
    expect(
      await ask('/chat/messages', asJson({ cookie: lan.driver.cookie, 'x-chat': 'script' }, { text: words.named })),
    ).toBe(403)
    for (const page of pages) for (const text of Object.values(words)) expect(page).not.toContain(text)
  })

  it('500 says that we are at fault and nothing else; a turn that fails is told, not shown', async () => {
    const send = await lan.driver.dataOf('Gửi')
    const heard = (await lan.read()).length
    await owner.unsafe('alter table opinion_wordings rename to opinion_wordings_away')
    try {
      expect(await ask('/console/questions', { headers: { cookie: front.cookie } })).toBe(500)
      const { body } = await front.ask('GET', '/api/v1/dialogues?limit=5')
      const asked = `/api/v1/dialogues/${String(body.items[0]?.['id'])}/questions`
      expect(await ask(asked, { headers: { authorization: `Bearer ${front.token}` } })).toBe(500)
      expect(await ask('/api/v1/questions', enterFor())).toBe(500)
      for (const page of pages.slice(-3)) {
        expect(page).toMatch(/trục trặc/)
        expect(page).not.toMatch(/opinion_wordings|select |insert |at .*\.ts|Postgres|relation/i)
      }
      expect((await lan.driver.post({ choice: send })).status).toBe(200)
      await expect.poll(() => place.logged.join('')).toContain('a turn failed and will be tried again')
    } finally {
      await owner.unsafe('alter table opinion_wordings_away rename to opinion_wordings')
    }
    await settled(place)
    expect((await lan.read()).slice(heard).join('\n')).toMatch(receipt)
  })

  const enterFor = (): RequestInit =>
    asJson(
      { authorization: `Bearer ${front.token}` },
      {
        unitId: '00082',
        opinionClass: 'question',
        channel: 'phone',
        text: words.desk,
        naming: 'named',
        name: names.shown,
      },
    )

  it('no error page shows anything private, but who is signed in', () => {
    for (const page of pages) expectNothingPrivateIn(page.replaceAll(names.officer, ''))
  })
})

describe('what is written down beside the database', () => {
  it('the service logged at its finest level, and nothing private', () => {
    const log = place.logged.join('')
    expect(log).toContain('"level":50')
    expect(place.logged.length).toBeGreaterThan(10)
    expectNothingPrivateIn(log)
  })

  it('the database server’s log holds nothing private', async () => {
    const log = await serverLog()
    expect(log).toContain('ready to accept connections')
    expectNothingPrivateIn(log)
  })
})
