import { PgBoss } from 'pg-boss'
import type { Log } from '../kernel/log.ts'

/** Something that is due again and again. */
export type Job = {
  /** Lower-case words with hyphens; the name of its queue. */
  readonly name: string
  /** Cron with five fields, in the time of Asia/Ho_Chi_Minh. */
  readonly cron: string
  /** Must be safe to run twice. */
  run(): Promise<void>
  /** Also once at start, for work that may have been missed while nothing ran. */
  readonly alsoAtStart?: boolean
}

export type Jobs = {
  start(): Promise<void>
  stop(): Promise<void>
  /** Runs one job now, as its schedule would. */
  runNow(name: string): Promise<void>
}

type Options = { readonly url: string; readonly log: Log; readonly jobs: readonly Job[] }

const timeZone = 'Asia/Ho_Chi_Minh'

export const createJobs = ({ url, log, jobs }: Options): Jobs => {
  // Two connections are enough for schedules, and every connection costs the database memory.
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'nhip-cau jobs',
    max: 2,
    openTelemetry: { enabled: false },
    maintenanceIntervalSeconds: 3600,
  })
  boss.on('error', (error: unknown) =>
    log.warn({ error: error instanceof Error ? error.name : '' }, 'pg-boss had a fault'),
  )

  const run = async (job: Job): Promise<void> => {
    try {
      await job.run()
    } catch (error) {
      log.error(
        { job: job.name, error: error instanceof Error ? error.name : '' },
        'a job failed; it will be due again',
      )
      throw error
    }
  }

  return {
    async start() {
      await boss.start()
      for (const job of jobs) {
        // `exclusive`: what is still waiting or running is not queued a second time.
        await boss.createQueue(job.name, { policy: 'exclusive', retryLimit: 2, expireInSeconds: 900 })
        await boss.schedule(job.name, job.cron, null, { tz: timeZone })
        await boss.work(job.name, { pollingIntervalSeconds: 15 }, async () => await run(job))
        if (job.alsoAtStart) await boss.send(job.name)
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
    async runNow(name) {
      const job = jobs.find((one) => one.name === name)
      if (!job) throw new Error(`no job is called ${name}`)
      await run(job)
    },
  }
}
