import type { Channel, Delivery, SendOutcome } from '../../src/channels/port.ts'

export type FakeChannel = Channel & {
  readonly sent: Delivery[]
  /** What the next sends answer, in order; afterwards everything is sent. */
  readonly answers: (SendOutcome | ((delivery: Delivery) => SendOutcome | Promise<SendOutcome>))[]
}

/** A platform that believes everything: its raw updates are plain text. */
export const fakeChannel = (): FakeChannel => {
  const sent: Delivery[] = []
  const answers: FakeChannel['answers'] = []
  return {
    platform: 'web',
    sent,
    answers,
    read: (_accountId, raw) => ({
      at: new Date('2026-11-21T02:00:00Z'),
      content: { kind: 'text', text: Buffer.from(raw).toString('utf8') },
      opensWindow: true,
    }),
    async send(delivery) {
      const answer = answers.shift()
      sent.push(delivery)
      if (answer === undefined) return { kind: 'sent', messageId: `m${delivery.id}` }
      return typeof answer === 'function' ? await answer(delivery) : answer
    },
  }
}
