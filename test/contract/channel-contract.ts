import { onTestFinished, describe, expect, it } from 'vitest'
import type { Channel, Delivery, OutgoingMessage, RawUpdate, WebhookRequest } from '../../src/channels/port.ts'
import { hostileBodies } from './hostile-bodies.ts'

/** What the platform does to the next message that is sent. */
export type Spoiling = 'silent-after-accepting' | 'answers-html-502' | 'breaks-before-accepting'

/** One adapter before its emulator, with one account and one person who may be written to. */
export type ContractStage = {
  readonly channel: Channel
  readonly accountId: string
  /** Chat of the person, as `Delivery.address`. */
  readonly address: string
  /** Must appear in no outcome, verdict or log: tokens and secrets of the account. */
  readonly secrets: readonly string[]
  /** The person writes; gives what the adapter made of the platform's delivery. */
  says(text: string): Promise<readonly RawUpdate[]>
  /** The platform delivers the person's last message once more, byte for byte. */
  repeats(): Promise<readonly RawUpdate[]>
  /** Taps the newest button with this label; absent when the account shows no buttons. */
  taps?(label: string): Promise<readonly RawUpdate[]>
  /** The person blocks the account, so that nothing reaches them. */
  blocks(): Promise<void>
  /** Texts of the account's messages on the person's screen, oldest first. */
  shown(): readonly string[]
  spoilNextSend(how: Spoiling): void
  /** Resolves once the platform has taken one more sending call than when it was asked. */
  taken(): Promise<unknown>
  /** Requests to the webhook that the platform did not make. Not asked when the channel has no webhook. */
  forgeries(): readonly WebhookRequest[]
  close(): Promise<void>
}

const choices = [
  { number: 1, label: 'Tôi đồng ý', data: 'p:abcd1234:1' },
  { number: 2, label: 'Để sau', data: 'p:abcd1234:2' },
] as const

