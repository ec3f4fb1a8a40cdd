import { printReport } from './support/report.ts'

// Loaded when it is wanted, so that one bench does not carry the memory of the others.
const all: Readonly<Record<string, () => Promise<void>>> = {
  ingest: async () => await (await import('./ingest.ts')).benchIngest(),
  turns: async () => await (await import('./turns.ts')).benchTurns(),
  outbox: async () => await (await import('./outbox.ts')).benchOutbox(),
  rates: async () => await (await import('./rates.ts')).benchRates(),
  'fan-out': async () => await (await import('./fan-out.ts')).benchFanOut(),
  replies: async () => await (await import('./replies.ts')).benchReplies(),
  peers: async () => await (await import('./peers.ts')).benchPeers(),
  'long-retry': async () => await (await import('./long-retry.ts')).benchLongRetry(),
  'zalo-lanes': async () => await (await import('./zalo-lanes.ts')).benchZaloLanes(),
  crash: async () => await (await import('./crash.ts')).benchCrash(),
  console: async () => await (await import('./console.ts')).benchConsole(),
  forms: async () => await (await import('./forms.ts')).benchForms(),
  'form-answers': async () => await (await import('./form-answers.ts')).benchFormAnswers(),
  verify: async () => await (await import('./verify.ts')).benchVerify(),
  report: async () => await (await import('./report.ts')).benchReport(),
  idle: async () => await (await import('./idle.ts')).benchIdle(),
}

const wanted = process.argv.slice(2)
for (const [name, run] of Object.entries(all)) if (wanted.length === 0 || wanted.includes(name)) await run()
printReport()
