import type { House } from '../database/index.ts'
import { chainAudit } from './chain-audit.ts'
import { auditTopic } from './record-audit.ts'

export type AuditSequencer = {
  /** Chains what waits; returns how many entries. Tests and `start` use the same path. */
  runOnce(): Promise<number>
  start(): void
  stop(): Promise<void>
}

const pollMs = 15_000

/** Chains audit entries soon after they were committed, and again what a lost poke left behind. */
export const createAuditSequencer = (house: House): AuditSequencer => {
  let loop: Promise<void> | undefined
  let stopping = false
  let poked = false
  let wake = (): void => undefined

  const unlisten = house.signals.listen(auditTopic, () => {
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
    while (!stopping) {
      poked = false
      await chainAudit(house.database).catch((error: unknown) => {
        house.log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'the audit chain had to wait')
      })
      if (!poked && !stopping) await rest()
    }
  }

  return {
    runOnce: () => chainAudit(house.database),
    start() {
      loop ??= runLoop()
    },
    async stop() {
      stopping = true
      unlisten()
      wake()
      await loop
    },
  }
}
