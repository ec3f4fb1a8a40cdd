// `nhip-cau …`: administration without a browser. bin.js has made sure that the right Node runs.
import { runLine } from './run-line.ts'

process.exitCode = await runLine(process.argv.slice(2), process.cwd(), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
})
