import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { describeOpen, openedSince, openResources, rememberTimers } from './open-resources.ts'
import { stayAtHome } from './stay-at-home.ts'

// Stands before every test file. The file fails when it leaves a server, socket, pool, process or timer open, or when it
// talks to anything but this machine. Its hooks are the first to begin and the last to end.

const patienceMs = 3_000

const timers = rememberTimers()
const network = stayAtHome()
let before: ReturnType<typeof openResources>

beforeAll(() => {
  // Opened when first looked at, as any `import from 'node:process'` does; so looked at before we count.
  void [process.stdin, process.stdout, process.stderr]
  before = openResources()
})

const leftOpen = (): readonly string[] => {
  const opened = openedSince(before)
  const kinds = [...opened].map(([kind, count]) => `${count} ${kind}`)
  return [...kinds, ...(opened.size > 0 ? describeOpen() : []), ...timers.stillSet()]
}

/** Closing takes a few turns of the event loop; what is open after this long was forgotten. */
const settled = async (): Promise<readonly string[]> => {
  for (const end = performance.now() + patienceMs; ;) {
    const open = leftOpen()
    if (open.length === 0 || performance.now() > end) return open
    await pause(20, undefined, { ref: false })
  }
}

afterAll(async () => {
  const open = await settled()
  if (open.length > 0) throw new Error(['this file leaves open:', ...open].join('\n  '))
  if (network.attempts.length > 0) throw new Error(`this file left the machine: ${network.attempts.join(', ')}`)
})
