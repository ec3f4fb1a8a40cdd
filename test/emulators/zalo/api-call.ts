import type { EmulatorRequest, JsonObject } from './answer.ts'
import type { Account, World } from './world.ts'

export type ApiCall = {
  world: World
  account: Account
  request: EmulatorRequest
  /** The JSON body, or the JSON of the query field `data`. */
  input: JsonObject
  /** Runs when the call has taken effect: echoes and receipts. */
  after(work: () => Promise<unknown>): void
}

/** Gives the `data` of a good answer, or throws a `Refusal`. */
export type ApiRoute = (call: ApiCall) => unknown
/** Keyed by method and path, as in `POST /v3.0/oa/message/cs`. */
export type ApiRoutes = Record<string, ApiRoute>
