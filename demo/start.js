// `npm run demo`. Checks the Node that runs, then hands over to run.ts.
import v8 from 'node:v8'
import { complaint, keepCompiledCode } from '../src/runtime.js'

const wrong = complaint()
if (wrong === undefined) {
  keepCompiledCode()
  // As src/start.js does: loading fills the young generation with code that stays, and V8 would keep it big for good.
  v8.setFlagsFromString('--semi-space-growth-factor=1')
  await import('./run.ts')
} else {
  process.stderr.write(wrong)
  process.exitCode = 1
}
