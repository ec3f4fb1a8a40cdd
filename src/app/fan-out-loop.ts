import { audiencePage } from '../residents/index.ts'
import { broadcastsTopic, planDrafts, readAhead, runFanOut } from '../broadcasts/index.ts'
import type { House } from '../database/index.ts'

const pollMs = 3_000

/** Feeds running broadcasts to the outbox: when something was approved, and again as the outbox empties. */
export const startFanOut = (house: House): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  let poked = false
  let wake = () => {}
  const unlisten = house.signals.listen(broadcastsTopic, () => {
    poked = true
    wake()
  })
  const audience = readAhead(audiencePage, house.database)
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      poked = false
      try {
        await runFanOut({ house, audience }, stopping.signal)
        await planDrafts({ house, audience: audiencePage }, stopping.signal)
      } catch (error) {
        house.log.warn(
          { error: error instanceof Error ? error.name : '' },
          'a page of a broadcast failed and will be tried again',
        )
      }
      if (poked || stopping.signal.aborted) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    async stop() {
      stopping.abort()
      unlisten()
      wake()
      await loop
    },
  }
}
