import { fetchPendingAttachments } from './fetch-pending.ts'
import type { FetchOptions } from './fetch-pending.ts'
import { pendingTopic } from './register-attachment.ts'

export type FetchWorker = {
  /** Fetches what is due; returns how many files were in work. Tests and `start` use the same path. */
  runOnce(): Promise<number>
  start(): void
  /** Breaks off what is being fetched (it is due again at once) and resolves when nothing is under way. */
  stop(): Promise<void>
}

const pollMs = 5_000

/** Fetches registered files soon after their turn has committed, and again what has to wait. */
export const createFetchWorker = (options: FetchOptions): FetchWorker => {
  const { signals, log } = options.house
  const stopping = new AbortController()
  let loop: Promise<void> | undefined
  let poked = false
  let wake = (): void => undefined

  const unlisten = signals.listen(pendingTopic, () => {
    poked = true
    wake()
  })

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const runLoop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      poked = false
      await fetchPendingAttachments(options, stopping.signal).catch((error: unknown) => {
        log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'pending files could not be read')
      })
      if (!poked && !stopping.signal.aborted) await rest()
    }
  }

  return {
    runOnce: () => fetchPendingAttachments(options, stopping.signal),
    start() {
      loop ??= runLoop()
    },
    async stop() {
      stopping.abort()
      unlisten()
      wake()
      await loop
    },
  }
}
