import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { chooseTemplates } from '../../src/channels/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { arrangeDelivery } from '../../src/broadcasts/index.ts'
import { startSmsEmulator, type SmsEmulator } from '../emulators/sms/start-sms-emulator.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { settled } from '../support/settle.ts'
import { setUpSmsGateway } from '../support/sms-gateway.ts'
import { wardOfficer, wardSession } from '../support/ward-officers.ts'

let place: TestApp
let gateway: SmsEmulator
const number = '+84912345678'

beforeAll(async () => {
  place = await startTestApp()
  gateway = await startSmsEmulator({ webhookUrl: `${place.url}/webhooks/sms/default`, at: new Date() })
  await setUpSmsGateway(place, gateway)
}, 120_000)
afterAll(async () => {
  await gateway.close()
  await place.close()
})

const shown = (): string[] =>
  gateway
    .phone(number)
    .messages.filter(({ from }) => from === 'gateway')
    .map(({ text }) => text)

const say = async (text: string): Promise<string> => {
  await settled(place)
  const before = shown().length
  gateway.reply(number, text)
  await vi.waitFor(() => expect(shown().length).toBeGreaterThan(before), { timeout: 20_000 })
  await settled(place)
  await gateway.settle()
  return shown().slice(before).join('\n')
}

test('somebody with a plain phone agrees, names the ward, sends an opinion and gets its number, all by digits and words', async () => {
  const welcome = await say('xin chào')
  expect(welcome).toContain('riêng nhà mạng')
  expect(welcome).toMatch(/1\. /)
  await say('1')
  await say('phường Cửa Nam')
  await say('1')
  const answers = [await say('nắp cống vỡ ở ngõ 3'), await say('1')].join('\n')
  expect(answers).toMatch(/(?<!\d)\d{4} \d{4} \d{4}(?!\d)/)
  expect(shown().every((text) => !/https?:/.test(text))).toBe(true)
  const [row] = await place.installation.house.database.$client<{ channel: string; platforms: string }[]>`
    select o.channel, (select string_agg(a.platform, ',') from contacts k join accounts a on a.id = k.account_id) as platforms
    from opinions o`
  expect(row).toMatchObject({ channel: 'phone', platforms: 'phone' })
  expect(JSON.stringify(place.logged)).not.toContain('912345678')
})

test('one reply that is delivered twice is answered once', async () => {
  await settled(place)
  const before = shown().length
  gateway.world.switches.duplicates = 1
  const answer = await say('TRACUU')
  gateway.world.switches.duplicates = 0
  expect(answer).toContain('1 ý kiến')
  expect(shown()).toHaveLength(before + 1)
})

test('a notice that may cost reaches the phone: by an approved template while Zalo knows the number, else as an SMS without a link', async () => {
  const { house } = place.installation
  const front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  const approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  const announce = async () => {
    const called = await front.ask('POST', '/api/v1/dialogues', wardSession())
    const draft = await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, {
      kind: 'announcement',
    })
    const actor = {
      kind: 'officer',
      officerId: front.officerId,
      grants: [{ role: 'front_officer', unitId: '00082', unitPath: ['vn', '01', '00082'] }],
    } as const
    await act(house, actor, async (scope) => {
      await arrangeDelivery(scope, { id: draft.body.id, mayCost: true, beginsAt: null })
    })
    const approved = await approver.ask('POST', `/api/v1/broadcasts/${draft.body.id}/approval`, { version: 1 })
    expect([draft.status, approved.status]).toEqual([201, 200])
    await settled(place)
    await gateway.settle()
  }
  const before = shown().length
  await announce()
  expect(shown()).toHaveLength(before + 1)
  expect(shown().at(-1)).toMatch(/^[\x20-\x7e]+$/)
  expect(shown().at(-1)).toContain('024 3825 1234')

  const text = 'Mời dự <tieu_de> lúc <thoi_gian> tại <dia_diem>. Hỏi <duong_day_nong>. Mã <ma_thong_bao>.'
  place.zalo.addTemplate(place.oaId, { text, id: '700001' })
  const onZalo = place.zalo.addUser(place.oaId, { phone: number.slice(1) })
  await act(house, systemActor('test'), async (scope) => {
    await chooseTemplates(scope, { accountId: `zalo:${place.oaId}`, chosen: { 'zns:announcement': '700001' } })
  })
  await announce()
  expect(onZalo.messages().at(-1)?.text).toContain('Nhà văn hóa số 5 phố Cửa Nam')
  expect(shown()).toHaveLength(before + 1)
})