/** The promises of the port that every adapter keeps. `open` makes a fresh stage; it is closed after each test. */
export const describeChannelContract = (platform: string, open: () => Promise<ContractStage>): void => {
  const setTheStage = async (): Promise<ContractStage> => {
    const stage = await open()
    onTestFinished(() => stage.close())
    return stage
  }
  const deliveryOn = ({ accountId, address }: ContractStage, message: Partial<OutgoingMessage> = {}): Delivery => ({
    id: 1,
    accountId,
    address,
    message: { text: 'Kính chào ông/bà.', locale: 'vi', ...message },
    isBulk: false,
  })
  const send = (stage: ContractStage, message?: Partial<OutgoingMessage>, signal = new AbortController().signal) =>
    stage.channel.send(deliveryOn(stage, message), signal)

  describe(`the contract with channels, kept by ${platform}`, () => {
    it('stores a text as one update of its chat and reads the same text again', async () => {
      const stage = await setTheStage()
      const updates = await stage.says('Cho tôi hỏi về hè phố ạ')
      expect(updates).toHaveLength(1)
      const [update] = updates as [RawUpdate]
      expect(update).toMatchObject({ accountId: stage.accountId, conversation: stage.address })
      expect(update.key).not.toBe('')
      const read = stage.channel.read(stage.accountId, update.raw)
      expect(read.content).toEqual({ kind: 'text', text: 'Cho tôi hỏi về hè phố ạ' })
      expect(read.at).toEqual(update.at)
      expect(read.opensWindow).toBe(true)
    })

    it('gives a repeated delivery the key it had, and another message another key', async () => {
      const stage = await setTheStage()
      const [first] = await stage.says('một')
      const [again] = await stage.repeats()
      const [second] = await stage.says('một')
      expect(again?.key).toBe(first?.key)
      expect(second?.key).not.toBe(first?.key)
    })

    it('orders what one person writes by time, then by number', async () => {
      const stage = await setTheStage()
      const updates = [...(await stage.says('một')), ...(await stage.says('hai')), ...(await stage.says('ba'))]
      const ordered = updates.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq)
      expect(ordered).toEqual(updates)
    })

    it.each(hostileBodies)('reads without throwing: %s', async (_, raw) => {
      const stage = await setTheStage()
      const read = stage.channel.read(stage.accountId, raw)
      expect(['ignored', 'account-event', 'unsupported']).toContain(read.content.kind)
      expect(Number.isNaN(read.at.getTime())).toBe(false)
      expect(read.opensWindow).toBe(false)
    })

    it('stores nothing of a request that the platform did not make', async () => {
      const stage = await setTheStage()
      if (!stage.channel.webhook) return
      const forgeries = stage.forgeries()
      expect(forgeries.length).toBeGreaterThan(0)
      for (const forgery of forgeries) {
        const verdict = await stage.channel.webhook.accept(forgery)
        expect([400, 401, 404]).toContain(verdict.status)
        expect(verdict).not.toHaveProperty('updates')
      }
    })

    it('sends a text to the letter and tells its id', async () => {
      const stage = await setTheStage()
      const text = 'Kính mời ông/bà dự đối thoại 🙏 <b>&amp; "ngoặc" *sao* _gạch_ [x](y)\nDòng hai'
      const outcome = await send(stage, { text })
      expect(outcome).toMatchObject({ kind: 'sent', messageId: expect.stringMatching(/./) as string })
      expect(stage.shown().at(-1)).toBe(text)
    })

    it('numbers a list in the text, with or without buttons', async () => {
      const stage = await setTheStage()
      await send(stage, { text: 'Ông/bà có đồng ý không?', choices })
      expect(stage.shown().at(-1)).toMatch(/Ông\/bà có đồng ý không\?\n+1\. Tôi đồng ý\n2\. Để sau/)
    })

    it('brings back the data of a tapped choice', async () => {
      const stage = await setTheStage()
      if (!stage.taps) return
      await send(stage, { text: 'Ông/bà có đồng ý không?', choices })
      const [update] = await stage.taps('Để sau')
      const { content } = stage.channel.read(stage.accountId, (update as RawUpdate).raw)
      if (content.kind === 'button') expect(content.data).toBe('p:abcd1234:2')
      // Where the platform has no event for it, a tap comes as a text that stands for the data.
      else expect(content).toEqual({ kind: 'text', text: '#p:abcd1234:2' })
    })

    it('says that a person who blocked the account cannot be reached', async () => {
      const stage = await setTheStage()
      await stage.blocks()
      expect(await send(stage)).toMatchObject({ kind: 'unreachable', reach: 'blocked' })
    })

    it('calls a send uncertain when the platform took it and stayed silent until we gave up', async () => {
      const stage = await setTheStage()
      stage.spoilNextSend('silent-after-accepting')
      const giveUp = new AbortController()
      const taken = stage.taken()
      const outcome = send(stage, {}, giveUp.signal)
      await taken
      giveUp.abort()
      expect(await outcome).toMatchObject({ kind: 'uncertain' })
      expect(stage.shown()).toHaveLength(1)
    })

    it.each(['answers-html-502', 'breaks-before-accepting'] as const)(
      'takes a platform that %s as a value',
      async (how) => {
        const stage = await setTheStage()
        stage.spoilNextSend(how)
        expect(['retry', 'uncertain']).toContain((await send(stage)).kind)
        expect(await send(stage)).toMatchObject({ kind: 'sent' })
      },
    )

    it('sends nothing once it was told to stop', async () => {
      const stage = await setTheStage()
      const stopped = AbortSignal.abort()
      expect(await send(stage, {}, stopped)).toMatchObject({ kind: 'retry', scope: 'message' })
      expect(stage.shown()).toEqual([])
    })

    it('refuses, as a value, what is longer than the platform takes', async () => {
      const stage = await setTheStage()
      expect(await send(stage, { text: 'a'.repeat(10_000) })).toMatchObject({ kind: 'refused', scope: 'message' })
    })

    it('takes an unknown account as a value', async () => {
      const stage = await setTheStage()
      const delivery = { ...deliveryOn(stage), accountId: `${stage.channel.platform}:000` }
      const outcome = await stage.channel.send(delivery, new AbortController().signal)
      expect(outcome).toMatchObject({ kind: 'refused', scope: 'account' })
    })

    it('tells no secret and no text in any outcome or verdict', async () => {
      const stage = await setTheStage()
      const told: unknown[] = [await send(stage)]
      stage.spoilNextSend('answers-html-502')
      told.push(await send(stage))
      for (const forgery of stage.forgeries()) told.push(await stage.channel.webhook?.accept(forgery))
      await stage.blocks()
      told.push(await send(stage))
      const everything = JSON.stringify(told)
      for (const secret of [...stage.secrets, 'Kính chào ông/bà']) expect(everything).not.toContain(secret)
    })
  })
}
