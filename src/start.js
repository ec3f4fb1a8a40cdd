// `npm start`. Checks the Node that runs, then hands over to main.ts.
import module from 'node:module'
import v8 from 'node:v8'
import vm from 'node:vm'
import { complaint, keepCompiledCode } from './runtime.js'

const tidyUp = () => {
  v8.setFlagsFromString('--expose-gc')
  vm.runInNewContext('gc')({ type: 'major', flavor: 'last-resort' })
  v8.setFlagsFromString('--no-expose-gc')
}

const wrong = complaint()
if (wrong === undefined) {
  keepCompiledCode()
  // Loading fills the young generation with code that stays, and V8 answers by growing it for good: 310 MB resident
  // instead of 110. It may grow again once everything is loaded; the npm script sets how far.
  v8.setFlagsFromString('--semi-space-growth-factor=1')
  await import('./main.ts')
  v8.setFlagsFromString('--semi-space-growth-factor=2')
  module.flushCompileCache()
  // What loading and the first start leave behind would stay resident until something else needs the room.
  setTimeout(tidyUp, 5_000).unref()
} else {
  process.stderr.write(wrong)
  process.exitCode = 1
}
