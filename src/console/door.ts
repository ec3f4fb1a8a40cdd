import type { FastifyRequest } from 'fastify'
import type { House } from '../database/index.ts'
import type { CookiePolicy } from './session-cookie.ts'
import type { View } from './view.ts'

/** What the console needs from the house; `app.ts` hands it over. */
export type ConsoleOptions = {
  readonly house: House
  /** https address under which people reach us, without a slash at the end; undefined on a laptop. */
  readonly publicUrl: string | undefined
  /** Where we listen, for links while there is no public address: `http://127.0.0.1:8080`. */
  readonly localUrl: string
}

/** The same with what all pages share. */
export type Door = ConsoleOptions & {
  readonly cookies: CookiePolicy
  /** A link that somebody else can open. */
  address(path: string): string
  view(request: FastifyRequest): View
}
