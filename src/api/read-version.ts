import type { FastifyRequest } from 'fastify'

/** `"3"`, `W/"3"` or bare. */
const numberOf = (tag: string): number => Number(/^(?:W\/)?"?(\d{1,7})"?$/.exec(tag.trim())?.[1] ?? Number.NaN)

export type ReadVersion =
  | { readonly kind: 'version'; readonly version: number }
  /** Neither `If-Match` nor a version was given. */
  | { readonly kind: 'none' }
  /** `If-Match` names another version than the present one. */
  | { readonly kind: 'stale' }

/** Which version a program means to change. `If-Match` counts before the body; `*` means whichever stands. */
export const readVersion = (request: FastifyRequest, given: number | undefined, present: number): ReadVersion => {
  const tag = request.headers['if-match']
  if (tag === undefined) return given === undefined ? { kind: 'none' } : { kind: 'version', version: given }
  if (tag.trim() === '*') return { kind: 'version', version: present }
  const fits = tag.split(',').some((one) => numberOf(one) === present)
  return fits ? { kind: 'version', version: present } : { kind: 'stale' }
}

export const tagOf = (version: number): string => `"${version}"`
