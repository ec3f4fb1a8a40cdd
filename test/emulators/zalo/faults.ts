import { htmlAnswer, jsonAnswer } from './answer.ts'
import type { EmulatorAnswer, EmulatorRequest } from './answer.ts'

/**
 * timeout-after-accept: the call takes effect, no answer ever comes. reset-after-accept: the same, the connection breaks.
 * reset-before-accept: the connection breaks and nothing happened. slow: the answer waits for `release()` or `delayMs`.
 * The others answer at once: a gateway's HTML page, nothing at all, -200 in a good envelope, or status 500.
 */
export type FaultKind =
  | 'timeout-after-accept'
  | 'reset-after-accept'
  | 'reset-before-accept'
  | 'html-502'
  | 'empty-200'
  | 'slow'
  | 'code-200'
  | 'http-500'

export type FaultRule = {
  /** Start of the path, a pattern for it, or a test of the whole request. */
  match: string | RegExp | ((request: EmulatorRequest) => boolean)
  /** How many matching calls suffer; default 1. */
  times?: number
  kind: FaultKind
  /** For html-502, empty-200, code-200 and http-500: whether the call takes effect all the same; default no. */
  accept?: boolean
  /** For slow: answer after this long of real time instead of waiting for `release()`. */
  delayMs?: number
}

export type Fault = {
  readonly rule: FaultRule
  /** How many calls are still to suffer. */
  left: number
  hits: number
  /** Lets held answers of a slow fault go. */
  release(): void
  remove(): void
  released: Promise<void>
}

export type Faults = {
  add(rule: FaultRule): Fault
  /** Spends one hit of the first rule that fits. */
  take(request: EmulatorRequest): Fault | undefined
  clear(): void
}

const fits = ({ match }: FaultRule, request: EmulatorRequest): boolean => {
  if (typeof match === 'string') return request.path.startsWith(match)
  return match instanceof RegExp ? match.test(request.path) : match(request)
}

export const createFaults = (): Faults => {
  let rules: Fault[] = []
  return {
    add: (rule) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const fault: Fault = {
        rule,
        left: rule.times ?? 1,
        hits: 0,
        released: promise,
        release: () => resolve(),
        remove: () => {
          resolve()
          rules = rules.filter((one) => one !== fault)
        },
      }
      rules.push(fault)
      return fault
    },
    take: (request) => {
      const fault = rules.find((one) => one.left > 0 && fits(one.rule, request))
      if (fault === undefined) return undefined
      fault.left -= 1
      fault.hits += 1
      return fault
    },
    clear: () => {
      for (const one of rules) one.release()
      rules = []
    },
  }
}

const gatewayPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n'

export const acceptsCall = ({ kind, accept }: FaultRule): boolean =>
  kind === 'timeout-after-accept' || kind === 'reset-after-accept' || kind === 'slow' || accept === true

const spoilt: Record<Exclude<FaultKind, 'slow'>, EmulatorAnswer | 'silence' | 'reset'> = {
  'timeout-after-accept': 'silence',
  'reset-after-accept': 'reset',
  'reset-before-accept': 'reset',
  'html-502': htmlAnswer(gatewayPage, 502),
  'empty-200': { status: 200, headers: {}, body: '' },
  'code-200': jsonAnswer({ error: -200, message: 'Send message failed' }),
  'http-500': jsonAnswer({ error: 500, message: 'Internal Server Error' }, 500),
}

/** What the client gets instead of the true answer: another answer, silence, or a broken connection. */
export const spoiltAnswer = (kind: Exclude<FaultKind, 'slow'>): EmulatorAnswer | 'silence' | 'reset' => spoilt[kind]
