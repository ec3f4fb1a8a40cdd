// `npm run demo`. Checks the Node that runs, then hands over to run.ts.
import { complaint, keepCompiledCode } from '../src/runtime.js'

const wrong = complaint()
if (wrong === undefined) {
  keepCompiledCode()
  await import('./run.ts')
} else {
  process.stderr.write(wrong)
  process.exitCode = 1
}
