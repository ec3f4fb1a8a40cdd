import { Server, Socket } from 'node:net'
import { ChildProcess } from 'node:child_process'

const watched = new Set([
  'TCPServerWrap',
  'TCPSocketWrap',
  'PipeWrap',
  'UDPWrap',
  'ProcessWrap',
  'MessagePort',
  'FSEventWrap',
])

type Resources = ReadonlyMap<string, number>

/** What keeps this process alive, by kind. Sockets that were `unref`-ed are not in it; timers are told below. */
export const openResources = (): Resources => {
  const kinds = process.getActiveResourcesInfo().filter((kind) => watched.has(kind))
  return new Map([...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length]))
}

/** What is open now and was not before, by kind. */
export const openedSince = (before: Resources): Resources =>
  new Map(
    [...openResources()]
      .map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const)
      .filter(([, count]) => count > 0),
  )

const describeHandle = (handle: unknown): string | undefined => {
  if (handle instanceof Server) return `server on ${JSON.stringify(handle.address())}`
  if (handle instanceof ChildProcess) return `process ${handle.pid} ${handle.spawnfile}`
  if (handle instanceof Socket && handle.remotePort !== undefined)
    return `socket from ${handle.localPort} to ${handle.remoteAddress}:${handle.remotePort}`
  return undefined
}

/** Words for whoever has to find what was left open. */
export const describeOpen = (): readonly string[] => {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles?: () => unknown[] }
  return (handles?.call(process) ?? []).flatMap((handle) => describeHandle(handle) ?? [])
}

type KnownTimer = NodeJS.Timeout & { readonly _destroyed?: boolean }

/** Remembers where our code sets timers: counts cannot tell them from those of the test runner. */
export const rememberTimers = (): { stillSet(): readonly string[] } => {
  const known = new Map<KnownTimer, Error>()
  const remembering = (name: 'setTimeout' | 'setInterval'): void => {
    const original = globalThis[name] as (...args: unknown[]) => KnownTimer
    const wrapped = (...args: unknown[]): KnownTimer => {
      const timer = original(...args)
      if (known.size > 500) for (const one of known.keys()) if (one._destroyed) known.delete(one)
      known.set(timer, new Error(name))
      return timer
    }
    Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original))
    Object.assign(globalThis, { [name]: wrapped })
  }
  remembering('setTimeout')
  remembering('setInterval')
  return {
    stillSet: () =>
      [...known]
        .filter(([timer]) => timer._destroyed === false && timer.hasRef())
        .map(([, { message, stack }]) => {
          const place = stack
            ?.split('\n')
            .find((line) => /\/(?:src|bots|test)\//.test(line) && !line.includes('open-resources'))
          return place === undefined ? undefined : `${message} ${place.trim()}`
        })
        .filter((line) => line !== undefined),
  }
}
