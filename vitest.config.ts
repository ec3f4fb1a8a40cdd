import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

/** Files that fill both cores on their own: browsers, kills at random, whole services. One after the other, at the end. */
const heavy = ['test/browser/**/*.test.ts', 'test/chaos/**/*.test.ts', 'test/**/*.heavy.test.ts']

const shared = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks',
  // A machine with much to do is slow, not wrong.
  expect: { poll: { timeout: 20_000 } },
  setupFiles: ['test/support/leak-guard.ts'],
} satisfies TestProjectInlineConfiguration['test']

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/count-reporter.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'suite',
          include: ['test/**/*.test.ts'],
          exclude: heavy,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'heavy',
          include: heavy,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
