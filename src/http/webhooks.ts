import type { FastifyInstance } from 'fastify'
import type { Channel } from '../channels/port.ts'
import type { Receiver } from '../inbox/index.ts'
import type { Log } from '../kernel/log.ts'

export type WebhookCounts = { accepted: number; refused: number; noted: number }

type Options = {
  readonly channels: readonly Channel[]
  readonly receiver: Receiver
  readonly log: Log
}

const alarmEvery = 50

/** Mounts what each channel declares. The body stays raw bytes: signatures are over them. Stored first, then 200. */
export const mountWebhooks = async (app: FastifyInstance, options: Options): Promise<WebhookCounts> => {
  const { channels, receiver, log } = options
  const counts: WebhookCounts = { accepted: 0, refused: 0, noted: 0 }
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const channel of channels) {
      const { webhook } = channel
      if (!webhook) continue
      scope.post(webhook.path, { config: { access: 'signed' } }, async (request, reply) => {
        const body = request.body instanceof Uint8Array ? request.body : new Uint8Array()
        const verdict = await webhook.accept({
          headers: request.headers,
          params: request.params as Record<string, string>,
          body,
        })
        if (verdict.status !== 200) {
          counts.refused += 1
          if (verdict.alarm && counts.refused % alarmEvery === 1) {
            log.warn(
              { platform: channel.platform, why: verdict.why, refused: counts.refused },
              'webhook requests are refused',
            )
          }
          return await reply.code(verdict.status).send({ error: verdict.why })
        }
        if (verdict.note !== undefined) {
          counts.noted += 1
          log.info({ platform: channel.platform, note: verdict.note }, 'a webhook request was answered without effect')
        }
        if (verdict.updates.length > 0) {
          await receiver.receive(verdict.updates)
          channel.acknowledge?.(verdict.updates)
        }
        counts.accepted += verdict.updates.length
        return await reply.code(200).send()
      })
    }
  })
  return counts
}
