/**
 * Edit distance where an insertion, a deletion, a substitution and a swap of two neighbours each cost one (optimal
 * string alignment), in UTF-16 units. Distances above `max` all give `max + 1`, so long texts cost little.
 */
export const damerauLevenshtein = (a: string, b: string, max: number): number => {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let best = row
    for (let column = 1; column <= b.length; column += 1) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + change)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, at(beforeLast, column - 2) + 1)
      current.push(cost)
      best = Math.min(best, cost)
    }
    if (best > max) return max + 1
    beforeLast = last
    last = current
  }
  return Math.min(at(last, b.length), max + 1)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
