export type Signal = {
  notify(): void
  /** Calls `listener` at every change until the function that it gives is called. */
  subscribe(listener: () => void): () => void
  /** Resolves with the first value that `find` gives, now or after a later event; rejects after `timeoutMs`. */
  waitUntil<T>(find: () => T | undefined, timeoutMs: number, what: string): Promise<T>
  close(): void
}

/** Wakes everyone who waits for a change of the emulator's state, so that tests need not sleep. */
export const createSignal = (): Signal => {
  const waiting = new Set<{ look(): void; give(error: Error): void }>()
  const listeners = new Set<() => void>()
  return {
    notify: () => {
      for (const one of waiting) one.look()
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    waitUntil: <T>(find: () => T | undefined, timeoutMs: number, what: string) =>
      new Promise<T>((resolve, reject) => {
        const found = find()
        if (found !== undefined) {
          resolve(found)
          return
        }
        const leave = (): void => {
          clearTimeout(timer)
          waiting.delete(waiter)
        }
        const waiter = {
          look: (): void => {
            const value = find()
            if (value === undefined) return
            leave()
            resolve(value)
          },
          give: (error: Error): void => {
            leave()
            reject(error)
          },
        }
        const timer = setTimeout(() => waiter.give(new Error(`waited ${timeoutMs} ms in vain for ${what}`)), timeoutMs)
        waiting.add(waiter)
      }),
    close: () => {
      for (const one of waiting) one.give(new Error('the Zalo emulator was closed'))
    },
  }
}
