// `nhip-cau …`: administration without a browser. bin.js has made sure that the right Node runs.
import { reportFailure, runLine, type Terminal } from './run-line.ts'

const args = process.argv.slice(2)
const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
}

// A connection that breaks where nobody waits for it: still one sentence, and no stack.
process.on('uncaughtException', (error) => {
  process.exit(reportFailure(error, args, terminal))
})

process.exitCode = await runLine(args, process.cwd(), terminal)
