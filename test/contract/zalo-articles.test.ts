import { describe, expect, it, onTestFinished } from 'vitest'
import type { Article, ArticleBroadcast } from '../../bots/zalo/index.ts'
import { openZaloStage } from './zalo-stage.ts'
import type { ZaloStageInput } from './zalo-stage.ts'

const article: Article = {
  title: 'Mời dự đối thoại',
  author: 'Mặt trận phường',
  description: 'Tối thứ Năm tại nhà văn hóa',
  coverUrl: 'https://ward.example/a.jpg',
  body: [{ type: 'text', content: 'Kính mời ông/bà' }],
  visible: true,
  comments: false,
}
const hourMs = 3_600_000

const open = async (input: ZaloStageInput = {}) => {
  const waits: number[] = []
  const stage = await openZaloStage({
    ...input,
    options: {
      wait: async (ms) => {
        waits.push(ms)
        await Promise.resolve()
      },
    },
  })
  onTestFinished(stage.close)
  const { channel, account, emulator, person } = stage
  return {
    ...stage,
    waits,
    broadcast: (more: Partial<ArticleBroadcast> = {}) => channel.broadcastArticle(account.id, { article, ...more }),
    calls: (path: string) => emulator.calls.filter((call) => call.path === path),
    shown: () => person.messages().filter(({ kind }) => kind === 'article'),
  }
}

describe('an article for the followers', () => {
  it('is made, waited for while Zalo works on it, and sent once', async () => {
    const { broadcast, waits, shown, calls } = await open({ switches: { articlePolls: 3 } })
    expect(await broadcast()).toMatchObject({ kind: 'sent', messageId: expect.stringMatching(/./) as string })
    expect(waits).toEqual([5000, 5000, 5000])
    expect(shown()).toHaveLength(1)
    expect(calls('/v2.0/article/create')).toHaveLength(1)
  })

  it('reaches only those who fit the target', async () => {
    const { broadcast, person, emulator, account } = await open()
    person.person.gender = 1
    const other = emulator.addUser(account.externalId, { following: true, gender: 2 })
    expect(await broadcast({ target: { gender: [2], ages: [0, 1, 2, 3, 4, 5, 6, 7] } })).toMatchObject({ kind: 'sent' })
    expect(other.messages()).toHaveLength(1)
    expect(person.messages()).toEqual([])
  })

  it.each(['joined', 'list', 'number'] as const)(
    'finds the way of writing numbers that Zalo takes (%s), and begins with it the next time',
    async (targetEncoding) => {
      const { broadcast, calls, shown } = await open({ switches: { targetEncoding } })
      expect(await broadcast({ target: { gender: [0] } })).toMatchObject({ kind: 'sent' })
      const tried = calls('/v2.0/oa/message').length
      expect(await broadcast({ target: { gender: [0] } })).toMatchObject({ kind: 'sent' })
      expect(calls('/v2.0/oa/message')).toHaveLength(tried + 1)
      expect(shown()).toHaveLength(2)
    },
  )

  it('whose target nobody understands is refused after every way was tried, with the article to go on from', async () => {
    const { broadcast, calls } = await open()
    expect(await broadcast({ target: { gender: [7] } })).toMatchObject({
      kind: 'refused',
      what: 'target',
      why: 'zalo -201',
      articleId: expect.stringMatching(/./) as string,
    })
    expect(calls('/v2.0/oa/message')).toHaveLength(3)
  })

  it('is not begun at night, and says until when: 22:00 to 05:59 in Vietnam', async () => {
    const night = await open({ at: new Date('2026-11-23T15:00:00Z') })
    expect(await night.broadcast()).toEqual({ kind: 'night', afterMs: 8 * hourMs })
    expect(night.emulator.calls).toEqual([])
    const evening = await open({ at: new Date('2026-11-23T14:59:00Z') })
    expect(await evening.broadcast()).toMatchObject({ kind: 'sent' })
  })

  it('refused for the night by Zalo, whose clock differs, keeps the article that was made', async () => {
    // The evening ends while the article is being worked on.
    const ended = await openZaloStage({
      at: new Date('2026-11-23T14:59:59Z'),
      options: {
        wait: async (ms) => {
          await ended.emulator.advance(ms)
        },
      },
    })
    onTestFinished(ended.close)
    const outcome = await ended.channel.broadcastArticle(ended.account.id, { article })
    expect(outcome).toMatchObject({ kind: 'night', articleId: expect.stringMatching(/./) as string })
    if (outcome.kind !== 'night' || outcome.articleId === undefined) return
    await ended.emulator.advance(9 * hourMs)
    const again = { article: { articleId: outcome.articleId } }
    expect(await ended.channel.broadcastArticle(ended.account.id, again)).toMatchObject({ kind: 'sent' })
    expect(ended.emulator.calls.filter(({ path }) => path === '/v2.0/article/create')).toHaveLength(1)
  })

  it('that takes Zalo too long is handed back as a token to go on with', async () => {
    const { broadcast, waits, shown } = await open({ switches: { articlePolls: 30 } })
    const outcome = await broadcast()
    expect(outcome).toMatchObject({ kind: 'processing', afterMs: 5000 })
    expect(waits).toHaveLength(11)
    if (outcome.kind !== 'processing') return
    const again = { article: { token: outcome.token } }
    let last = await broadcast(again)
    while (last.kind === 'processing') last = await broadcast(again)
    expect(last).toMatchObject({ kind: 'sent' })
    expect(shown()).toHaveLength(1)
  })

  it('stops at the quota of articles and at the quota of broadcasts, each as what it is', async () => {
    const none = await open({ account: { articles: 0 } })
    expect(await none.broadcast()).toEqual({ kind: 'quota', why: 'zalo -223' })
    const sent = await open({ account: { broadcastsPerMonth: 0 } })
    expect(await sent.broadcast()).toMatchObject({
      kind: 'quota',
      why: 'zalo -211',
      articleId: expect.anything() as string,
    })
  })

  it.each([
    [{ title: 'a'.repeat(151) }, 'title-too-long'],
    [{ author: 'a'.repeat(51) }, 'author-too-long'],
    [{ description: '' }, 'description-missing'],
    [{ body: [] }, 'body-missing'],
  ])('that Zalo would not take is refused before it leaves (%#)', async (change, why) => {
    const { broadcast, emulator } = await open()
    expect(await broadcast({ article: { ...article, ...change } })).toEqual({ kind: 'refused', what: 'article', why })
    expect(emulator.calls).toEqual([])
  })

  it('whose answer got lost is uncertain: nobody repeats it unseen', async () => {
    const { broadcast, emulator, shown } = await open()
    emulator.fault({ match: '/v2.0/oa/message', kind: 'html-502', accept: true })
    expect(await broadcast()).toMatchObject({ kind: 'uncertain', articleId: expect.anything() as string })
    expect(shown()).toHaveLength(1)
  })

  it('of an account that needs consent, or is unknown, is a value too', async () => {
    const { broadcast, directory, account, channel } = await open()
    expect(await channel.broadcastArticle('zalo:0', { article })).toMatchObject({ kind: 'refused', what: 'account' })
    directory.set(account.id, { state: 'needs_consent' })
    expect(await broadcast()).toEqual({ kind: 'refused', what: 'account', why: 'account-needs-consent' })
  })
})

