/** `parts` add up to `sum`, or to `value` where `sum` has no name. */
export type Equation = { readonly parts: readonly string[]; readonly sum: string; readonly value: number }

type Row = { readonly of: Map<number, number>; value: number }
type Bounds = { readonly low: number[]; readonly high: number[] }

const tiny = 1e-9

/** Gauss over all equations: each unknown that can stand alone does. */
const reduced = (equations: readonly Row[], unknowns: number): Row[] => {
  const rows = equations.map(({ of, value }) => ({ of: new Map(of), value }))
  let done = 0
  for (let column = 0; column < unknowns; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= done && Math.abs(row.of.get(column) ?? 0) > tiny)
    const line = rows[pivot]
    if (!line) continue
    rows[pivot] = rows[done] ?? line
    const by = line.of.get(column) ?? 1
    const head: Row = { of: new Map([...line.of].map(([at, factor]) => [at, factor / by])), value: line.value / by }
    rows[done] = head
    for (const row of rows) {
      const factor = row.of.get(column) ?? 0
      if (row === head || Math.abs(factor) < tiny) continue
      for (const [at, one] of head.of) {
        const left = (row.of.get(at) ?? 0) - factor * one
        if (Math.abs(left) < tiny) row.of.delete(at)
        else row.of.set(at, left)
      }
      row.value -= factor * head.value
    }
    done += 1
  }
  return rows.slice(0, done)
}

/** What one equation says of each of its numbers, given what is known of the others; false where nothing new. */
const tighten = ({ of, value }: Row, { low, high }: Bounds): boolean => {
  let isNew = false
  for (const [own, factor] of of) {
    let [least, most] = [value, value]
    for (const [at, one] of of) {
      if (at === own) continue
      const [from, to] = [low[at] ?? 0, high[at] ?? Number.POSITIVE_INFINITY]
      least -= one > 0 ? one * to : one * from
      most -= one > 0 ? one * from : one * to
    }
    const ends = factor > 0 ? [least / factor, most / factor] : [most / factor, least / factor]
    const [from, to] = [Math.ceil((ends[0] ?? 0) - 1e-6), Math.floor((ends[1] ?? 0) + 1e-6)]
    if (from > (low[own] ?? 0)) {
      low[own] = from
      isNew = true
    }
    if (to < (high[own] ?? 0)) {
      high[own] = to
      isNew = true
    }
  }
  return isNew
}

/** The least and the most that each number can be for somebody who adds, takes away and knows that voices are whole. */
export const boundsOf = (
  equations: readonly Equation[],
  nonZero: ReadonlySet<string>,
): ReadonlyMap<string, readonly [number, number]> => {
  const ids = new Map<string, number>()
  const idOf = (name: string): number => {
    const id = ids.get(name) ?? ids.size
    ids.set(name, id)
    return id
  }
  const rows = equations.map(({ parts, sum, value }): Row => {
    const of = new Map<number, number>(parts.map((part) => [idOf(part), 1]))
    if (sum !== '') of.set(idOf(sum), -1)
    return { of, value }
  })
  const bounds: Bounds = {
    low: [...ids.keys()].map((name) => (nonZero.has(name) ? 1 : 0)),
    high: [...ids.keys()].map(() => Number.POSITIVE_INFINITY),
  }
  const known = [...rows, ...reduced(rows, ids.size)]
  for (let round = 0; round < 50; round += 1) {
    if (!known.map((row) => tighten(row, bounds)).includes(true)) break
  }
  return new Map([...ids].map(([name, id]) => [name, [bounds.low[id] ?? 0, bounds.high[id] ?? 0] as const]))
}
