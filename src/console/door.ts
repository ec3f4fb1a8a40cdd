import type { FastifyRequest } from 'fastify'
import type { Credentials } from '../channels/index.ts'
import type { AccountConnector } from '../channels/port.ts'
import type { House } from '../database/index.ts'
import type { HeldWork, IdentityProvider } from '../officers/index.ts'
import type { CookiePolicy } from './session-cookie.ts'
import type { View } from './view.ts'

/** What the console needs from the house; `app.ts` hands it over. */
export type ConsoleOptions = {
  readonly house: House
  /** https address under which people reach us, without a slash at the end; undefined on a laptop. */
  readonly publicUrl: string | undefined
  /** Where we listen, for links while there is no public address: `http://127.0.0.1:8080`. */
  readonly localUrl: string
  /** The Zalo app through which Official Accounts are connected; without one the page says how to get there. */
  readonly zalo?: { readonly connector: AccountConnector; readonly credentials: Credentials }
  /** With which officers may sign in besides; without one only passwords and links. */
  readonly identity?: IdentityProvider
  /** What may wait for one officer alone, and how it goes to another one. */
  readonly heldWork?: readonly HeldWork[]
  /** What Zalo tells of an account's templates. */
  readonly templates?: TemplateDesk
  /** Path of the web chat for a tablet in the ward office; `payload` says which ward it speaks for. */
  readonly kioskPath?: (payload: string) => string
  /** Updates that failed again and again and wait for somebody. */
  readonly parked?: ParkedUpdates
}

type Told<Value> = { readonly kind: 'told'; readonly value: Value } | { readonly kind: 'failed'; readonly why: string }

export type TemplateDesk = {
  templates(
    accountId: string,
  ): Promise<
    Told<
      readonly { readonly templateId: string | null; readonly name: string | null; readonly status: string | null }[]
    >
  >
  templateInfo(accountId: string, templateId: string): Promise<Told<Readonly<Record<string, unknown>>>>
  templateQuota(
    accountId: string,
  ): Promise<Told<{ readonly dailyQuota: number | null; readonly remainingQuota: number | null }>>
}

export type ParkedUpdate = {
  readonly id: number
  readonly accountId: string
  readonly receivedAt: Date
  readonly attempts: number
  /** What went wrong last, in a word for operators; never a text of a resident. */
  readonly fault: string | null
}

export type ParkedUpdates = {
  count(): Promise<number>
  /** The oldest first, at most so many. */
  list(limit: number): Promise<readonly ParkedUpdate[]>
  /** Puts one back in line; false when it is no longer parked. */
  retry(id: number): Promise<boolean>
}

/** The same with what all pages share. */
export type Door = ConsoleOptions & {
  readonly cookies: CookiePolicy
  /** A link that somebody else can open. */
  address(path: string): string
  view(request: FastifyRequest): View
}