describe('what an account can be asked', () => {
  it('templates page by page, one in detail, what is left of the day, and whether one arrived', async () => {
    const { channel, account, emulator } = await open()
    for (let count = 0; count < 120; count += 1)
      emulator.addTemplate(account.externalId, { text: 'Chào <ten>', id: `9${count}` })
    const user = emulator.addUser(account.externalId, { phone: '84900000000' })
    const all = await channel.calls.templates(account.id)
    expect(all.kind === 'told' && all.value.length).toBe(120)
    expect(await channel.calls.templateInfo(account.id, '95')).toMatchObject({ value: { templateTag: 'TRANSACTION' } })
    const template = { templateId: '95', data: { ten: 'bà An' }, trackingId: 't' }
    const input = { accountId: account.id, phone: '+84900000000', template, deliveryId: 1 }
    const sent = await channel.sendToPhone(input, new AbortController().signal)
    if (sent.kind !== 'sent') throw new Error('the template was not sent')
    expect(user.messages()).toHaveLength(1)
    expect(await channel.calls.templateStatus(account.id, sent.messageId ?? '')).toMatchObject({
      value: { status: 'delivered' },
    })
    expect(await channel.calls.templateQuota(account.id)).toEqual({
      kind: 'told',
      value: { dailyQuota: 500, remainingQuota: 499 },
    })
    expect(await channel.calls.templateInfo(account.id, '1')).toMatchObject({
      kind: 'failed',
      why: 'zbs -109',
      afterMs: null,
    })
  })

  it('tags are put on, listed, taken off and dropped', async () => {
    const { channel, account, person } = await open()
    const { calls } = channel
    expect(await calls.tag(account.id, person.id, 'to-5')).toMatchObject({ kind: 'told' })
    expect(await calls.tags(account.id)).toEqual({ kind: 'told', value: ['to-5'] })
    expect([...person.person.tags]).toEqual(['to-5'])
    expect(await calls.untag(account.id, person.id, 'to-5')).toMatchObject({ kind: 'told' })
    expect([...person.person.tags]).toEqual([])
    expect(await calls.untag(account.id, person.id, 'to-5')).toMatchObject({ kind: 'failed', why: 'zalo -201' })
    expect(await calls.dropTag(account.id, 'to-5')).toMatchObject({ kind: 'told' })
    expect(await calls.tags(account.id)).toEqual({ kind: 'told', value: [] })
  })

  it('quotas of a person and of the package', async () => {
    const { channel, account, person, clock } = await open()
    const now = clock.now().getTime()
    expect(await channel.calls.userQuota(account.id, person.id)).toMatchObject({ value: { lastInteractionMs: now } })
    expect(await channel.calls.paidMessages(account.id)).toMatchObject({ value: [{ remain: 2000 }] })
  })

  it('a rate limit says when to ask again', async () => {
    const { channel, account } = await open({ account: { ratePerMinute: 1 } })
    await channel.calls.tags(account.id)
    expect(await channel.calls.tags(account.id)).toMatchObject({ kind: 'failed', why: 'zalo -32', afterMs: 60_000 })
  })
})
