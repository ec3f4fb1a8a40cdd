import { onTestFinished, describe, expect, it } from 'vitest'
import * as sdk from 'zalo-oa-sdk'
import { setUp as startEmulator } from '../../emulators/zalo/set-up.ts'

type Input = Parameters<typeof startEmulator>[0]

// The emulator was written apart from this package and refuses every field that no source documents.
const setUp = async (input: Input = {}) => {
  const world = await startEmulator(input)
  const root = world.emulator.url
  const client = sdk.createZaloClient({ apiRoot: root, oauthRoot: root, businessRoot: root })
  onTestFinished(() => client.close())
  const person = world.emulator.addUser(world.account.oaId)
  await person.follow()
  return { ...world, client, person, userId: person.id }
}

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64)])
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')

describe('the package and the emulator agree', () => {
  it('on every kind of consultation message that is documented', async () => {
    const { client, token, userId, person } = await setUp()
    const image = await sdk.uploadImage(client, token, { bytes: png, fileName: 'a.png' })
    const file = await sdk.uploadFile(client, token, { bytes: pdf, fileName: 'Thư mời.pdf' })
    const { messageId } = await person.sendText('Xin chào')
    const messages: sdk.ConsultationMessage[] = [
      { kind: 'text', text: 'Kính chào ông/bà' },
      { kind: 'text', text: 'Trả lời', quoteMessageId: messageId },
      { kind: 'image', image: { attachmentId: sdk.unwrap(image) }, text: 'Sơ đồ' },
      { kind: 'file', token: sdk.unwrap(file) },
      { kind: 'request-user-info', title: 'T', subtitle: 'S', imageUrl: 'https://ward.example/a.png' },
    ]
    for (const message of messages) {
      expect(await sdk.sendConsultation(client, token, { userId, message })).toMatchObject({ ok: true, workedOn: 'v3' })
    }
    expect(await sdk.reactToMessage(client, token, { userId, messageId, icon: '/-heart' })).toMatchObject({ ok: true })
  })

  it("on a state agency's endpoint", async () => {
    const { client, token, userId } = await setUp({ account: { oaType: 4 } })
    const message = { kind: 'text', text: 'Kính chào ông/bà' } as const
    expect(await sdk.sendConsultation(client, token, { userId, message })).toMatchObject({ ok: true, workedOn: 'v2' })
    expect(await sdk.getAccount(client, token)).toMatchObject({ ok: true, data: { type: 4 } })
  })

  it('on buttons and lists where the account has them', async () => {
    const { client, token, userId } = await setUp({ account: { buttons: 'ok' } })
    const buttons = [{ type: 'oa.query.show', title: 'Đồng ý', payload: '#dongy' }] as const
    const send = (message: sdk.ConsultationMessage) => sdk.sendConsultation(client, token, { userId, message })
    expect(await send({ kind: 'buttons', text: 'Ông/bà có đồng ý không?', buttons })).toMatchObject({ ok: true })
    const elements = [{ title: 'Một', subtitle: 'hai', imageUrl: 'https://ward.example/a.png' }]
    expect(await send({ kind: 'list', elements, buttons })).toMatchObject({ ok: true })
  })

  it('on tokens, their renewal and what a spent one means', async () => {
    const { client, emulator, account, refreshToken } = await setUp()
    const { appId, appSecret } = emulator.app
    const redirectUri = 'https://ward.example/callback'
    const request = { appId, redirectUri, state: 's1', pkce: { mode: 'per-request' }, oauthRoot: emulator.url } as const
    const { url, codeVerifier } = sdk.permissionUrl(request)
    const codeChallenge = new URL(url).searchParams.get('code_challenge') ?? ''
    const back = emulator.consent(account.oaId, { redirectUri, codeChallenge, state: 's1' })
    const callback = sdk.readPermissionCallback(new URL(back).searchParams, 's1')
    const code = callback.ok ? callback.code : ''
    expect(callback).toMatchObject({ ok: true, oaId: account.oaId })
    expect(await sdk.exchangeCode(client, { appId, appSecret, code, codeVerifier })).toMatchObject({ ok: true })
    const renewed = await sdk.refreshToken(client, { appId, appSecret, refreshToken })
    expect(renewed).toMatchObject({ ok: true, expiresInSeconds: 90_000 })
    const again = await sdk.refreshToken(client, { appId, appSecret, refreshToken })
    expect(again).toMatchObject({ ok: false, kind: 'needs-consent' })
  })

  it('on every event a person causes, its signature, subject and account', async () => {
    const { emulator, hook, account, person, userId } = await setUp()
    await person.sendImage()
    await person.sendAudio()
    await person.sendVideo()
    await person.sendFile()
    await person.sendLocation()
    await person.sendSticker()
    await person.sendLink('https://example.org')
    await person.sendBusinessCard('84900000000')
    await emulator.adminReply(person, 'Chào ông/bà')
    await person.markSeen()
    await person.react(person.messages().at(-1)?.id ?? '')
    await person.submitInfo({ name: 'Người Thử', phone: '84900000000' })
    await person.unfollow()
    await person.withdraw()
    await emulator.settle()
    const kinds = hook.received.map(({ headers, body }) => {
      const { appId, oaSecretKey } = emulator.app
      const header = String(headers['x-zevent-signature'])
      const verdict = sdk.verifyWebhook({ appId, oaSecretKey, rawBody: body, header })
      expect(verdict.outcome).toBe('valid')
      const reading = sdk.readEvent(body)
      expect(reading).toMatchObject({ subject: userId, oaId: account.oaId })
      return reading.event.kind
    })
    const expected = [
      'follow',
      'message',
      'echo',
      'received',
      'seen',
      'reaction',
      'info-submitted',
      'unfollow',
      'withdrawal',
    ]
    expect(new Set(kinds)).toEqual(new Set(expected))
  })

  it('on the registration check of the console', async () => {
    const { emulator, hook } = await setUp()
    hook.received.length = 0
    await emulator.checkRegistration()
    const [check] = hook.received
    expect(sdk.isRegistrationCheck(sdk.parseWebhookBody(check?.body ?? Buffer.alloc(0)) ?? {})).toBe(true)
  })

  it('on people, tags, quotas, conversations, articles and broadcasts', async () => {
    const { client, token, userId } = await setUp()
    const ok = (result: sdk.CallResult<unknown>) => expect(result).toMatchObject({ ok: true })
    expect(await sdk.getUserDetail(client, token, { userId })).toMatchObject({ ok: true, data: { userId } })
    expect(await sdk.listUsers(client, token, { offset: 0, count: 50 })).toMatchObject({ data: { userIds: [userId] } })
    ok(await sdk.tagUser(client, token, { userId, tag: 'phuong' }))
    expect(await sdk.listTags(client, token)).toMatchObject({ data: ['phuong'] })
    ok(await sdk.untagUser(client, token, { userId, tag: 'phuong' }))
    ok(await sdk.deleteTag(client, token, { tag: 'phuong' }))
    expect((await sdk.getUserQuota(client, token, { userId })).ok).toBe(true)
    await sdk.sendConsultation(client, token, { userId, message: { kind: 'text', text: 'Chào ông/bà' } })
    expect(await sdk.listConversation(client, token, { userId, offset: 0, count: 10 })).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ text: 'Chào ông/bà', fromAccount: true })]) as unknown,
    })
    ok(await sdk.listRecentChats(client, token, { offset: 0, count: 10 }))
    const article = {
      title: 'Mời đối thoại',
      author: 'Mặt trận phường',
      description: 'Thứ bảy',
      coverUrl: 'https://ward.example/a.jpg',
      body: [{ type: 'text', content: 'Kính mời' }],
      visible: true,
      comments: false,
    } as const
    const articleToken = sdk.unwrap(await sdk.createArticle(client, token, article))
    let verified = await sdk.verifyArticle(client, token, { token: articleToken })
    for (let tries = 0; !verified.ok && verified.failure.code === -214 && tries < 5; tries += 1) {
      verified = await sdk.verifyArticle(client, token, { token: articleToken })
    }
    const articleId = sdk.unwrap(verified)
    expect(await sdk.listArticles(client, token, { offset: 0, limit: 10 })).toMatchObject({ data: [{ id: articleId }] })
    ok(await sdk.getArticle(client, token, { id: articleId }))
    ok(await sdk.broadcastArticle(client, token, { articleId, target: { cities: [9] } }))
    ok(await sdk.removeArticle(client, token, { id: articleId }))
  })

  it('on template messages by user id and by phone', async () => {
    const { client, emulator, account, token, userId } = await setUp()
    const { id: templateId } = emulator.addTemplate(account.oaId, { text: 'Kính mời <name> dự đối thoại' })
    const data = { name: 'ông An' }
    expect(await sdk.sendTemplateToUser(client, token, { userId, templateId, data })).toMatchObject({ ok: true })
    const phone = '84900000001'
    emulator.addUser(account.oaId, { phone })
    const sent = await sdk.sendTemplateToPhone(client, token, { phone, templateId, data, trackingId: 'x1' })
    const messageId = sdk.unwrap(sent).messageId ?? ''
    expect(await sdk.getTemplateMessageStatus(client, token, { messageId })).toMatchObject({ ok: true })
    expect(await sdk.getTemplateQuota(client, token)).toMatchObject({ ok: true })
    const listed = await sdk.listTemplates(client, token, { offset: 0, limit: 10 })
    expect(listed).toMatchObject({ data: [{ templateId }] })
    expect(await sdk.getTemplateInfo(client, token, { templateId })).toMatchObject({ ok: true })
  })
})
