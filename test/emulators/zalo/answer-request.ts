import type { EmulatorAnswer, EmulatorRequest } from './answer.ts'
import { jsonAnswer } from './answer.ts'
import { answerOpenapi } from './answer-openapi.ts'
import { describeCall, errorIn } from './call-log.ts'
import { acceptsCall, spoiltAnswer } from './faults.ts'
import type { Fault } from './faults.ts'
import { answerMedia } from './media-store.ts'
import { answerOauth } from './oauth.ts'
import type { Call, World } from './world.ts'

/** silence: the connection stays open and nothing is said; reset: it breaks. */
export type Outcome = {
  answer: EmulatorAnswer | 'silence' | 'reset'
  /** Echoes and receipts; to be run once the answer is out. */
  afterwards(): Promise<void>
}

const nothing = async (): Promise<void> => undefined

const takeEffect = async (
  world: World,
  request: EmulatorRequest,
  call: Call,
): Promise<Outcome & { answer: EmulatorAnswer }> => {
  const simple = answerOauth(world, request) ?? answerMedia(world, request)
  if (simple !== undefined) return { answer: simple, afterwards: nothing }
  const outcome = await answerOpenapi(world, request)
  if (outcome === undefined)
    return { answer: jsonAnswer({ error: 404, message: 'empty api' }, 404), afterwards: nothing }
  call.oaId = outcome.oaId
  const afterwards = async (): Promise<void> => {
    for (const work of outcome.afterwards) await work()
  }
  if (world.switches.echoTiming === 'after-answer') return { answer: outcome.answer, afterwards }
  await afterwards()
  return { answer: outcome.answer, afterwards: nothing }
}

const spoil = async (
  world: World,
  request: EmulatorRequest,
  call: Call,
  { rule, released }: Fault,
): Promise<Outcome> => {
  const effect = acceptsCall(rule) ? await takeEffect(world, request, call) : undefined
  if (rule.kind === 'slow') {
    await (rule.delayMs === undefined ? released : new Promise((resolve) => setTimeout(resolve, rule.delayMs)))
    return effect ?? { answer: 'silence', afterwards: nothing }
  }
  return { answer: spoiltAnswer(rule.kind), afterwards: effect?.afterwards ?? nothing }
}

/** The whole platform as a function of one request: no sockets. Logs the call. */
export const answerRequest = async (world: World, request: EmulatorRequest): Promise<Outcome> => {
  const call = describeCall(request, world.now())
  if (!request.path.startsWith('/media/')) world.calls.push(call)
  const fault = world.faults.take(request)
  call.fault = fault?.rule.kind
  const outcome =
    fault === undefined ? await takeEffect(world, request, call) : await spoil(world, request, call, fault)
  if (typeof outcome.answer === 'object') {
    call.status = outcome.answer.status
    call.error = errorIn(outcome.answer.body)
  }
  world.signal.notify()
  return outcome
}
