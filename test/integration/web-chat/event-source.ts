import type { TestBrowser } from './browser.ts'

export type ServerEvent = { readonly event: string; readonly id?: number; readonly data: string }

/** Reads a live connection as a browser does, event by event; nothing is waited for by the clock. */
export const openEvents = async (
  origin: string,
  browser: TestBrowser,
  options: { after?: number; lastEventId?: number } = {},
) => {
  const abort = new AbortController()
  const response = await fetch(`${origin}/chat/events?after=${options.after ?? 0}`, {
    signal: abort.signal,
    headers: {
      cookie: `nc_chat=${browser.cookies.get('nc_chat') ?? ''}`,
      ...(options.lastEventId === undefined ? {} : { 'last-event-id': String(options.lastEventId) }),
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffered = ''
  let isOver = false
  const read = async (): Promise<string | null> => {
    for (;;) {
      const end = buffered.indexOf('\n\n')
      if (end >= 0) {
        const block = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        return block
      }
      const chunk = await reader?.read().catch(() => undefined)
      if (!chunk || chunk.done) {
        isOver = true
        return null
      }
      buffered += chunk.value
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    isOver: () => isOver,
    /** The next block that is an event; comments (heartbeats) are counted and passed over. Null at the end. */
    async next(): Promise<ServerEvent | null> {
      for (;;) {
        const block = await read()
        if (block === null) return null
        const lines = block.split('\n')
        const field = (name: string): string[] =>
          lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2))
        const [event] = field('event')
        if (event === undefined || event === 'open') continue
        const [id] = field('id')
        return { event, data: field('data').join('\n'), ...(id === undefined ? {} : { id: Number(id) }) }
      }
    },
    /** The next block, whatever it is. */
    block: read,
    close: () => abort.abort(),
  }
}
