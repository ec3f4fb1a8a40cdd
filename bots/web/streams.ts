import type { ServerResponse } from 'node:http'
import { limits } from './limits.ts'
import type { Locale, StoredEntry, WebOptions } from './means.ts'
import { renderEntry } from './render-entry.ts'
import { topicOf } from './send-message.ts'

type Stream = {
  readonly chatKey: string
  readonly locale: Locale
  readonly out: ServerResponse
  /** Number of the last entry that was written to this browser. */
  last: number
  seen: number
  isPumping: boolean
  again: boolean
  unlisten(): void
}

export type Streams = {
  /** Takes over the response; what follows `after` is written at once, then whatever comes. */
  open(input: { chatKey: string; locale: Locale; after: number; out: ServerResponse }): void
  /** Room for one more, or false. */
  hasRoom(): boolean
  /** One heartbeat: keeps proxies awake, and looks for entries whose poke was lost. */
  beat(): Promise<void>
  count(): number
  stop(): Promise<void>
}

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}
const batch = 100
// A browser that reads this slowly is cut off; it comes back and catches up.
const unreadBytesMax = 1_048_576

const asEvent = (name: string, data: string, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\n${data.replace(/^/gm, 'data: ')}\n\n`

/** The live connections of this process. Entries come from the memory in order of their numbers, never from a poke. */
export const createStreams = (
  options: Pick<WebOptions, 'memory' | 'signals' | 'phrase' | 'log' | 'heartbeatMs'>,
): Streams => {
  const { memory, signals, phrase, log } = options
  const open = new Set<Stream>()
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  const write = async (stream: Stream, entry: StoredEntry): Promise<void> => {
    const markup = renderEntry(entry, { phrase, locale: stream.locale })
    if (markup !== null) stream.out.write(asEvent('entry', String(await markup), entry.seq))
    stream.last = entry.seq
  }

  const pumpOnce = async (stream: Stream): Promise<void> => {
    for (;;) {
      const entries = await memory.read(stream.chatKey, { after: stream.last, limit: batch })
      for (const entry of entries) {
        if (!open.has(stream)) return
        await write(stream, entry)
      }
      if (entries.length < batch) return
    }
  }

  const pump = (stream: Stream): void => {
    if (stream.isPumping) {
      stream.again = true
      return
    }
    stream.isPumping = true
    const work = (async () => {
      do {
        stream.again = false
        await pumpOnce(stream)
      } while (stream.again && open.has(stream))
      if (stream.out.writableLength > unreadBytesMax) stream.out.destroy()
    })()
      // The next beat, or the browser's next connection, tries again.
      .catch(() => log.debug({}, 'a live chat could not be read'))
      .finally(() => {
        stream.isPumping = false
        running.delete(work)
      })
    running.add(work)
  }

  const noteSeen = async (streams: readonly Stream[]): Promise<void> => {
    const fresh = streams.filter((stream) => stream.last > stream.seen)
    if (fresh.length === 0) return
    const newest = new Map<string, number>()
    for (const { chatKey, last } of fresh) newest.set(chatKey, Math.max(last, newest.get(chatKey) ?? 0))
    await memory.markSeen([...newest].map(([chatKey, seq]) => ({ chatKey, seq })))
    for (const stream of fresh) stream.seen = stream.last
  }

  const close = (stream: Stream): void => {
    if (!open.delete(stream)) return
    stream.unlisten()
    stream.out.end()
    const work = noteSeen([stream])
      .catch(() => log.debug({}, 'it was not noted what a page has shown'))
      .finally(() => running.delete(work))
    running.add(work)
  }

  const beat = async (): Promise<void> => {
    for (const stream of open) stream.out.write(': \n\n')
    if (open.size === 0) return
    const lasts = await memory.lastSeqs([...new Set([...open].map((stream) => stream.chatKey))])
    for (const stream of open) {
      const last = lasts.get(stream.chatKey)
      if (last === undefined) {
        stream.out.write(asEvent('gone', 'gone'))
        close(stream)
      } else if (last > stream.last) pump(stream)
    }
    await noteSeen([...open])
  }

  return {
    open({ chatKey, locale, after, out }) {
      const mine = [...open].filter((stream) => stream.chatKey === chatKey)
      for (const oldest of mine.slice(0, Math.max(0, mine.length + 1 - limits.streamsPerVisitor))) {
        oldest.out.write(asEvent('elsewhere', 'elsewhere'))
        close(oldest)
      }
      out.writeHead(200, headers)
      out.write(`retry: 2000\n\n${asEvent('open', 'open')}`)
      const stream: Stream = {
        chatKey,
        locale,
        out,
        last: after,
        seen: 0,
        isPumping: false,
        again: false,
        unlisten: () => {},
      }
      open.add(stream)
      stream.unlisten = signals.listen(topicOf(chatKey), () => pump(stream))
      out.on('close', () => close(stream))
      out.on('error', () => close(stream))
      pump(stream)
      if (!timer) {
        timer = setInterval(() => {
          beat().catch(() => log.debug({}, 'live chats could not be looked after'))
        }, options.heartbeatMs ?? 20_000)
        timer.unref()
      }
    },
    hasRoom: () => open.size < limits.streamsMax,
    beat,
    count: () => open.size,
    async stop() {
      clearInterval(timer)
      timer = undefined
      for (const stream of open) close(stream)
      await Promise.all(running)
    },
  }
}
