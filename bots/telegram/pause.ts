/** Waits so many milliseconds, or until `signal` aborts; never rejects. Handed in, so that tests need not wait. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

export const realPause: Pause = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
    return undefined
  })

/** Doubles from one second up to `mostMs`, and never comes before what the platform asked for. */
export const backOffMs = (failures: number, mostMs: number, askedMs = 0): number =>
  Math.max(askedMs, Math.min(mostMs, 1000 * 2 ** Math.min(failures - 1, 20)))
