import { describe, expect, it, onTestFinished } from 'vitest'
import { openZaloStage } from './zalo-stage.ts'
import type { ZaloStageInput } from './zalo-stage.ts'

const open = async (input: ZaloStageInput = {}) => {
  const stage = await openZaloStage(input)
  onTestFinished(stage.close)
  const last = async (name: string) => {
    const delivery = stage.emulator.deliveries.findLast(({ eventName }) => eventName === name)
    if (!delivery) throw new Error(`no event ${name}`)
    return await stage.read(delivery)
  }
  return { ...stage, last }
}

const url = { kind: 'url', url: expect.stringMatching(/^http/) as string }

describe('what a person does on Zalo, in the words of the house', () => {
  it('a picture, an animation, a voice message, a film and a document are media', async () => {
    const { person, read } = await open()
    const mediaOf = async (sent: Promise<{ delivery: Parameters<typeof read>[0] }>) =>
      (await read((await sent).delivery)).read.content
    expect(await mediaOf(person.sendImage())).toMatchObject({ kind: 'media', items: [{ media: 'image', source: url }] })
    expect(await mediaOf(person.sendGif())).toMatchObject({ kind: 'media', items: [{ media: 'animation' }] })
    expect(await mediaOf(person.sendAudio({ format: 'amr' }))).toMatchObject({
      items: [{ media: 'voice', source: url }],
    })
    expect(await mediaOf(person.sendVideo())).toMatchObject({ items: [{ media: 'video', source: url }] })
    expect(await mediaOf(person.sendFile({ name: 'Đơn kiến nghị.pdf' }))).toMatchObject({
      items: [{ media: 'file', name: 'Đơn kiến nghị.pdf', sizeBytes: expect.any(Number) as number, source: url }],
    })
  })

  it('a place, a business card and a link are what they say', async () => {
    const { person, read } = await open()
    const place = await read((await person.sendLocation(21.0285, 105.852)).delivery)
    expect(place.read.content).toEqual({ kind: 'location', latitude: 21.0285, longitude: 105.852 })
    const card = await read((await person.sendBusinessCard('84900000000')).delivery)
    expect(card.read.content).toEqual({ kind: 'contact', isOwn: false, phone: '84900000000' })
    const link = await read((await person.sendLink('https://example.org/bai', 'Bài về hè phố')).delivery)
    expect(link.read.content).toEqual({ kind: 'text', text: expect.stringMatching(/Bài về hè phố\nhttps:/) as string })
  })

  it('a sticker is nothing that can be read, and still opens the window', async () => {
    const { person, read } = await open()
    const { read: update } = await read((await person.sendSticker()).delivery)
    expect(update).toMatchObject({ content: { kind: 'unsupported', name: 'sticker' }, opensWindow: true })
  })

  it('a quote names the message that it answers', async () => {
    const { person, read } = await open()
    const { messageId } = await person.sendText('một')
    const { read: update } = await read((await person.sendText('hai', { quote: messageId })).delivery)
    expect(update.quotes).toBe(messageId)
  })

  it('follow, unfollow, opening the chat and withdrawal', async () => {
    const { emulator, account, person, read, last } = await open()
    expect((await last('follow')).read).toMatchObject({
      content: { kind: 'follow', source: 'oa_profile' },
      opensWindow: true,
    })
    expect((await read(await person.unfollow())).read).toMatchObject({
      content: { kind: 'unfollow' },
      opensWindow: false,
    })
    const { update, read: withdrawn } = await read(await person.withdraw())
    expect(withdrawn.content).toEqual({ kind: 'withdraw' })
    expect(update.conversation).toBe(person.id)
    const newcomer = emulator.addUser(account.externalId)
    const clicked = await newcomer.clickChatNow()
    if (!clicked) throw new Error('a newcomer can open the chat')
    const opened = await read(clicked)
    expect(opened.read).toMatchObject({ content: { kind: 'start' }, opensWindow: true })
    expect(opened.update.conversation).toBe(newcomer.id)
  })

  it.each(['full-address', 'flat'] as const)('contact data from the form, %s', async (submitInfoShape) => {
    const { person, read } = await open({ switches: { submitInfoShape } })
    const info = { name: 'Người Thử', phone: '84900000000', city: 'Hà Nội', ward: 'Phường Cửa Nam' }
    expect((await read(await person.submitInfo(info))).read.content).toEqual({
      kind: 'submitted-info',
      name: 'Người Thử',
      phone: '84900000000',
      city: 'Hà Nội',
      ward: 'Phường Cửa Nam',
    })
  })

  it('a reaction, without opening the window that nobody has documented', async () => {
    const { person, read } = await open()
    const { messageId } = await person.sendText('một')
    expect((await read(await person.react(messageId, '/-heart'))).read).toMatchObject({
      content: { kind: 'reaction', messageId, icon: '/-heart' },
      opensWindow: false,
    })
  })
})

