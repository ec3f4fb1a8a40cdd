import type { SerializedError } from 'vitest'
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

export type Count = { passed: number; failed: number; skipped: number }

/** Counts what truly ran. A file or a block that fell over before or after its tests failed, whatever its tests say. */
export const countTests = (modules: readonly TestModule[], unhandled: readonly unknown[]): Count => {
  const count: Count = { passed: 0, failed: unhandled.length, skipped: 0 }
  for (const module of modules) {
    let ran = 0
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      // A test that never came to an end did not pass.
      count[state === 'pending' ? 'failed' : state] += 1
      ran += 1
    }
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1
    if (module.errors().length > 0 || (ran === 0 && module.state() !== 'skipped')) count.failed += 1
  }
  return count
}

/** The last line of a run: `N passed, N failed`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[], reason: TestRunEndReason): void {
    const { passed, failed, skipped } = countTests(modules, unhandled)
    const interrupted = reason === 'interrupted' || modules.length === 0 ? 1 : 0
    if (skipped > 0) console.log(`${skipped} did not run here: they need another system or user, and say so`)
    console.log(`${passed} passed, ${failed + interrupted} failed`)
    if (failed + interrupted > 0) process.exitCode = 1
  }
}
