import { benchIdle } from './idle.ts'
import { benchIngest } from './ingest.ts'
import { benchOutbox } from './outbox.ts'
import { benchTurns } from './turns.ts'
import { printReport } from './support/report.ts'

const all: Readonly<Record<string, () => Promise<void>>> = {
  ingest: benchIngest,
  turns: benchTurns,
  outbox: benchOutbox,
  idle: benchIdle,
}

const wanted = process.argv.slice(2)
for (const [name, run] of Object.entries(all)) if (wanted.length === 0 || wanted.includes(name)) await run()
printReport()
