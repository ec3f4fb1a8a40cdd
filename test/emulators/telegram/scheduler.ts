/** Where the emulator reads the time; the same shape as the clock of the program under test. */
export type EmulatorClock = { now(): Date }

export type Scheduler = {
  /** Milliseconds since 1970 on the emulator's clock. */
  now(): number
  /** Runs something when the clock reaches `due` (ms). The answer cancels it. */
  at(due: number, run: () => void): () => void
  /** Runs what the clock has reached, oldest first; how many ran. Only of use when the clock is moved by hand. */
  runDue(): number
  close(): void
}

/** For a clock that is moved by hand: nothing happens until `runDue`. */
export const manualScheduler = (clock: EmulatorClock): Scheduler => {
  let entries: { due: number; run: () => void }[] = []
  const now = () => clock.now().getTime()
  const nextDue = () => {
    let best: { due: number; run: () => void } | undefined
    for (const entry of entries) if (entry.due <= now() && (best === undefined || entry.due < best.due)) best = entry
    return best
  }
  return {
    now,
    at: (due, run) => {
      const entry = { due, run }
      entries.push(entry)
      return () => {
        entries = entries.filter((other) => other !== entry)
      }
    },
    runDue: () => {
      let ran = 0
      for (let entry = nextDue(); entry !== undefined; entry = nextDue()) {
        const current = entry
        entries = entries.filter((other) => other !== current)
        current.run()
        ran += 1
      }
      return ran
    },
    close: () => {
      entries = []
    },
  }
}

/** For the demo and for benchmarks: real timers. */
export const realScheduler = (clock: EmulatorClock): Scheduler => {
  const timers = new Set<NodeJS.Timeout>()
  const now = () => clock.now().getTime()
  return {
    now,
    at: (due, run) => {
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          run()
        },
        Math.max(0, due - now()),
      )
      timers.add(timer)
      return () => {
        timers.delete(timer)
        clearTimeout(timer)
      }
    },
    runDue: () => 0,
    close: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
