import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  approveArticle,
  approveBroadcast,
  articlesOf,
  askArticle,
  declareUnsent,
  draftAnnouncement,
  sendDueArticles,
  stopBroadcast,
  withdrawArticle,
  type ArticleDesk,
  type ArticleOutcome,
} from '../../../src/broadcasts/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { openWard, otherWard, type Ward } from './ward.ts'

type Call = Parameters<ArticleDesk['broadcastArticle']>[1]['article']
const sent: ArticleOutcome = { kind: 'sent', articleId: 'a1', messageId: 'm1' }
const hourMs = 3_600_000

describe('a notice as an article for all followers of an account', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  let broadcastId: string
  beforeEach(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
    approver = await place.officer(['approver'])
    const session = await place.call(front)
    const { broadcast } = await place.as(front, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
    broadcastId = broadcast.id
  })
  afterEach(async () => await place.close())

  const approveNotice = async () =>
    await place.as(approver, (scope) => approveBroadcast(scope, { id: broadcastId, version: 1 }))
  const ask = async (actor = front) =>
    await place.as(actor, (scope) => askArticle(scope, { broadcastId, accountId: 'zalo:oa' }))
  const approve = async (id: string, actor = approver) =>
    await place.as(actor, (scope) => approveArticle(scope, { id }))
  const due = async (): Promise<string> => {
    await approveNotice()
    const id = await ask()
    await approve(id)
    return id
  }
  const only = async () => {
    const [article] = await articlesOf(place.house.database, broadcastId)
    if (!article) throw new Error('there is no article')
    return article
  }
  /** Answers in turn, as the adapter would: asked before it posts whenever it has an article. */
  const desk = (...outcomes: ArticleOutcome[]) => {
    const calls: Call[] = []
    const run = async () =>
      await sendDueArticles({
        house: place.house,
        publicUrl: 'https://ward.example',
        desk: {
          async broadcastArticle(_account, { article, mayPost }) {
            calls.push(article)
            const outcome = outcomes.shift()
            if (!outcome) throw new Error('nobody expected this call')
            if (outcome.kind !== 'sent' && outcome.kind !== 'uncertain') return outcome
            return (await mayPost(outcome.articleId)) ? outcome : { kind: 'kept-back', articleId: outcome.articleId }
          },
        },
      })
    return { calls, run }
  }

  it('is asked for by one, let out by another, and goes once with the approved words', async () => {
    await approveNotice()
    const id = await ask()
    const { calls, run } = desk(sent)
    await run()
    expect(calls).toEqual([])
    await approve(id)
    await run()
    await run()
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      title: 'Kính mời dự: Đối thoại về thu gom rác và vệ sinh ngõ phố',
      author: 'Ủy ban nhân dân phường Cửa Nam',
      coverUrl: expect.stringMatching(/^https:\/\/ward\.example\/verify\/\d{6}\/card\.png$/) as string,
    })
    expect(await only()).toMatchObject({ state: 'sent', messageId: 'm1', articleId: 'a1', postingAt: null })
    await expect(ask()).rejects.toMatchObject({ phrase: 'broadcasts:article.already' })
    const rows = await place.sql`select action from audit_entries where action like 'article.%' order by id`
    expect(rows.map((row) => row['action'])).toEqual(['article.asked', 'article.approved'])
  })

  it('is refused before its notice is approved, to another unit, and to who asked for it', async () => {
    await expect(ask()).rejects.toMatchObject({ phrase: 'broadcasts:article.cannot.notApproved' })
    await approveNotice()
    await expect(ask(await place.officer(['front_officer'], otherWard))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const both = await place.officer(['front_officer', 'approver'])
    const id = await ask(both)
    await expect(approve(id, both)).rejects.toMatchObject({ phrase: 'broadcasts:secondPerson' })
    const stranger = await place.officer(['approver'], otherWard)
    await expect(approve(id, stranger)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('taken back before it leaves goes to nobody, and may be asked for again', async () => {
    const id = await due()
    await place.as(front, (scope) => withdrawArticle(scope, { id }))
    const { calls, run } = desk()
    await run()
    expect(calls).toEqual([])
    await ask()
  })

  it('that is uncertain is asked for again only after an officer says to have looked and seen that it never went', async () => {
    const id = await due()
    await place.sql`update article_broadcasts set state = 'uncertain', why = 'unanswered' where id = ${id}`
    const declare = async (hasLooked: boolean, actor = front) =>
      await place.as(actor, (scope) => declareUnsent(scope, { id, hasLooked }))
    await expect(ask()).rejects.toMatchObject({ phrase: 'broadcasts:article.already' })
    await expect(declare(false)).rejects.toMatchObject({ code: 'INVALID', field: 'hasLooked' })
    await expect(declare(true, await place.officer(['front_officer'], otherWard))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await declare(true)
    expect(await only()).toMatchObject({ state: 'failed', why: 'declared' })
    await expect(declare(true)).rejects.toMatchObject({ phrase: 'broadcasts:article.notUncertain' })
    await approve(await ask())
    const { calls, run } = desk(sent)
    await run()
    expect(calls).toHaveLength(1)
    expect(await place.sql`select 1 from audit_entries where action = 'article.declared_unsent'`).toHaveLength(1)
  })

  it('whose process died between sending and booking is uncertain, and not sent a second time', async () => {
    await due()
    const dying = sendDueArticles({
      house: place.house,
      publicUrl: 'https://ward.example',
      desk: {
        async broadcastArticle(_account, { mayPost }) {
          await mayPost('a1')
          throw new Error('the process died')
        },
      },
    })
    await expect(dying).rejects.toThrow('the process died')
    const { calls, run } = desk()
    await run()
    expect((await only()).state).toBe('due')
    place.house.clock.advance(hourMs)
    await run()
    expect(calls).toEqual([])
    expect(await only()).toMatchObject({ state: 'uncertain', why: 'interrupted', articleId: 'a1' })
    const { id } = await only()
    await expect(place.as(front, (scope) => withdrawArticle(scope, { id }))).rejects.toMatchObject({
      phrase: 'broadcasts:article.cannotWithdraw',
    })
  })

  it('of which the platform gave no answer is shown as uncertain and left alone', async () => {
    await due()
    const { calls, run } = desk({ kind: 'uncertain', why: 'gateway 502', articleId: 'a1' })
    await run()
    place.house.clock.advance(24 * hourMs)
    await run()
    expect(calls).toHaveLength(1)
    expect((await only()).state).toBe('uncertain')
  })

  it('waits for the morning and for the platform, and goes on with what was made', async () => {
    await due()
    const { calls, run } = desk(
      { kind: 'processing', token: 't1', afterMs: 5000 },
      { kind: 'night', afterMs: 8 * hourMs, articleId: 'a1' },
      sent,
    )
    await run()
    place.house.clock.advance(61_000)
    await run()
    place.house.clock.advance(8 * hourMs - 1)
    await run()
    expect(await only()).toMatchObject({ state: 'due', why: 'night' })
    place.house.clock.advance(1)
    await run()
    expect(calls.slice(1)).toEqual([{ token: 't1' }, { articleId: 'a1' }])
    expect((await only()).state).toBe('sent')
  })

  it('over the quota waits for six on the first of next month, if that is before the session', async () => {
    await due()
    const { run } = desk({ kind: 'quota', why: 'zalo -211', articleId: 'a1' })
    await run()
    expect(await only()).toMatchObject({ state: 'due', why: 'quota', nextTryAt: new Date('2026-11-30T23:00:00Z') })
  })

  it('fails in words when it is refused and when its notice was stopped', async () => {
    const id = await due()
    await desk({ kind: 'refused', what: 'account', why: 'account-needs-consent' }).run()
    expect(await only()).toMatchObject({ state: 'failed', why: 'account: account-needs-consent' })
    await approve(await ask())
    await place.as(front, (scope) => stopBroadcast(scope, { id: broadcastId }))
    await desk().run()
    expect((await only()).id).not.toBe(id)
    expect(await only()).toMatchObject({ state: 'failed', why: 'stopped' })
  })
})
