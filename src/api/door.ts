import type { House } from '../database/index.ts'

/** What the programs' door needs from the house; `app.ts` hands it over. */
export type ApiOptions = {
  readonly house: House
  /** https address under which people reach us, without a slash at the end; undefined on a laptop. */
  readonly publicUrl: string | undefined
  /** Shown in the description of the API. */
  readonly version: string
  /** Requests a minute that one token may make; 600 unless told. */
  readonly requestsPerMinute?: number
}

export type Door = ApiOptions