describe('what Zalo tells of our own messages', () => {
  const message = { text: 'Kính chào ông/bà', locale: 'vi' } as const

  it('an echo is no message of the person, and says whether somebody typed it in the console', async () => {
    const { emulator, person, channel, account, last } = await open()
    const delivery = { id: 1, accountId: account.id, address: person.id, message, isBulk: false }
    const outcome = await channel.send(delivery, new AbortController().signal)
    await emulator.settle()
    const echo = await last('oa_send_text')
    const messageId = outcome.kind === 'sent' ? outcome.messageId : undefined
    expect(echo.read).toMatchObject({
      content: { kind: 'echo', messageId, text: 'Kính chào ông/bà', byPerson: false },
      opensWindow: false,
    })
    expect(echo.update.conversation).toBe(person.id)
    await emulator.adminReply(person, 'Tôi là cán bộ')
    expect((await last('oa_send_text')).read.content).toMatchObject({ kind: 'echo', byPerson: true })
  })

  it.each(['oa', 'user'] as const)(
    'receipts belong to the person, whoever is named as sender: %s',
    async (seenSender) => {
      for (const seenIds of ['array', 'single'] as const) {
        const { emulator, person, account, last } = await open({ switches: { seenSender, seenIds } })
        const shown = await emulator.adminReply(person, 'Chào ông/bà')
        await person.markSeen()
        const received = await last('user_received_message')
        const seen = await last('user_seen_message')
        expect(received.update.conversation).toBe(person.id)
        expect(received.read.content).toEqual({ kind: 'receipt', what: 'delivered', messageIds: [shown.id] })
        expect(seen.update).toMatchObject({ conversation: person.id, accountId: account.id })
        expect(seen.read).toMatchObject({
          content: { kind: 'receipt', what: 'seen', messageIds: [shown.id] },
          opensWindow: false,
        })
      }
    },
  )
})

describe('what is no conversation', () => {
  it('visitors of the web widget have a chat of their own that can be answered', async () => {
    const { emulator, account, channel, read } = await open()
    const visitor = emulator.addVisitor(account.externalId)
    const { update, read: said } = await read((await visitor.sendText('Cho hỏi')).delivery)
    expect(update.conversation).toBe(`anon:${visitor.id}:${visitor.conversationId}`)
    expect(said).toMatchObject({ content: { kind: 'text', text: 'Cho hỏi' }, opensWindow: false })
    const address = update.conversation
    const message = {
      text: 'Kính chào ông/bà',
      locale: 'vi',
      choices: [{ number: 1, label: 'Vâng', data: 'p:abcd:1' }],
    } as const
    const delivery = { id: 1, accountId: account.id, address, message, isBulk: false }
    expect(await channel.send(delivery, new AbortController().signal)).toMatchObject({ kind: 'sent' })
    expect(visitor.messages().at(-1)?.text).toBe('Kính chào ông/bà\n\n1. Vâng')
  })

  const events: readonly (readonly [string, string, Record<string, unknown>])[] = [
    [
      'user_send_group_text',
      'account-event',
      { sender: { id: '55' }, recipient: { id: 'g1' }, message: { text: 'a', msg_id: 'm1' } },
    ],
    ['user_join_group', 'account-event', { group_id: 'g1', users: [{ id: '55' }] }],
    ['add_user_to_tag', 'account-event', { tag: { name: 'x', user_ids: ['55'] } }],
    ['change_template_status', 'account-event', { template_id: '7', status: { prev_status: 'A', new_status: 'B' } }],
    ['user_feedback', 'account-event', { message: { rate: 5, msg_id: 'm', tracking_id: 't' } }],
    ['extension_purchased', 'account-event', { extension_id: '7' }],
  ]
  it.each(events)('%s concerns the account: %s', async (name, kind, fields) => {
    const { emulator, account, read } = await open()
    const oaId = account.externalId
    const { update, read: update2 } = await read(
      await emulator.emit(oaId, { event_name: name, oa_id: oaId, ...fields }),
    )
    expect(update).toMatchObject({ accountId: account.id, conversation: '' })
    expect(update2).toMatchObject({ content: { kind, name }, opensWindow: false })
  })

  it('quota changes, which spell the account in another way', async () => {
    const { emulator, account, read } = await open()
    const { update, read: change } = await read(await emulator.changeDailyQuota(account.externalId, 5000))
    expect(update.conversation).toBe('')
    expect(change.content).toEqual({
      kind: 'account-event',
      name: 'change_oa_daily_quota',
      values: { previous: 500, next: 5000 },
    })
  })

  it('calls, and events that nobody has heard of, are acknowledged and ignored by name', async () => {
    const { emulator, account, person, read } = await open()
    const oaId = account.externalId
    const call = await emulator.emit(oaId, {
      event_name: 'user_call_oa',
      oa_id: oaId,
      user_id: person.id,
      call_id: 'c1',
    })
    expect((await read(call)).read).toMatchObject({
      content: { kind: 'ignored', name: 'user_call_oa' },
      opensWindow: true,
    })
    const unknown = await emulator.emit(oaId, { event_name: 'user_wiggles', oa_id: oaId, sender: { id: person.id } })
    expect((await read(unknown)).read).toMatchObject({ content: { kind: 'ignored', name: 'user_wiggles' } })
  })
})
