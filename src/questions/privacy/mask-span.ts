/** What may show who somebody is. */
export type MaskKind = 'name' | 'phone' | 'plate' | 'paper' | 'account' | 'contact' | 'house'

/** A piece of a text, from `start` up to but without `end`. */
export type MaskSpan = { readonly start: number; readonly end: number; readonly kind: MaskKind }
export type Found = MaskSpan

/** All places where a pattern stands; with a group, only what the group holds. Needs the flags `d` and `g`. */
export const placesOf = (text: string, pattern: RegExp, kind: MaskKind, group = 0): Found[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const place = match.indices?.[group]
    return place ? [{ start: place[0], end: place[1], kind }] : []
  })
