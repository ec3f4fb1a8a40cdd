export type FaultKind =
  /** The call takes effect, its answer never comes. */
  | 'timeoutAfterAccept'
  /** The call takes effect, the connection breaks before the answer. */
  | 'resetAfterAccept'
  /** The connection breaks, nothing took effect. */
  | 'resetBeforeAccept'
  /** A proxy's HTML page with status 502; nothing took effect. */
  | 'html502'
  | 'internal500'
  | 'tooManyRequests'
  /** The call takes effect, its answer comes `ms` later. */
  | 'slow'

export type FaultMatch = string | ((call: { method: string; params: Readonly<Record<string, unknown>> }) => boolean)

export type FaultOptions = {
  /** A method name or a test of the call; default every call. */
  match?: FaultMatch
  /** How many calls it strikes; default 1. */
  times?: number
  kind: FaultKind
  /** Seconds for `tooManyRequests`, default 1. */
  retryAfter?: number
  /** Milliseconds on the emulator's clock for `slow`, default 1000. */
  ms?: number
}

export type Fault = FaultOptions & { left: number; hits: number }

export const newFault = (options: FaultOptions): Fault => ({ ...options, left: options.times ?? 1, hits: 0 })

/** The first planned fault that strikes this call, used up by one. */
export const strike = (
  faults: readonly Fault[],
  call: { method: string; params: Readonly<Record<string, unknown>> },
): Fault | undefined => {
  const fault = faults.find(({ left, match }) => {
    if (left <= 0) return false
    if (match === undefined) return true
    return typeof match === 'string' ? match.toLowerCase() === call.method.toLowerCase() : match(call)
  })
  if (fault === undefined) return undefined
  fault.left -= 1
  fault.hits += 1
  return fault
}
