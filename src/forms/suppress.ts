// Small cells are not shown, and neither are as many others as it takes so that nobody gets them by subtraction.

const isSmall = (count: number, least: number): boolean => count > 0 && count < least

/**
 * Parts of one total that is shown: true where hidden. A hidden part is never alone, for the total less the others would
 * be it; nor are all of them one, for their sum would tell each. Null where it cannot be kept: nothing of it may be shown then.
 */
export const suppressLine = (counts: readonly number[], least: number): readonly boolean[] | null => {
  const hidden = counts.map((count) => isSmall(count, least))
  const others = [...counts.keys()]
    .filter((at) => hidden[at] === false && (counts[at] ?? 0) > 0)
    .toSorted((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0))
  for (;;) {
    const kept = counts.filter((_, at) => hidden[at] === true)
    if (kept.length === 0 || (kept.length > 1 && kept.some((count) => count > 1))) return hidden
    const next = others.shift()
    if (next === undefined) return null
    hidden[next] = true
  }
}

export type SuppressedTable = {
  readonly cells: readonly (readonly boolean[])[]
  /** Sums of the rows. */
  readonly rows: readonly boolean[]
}

export type TableToSuppress = {
  readonly cells: readonly (readonly number[])[]
  /** Sums of the columns that are hidden already, elsewhere as here; the others are shown. */
  readonly hiddenColumns: readonly boolean[]
  /** Sums of rows that are shown whatever happens. */
  readonly lockedRows: readonly boolean[]
  readonly least: number
}

/** Row or column of a cell; the last of each is the sums'. */
type Edge = { readonly row: number; readonly column: number; readonly count: number; readonly mayHide: boolean }

/**
 * A table whose rows and columns add up to sums beside them. Rows and columns are taken as points and hidden cells as
 * lines between them: a cell can be computed exactly when its line lies on no ring, for round a ring one can be added and
 * taken away by turns and every sum stays. Nothing hidden is zero, as everybody knows, so one may be taken only from a cell
 * that holds more than one: else cells of one each would follow from their sums. So each small cell is put on the cheapest
 * ring that can be gone round like that. Null where there is none: the table must not be shown then.
 */
export const suppressTable = ({ cells, hiddenColumns, lockedRows, least }: TableToSuppress): SuppressedTable | null => {
  const height = cells.length
  const width = hiddenColumns.length
  const edges: Edge[] = []
  const hidden = new Set<Edge>()
  const add = (edge: Edge, isHidden: boolean): void => {
    edges.push(edge)
    if (isHidden) hidden.add(edge)
  }
  for (const [row, counts] of cells.entries()) {
    for (const [column, count] of counts.entries()) add({ row, column, count, mayHide: true }, isSmall(count, least))
    const sum = counts.reduce((so, count) => so + count, 0)
    const isLocked = lockedRows[row] === true
    add({ row, column: width, count: sum, mayHide: !isLocked }, !isLocked && isSmall(sum, least))
  }
  for (const [column, isHidden] of hiddenColumns.entries()) {
    const count = cells.reduce((so, counts) => so + (counts[column] ?? 0), 0)
    if (isHidden && count > 0) add({ row: height, column, count, mayHide: false }, true)
  }

  // Points: rows first, then columns.
  const points = height + 1 + width + 1
  const endsOf = (edge: Edge): readonly [number, number] => [edge.row, height + 1 + edge.column]
  const beside: Edge[][] = Array.from({ length: points }, () => [])
  for (const edge of edges) {
    if (edge.count === 0 || (!edge.mayHide && !hidden.has(edge))) continue
    for (const end of endsOf(edge)) beside[end]?.push(edge)
  }

  /** A sum stands on the other side of its equation: what is added to a cell is added to its sum. */
  const signOf = (edge: Edge): number => ((edge.row === height) === (edge.column === width) ? 1 : -1)

  type Ring = { readonly way: readonly Edge[]; readonly price: number }

  /** The way from one end of a cell to the other, not over itself, that hides the least, when the cell changes by `step`. */
  const ringBy = (start: Edge, step: 1 | -1): Ring | null => {
    if (step < 0 && start.count < 2) return null
    const [from, to] = endsOf(start)
    const turn = signOf(start) * step
    // From a row to a column against the turn, from a column to a row with it.
    const changeOf = (edge: Edge, point: number): number => signOf(edge) * (point <= height ? -turn : turn)
    const cost = Array.from({ length: points }, () => Number.POSITIVE_INFINITY)
    const cameBy: (Edge | undefined)[] = []
    const isDone = new Set<number>()
    cost[from] = 0
    for (;;) {
      let next = -1
      for (let point = 0; point < points; point += 1) {
        const price = cost[point] ?? 0
        if (!isDone.has(point) && price < (next < 0 ? Number.POSITIVE_INFINITY : (cost[next] ?? 0))) next = point
      }
      if (next < 0) return null
      if (next === to) break
      isDone.add(next)
      for (const edge of beside[next] ?? []) {
        if (edge === start || (changeOf(edge, next) < 0 && edge.count < 2)) continue
        const [row, column] = endsOf(edge)
        const other = row === next ? column : row
        const price = (cost[next] ?? 0) + (hidden.has(edge) ? 0 : edge.count)
        if (price >= (cost[other] ?? 0)) continue
        cost[other] = price
        cameBy[other] = edge
      }
    }
    const way: Edge[] = []
    for (let point = to; point !== from;) {
      const edge = cameBy[point]
      if (!edge) return null
      way.push(edge)
      const [row, column] = endsOf(edge)
      point = row === point ? column : row
    }
    return { way, price: cost[to] ?? 0 }
  }

  for (const small of hidden) {
    const [more, less] = [ringBy(small, 1), ringBy(small, -1)]
    const ring = more && less ? (less.price < more.price ? less : more) : (more ?? less)
    if (!ring) return null
    for (const edge of ring.way) hidden.add(edge)
  }
  const isHidden = new Set([...hidden].map(({ row, column }) => row * (width + 1) + column))
  const at = (row: number, column: number): boolean => isHidden.has(row * (width + 1) + column)
  return {
    cells: cells.map((counts, row) => counts.map((_, column) => at(row, column))),
    rows: cells.map((_, row) => at(row, width)),
  }
}

/**
 * Parts that do not add up across (several may be chosen): each column by itself, its sum shown unless it is hidden. Null
 * where a column cannot be kept.
 */
export const suppressColumns = ({
  cells,
  hiddenColumns,
  least,
}: Omit<TableToSuppress, 'lockedRows'>): readonly (readonly boolean[])[] | null => {
  const hidden = cells.map((counts) => counts.map(() => false))
  for (const [column, isSumHidden] of hiddenColumns.entries()) {
    const counts = cells.map((row) => row[column] ?? 0)
    const mask = isSumHidden ? counts.map((count) => count > 0) : suppressLine(counts, least)
    if (!mask) return null
    for (const [row, is] of mask.entries()) {
      const line = hidden[row]
      if (line) line[column] = is
    }
  }
  return hidden
}
