import type { Queryable, Scope } from '../database/index.ts'
import type { PhraseKey } from '../phrases/index.ts'
import type { ErasedPlace } from './erasure-map.ts'

/** Who is being erased: a resident with all contacts, or a chat of somebody who never consented. */
export type ErasedPerson = {
  readonly residentId: string | null
  readonly chatIds: readonly number[]
  /** The platform's time of the request: what was sent after it is a new beginning and stays. */
  readonly at: Date
}

/** A room that keeps something of a person, and what it does when they are erased. Runs inside the erasure. */
export type Eraser = { readonly place: ErasedPlace; erase(scope: Scope, person: ErasedPerson): Promise<void> }

/** A room whose records know a resident by id; two contacts turned out to be one person. */
export type Mover = { move(scope: Scope, fromResidentId: string, toResidentId: string): Promise<void> }

/** A room that tells what it keeps of a resident, as a line with a count, for `XEM`. */
export type Describer = {
  describe(
    database: Queryable,
    residentId: string,
  ): Promise<readonly { readonly label: PhraseKey; readonly count: number }[]>
}

/** Everything that other rooms contribute to the rights over one's data; `app.ts` puts it together. */
export type PersonalData = {
  readonly erasers: readonly Eraser[]
  readonly movers: readonly Mover[]
  readonly describers: readonly Describer[]
}
