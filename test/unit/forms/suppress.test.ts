import { describe, expect, it } from 'vitest'
import { suppressColumns, suppressLine, suppressTable } from '../../../src/forms/suppress.ts'

/** The same numbers in every run. */
const randomFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Unknowns that a system of linear equations fixes: Gauss over the rationals, entries stay small whole numbers here. */
const fixedUnknowns = (equations: readonly (readonly number[])[], unknowns: number): readonly number[] => {
  const rows = equations.map((row) => [...row])
  let done = 0
  for (let column = 0; column < unknowns; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= done && Math.abs(row[column] ?? 0) > 1e-9)
    if (pivot < 0) continue
    const line = rows[pivot] ?? []
    rows[pivot] = rows[done] ?? []
    const by = line[column] ?? 1
    rows[done] = line.map((one) => one / by)
    for (const [at, row] of rows.entries()) {
      const factor = row[column] ?? 0
      if (at === done || factor === 0) continue
      rows[at] = row.map((one, place) => one - factor * (rows[done]?.[place] ?? 0))
    }
    done += 1
  }
  return rows.slice(0, done).flatMap((row) => {
    const named = row.flatMap((one, at) => (Math.abs(one) > 1e-9 ? [at] : []))
    return named.length === 1 ? named : []
  })
}

describe('suppressed cells', () => {
  it('of 3,000 random tables none follows from what is shown, by any sums and differences', () => {
    const random = randomFrom(20_261_123)
    let shown = 0
    let withSmall = 0
    for (let run = 0; run < 3_000; run += 1) {
      const [height, width, least] = [2 + random(6), 2 + random(5), 2 + random(6)]
      const cells = Array.from({ length: height }, () =>
        Array.from({ length: width }, () => (random(4) === 0 ? random(4) : random(40))),
      )
      const sums = Array.from({ length: width }, (_, column) => cells.reduce((sum, row) => sum + (row[column] ?? 0), 0))
      const hiddenColumns = suppressLine(sums, least)
      if (!hiddenColumns) continue
      const lockedRows = cells.map((row) => row.reduce((sum, one) => sum + one, 0) >= least && random(2) === 0)
      const table = suppressTable({ cells, hiddenColumns, lockedRows, least })
      if (!table) continue
      shown += 1
      const ids = new Map<string, number>()
      const unknown = (key: string, isHidden: boolean): void => {
        if (isHidden) ids.set(key, ids.size)
      }
      for (const [row, masks] of table.cells.entries()) {
        for (const [column, is] of masks.entries()) {
          unknown(`${row}:${column}`, is)
          const count = cells[row]?.[column] ?? 0
          if (count > 0 && count < least) expect(is).toBe(true)
        }
        unknown(`${row}:sum`, table.rows[row] === true)
        if (lockedRows[row] === true) expect(table.rows[row]).toBe(false)
      }
      for (const [column, is] of hiddenColumns.entries()) unknown(`sum:${column}`, is)
      const equation = (parts: readonly string[], sum: string): number[] => {
        const line = Array.from({ length: ids.size }, () => 0)
        for (const part of parts) if (ids.has(part)) line[ids.get(part) ?? 0] = 1
        if (ids.has(sum)) line[ids.get(sum) ?? 0] = -1
        return line
      }
      const columns = [...sums.keys()]
      const equations = [
        ...cells.map((_, row) =>
          equation(
            columns.map((column) => `${row}:${column}`),
            `${row}:sum`,
          ),
        ),
        ...columns.map((column) =>
          equation(
            cells.map((_, row) => `${row}:${column}`),
            `sum:${column}`,
          ),
        ),
        equation(
          columns.map((column) => `sum:${column}`),
          'all',
        ),
      ]
      if (ids.size > 0) withSmall += 1
      expect(fixedUnknowns(equations, ids.size)).toEqual([])
    }
    expect(shown).toBeGreaterThan(1_000)
    expect(withSmall).toBeGreaterThan(500)
  })

  it('of 400 small tables no hidden number is the only one that fits, though everybody knows that nothing hidden is zero', () => {
    const random = randomFrom(20_261_124)
    let withSmall = 0
    for (let run = 0; run < 400; run += 1) {
      const [height, width, least] = [2 + random(2), 2 + random(2), 2 + random(3)]
      const cells = Array.from({ length: height }, () => Array.from({ length: width }, () => random(4)))
      const sums = Array.from({ length: width }, (_, column) => cells.reduce((sum, row) => sum + (row[column] ?? 0), 0))
      const hiddenColumns = suppressLine(sums, least)
      if (!hiddenColumns) continue
      const lockedRows = cells.map((row) => row.reduce((sum, one) => sum + one, 0) >= least && random(2) === 0)
      const table = suppressTable({ cells, hiddenColumns, lockedRows, least })
      if (!table) continue
      const open = table.cells.flatMap((masks, row) => masks.flatMap((is, column) => (is ? [{ row, column }] : [])))
      if (open.length === 0) continue
      withSmall += 1
      // Every way to fill the hidden cells that fits what is shown, by trying them all.
      const seen = open.map(() => new Set<number>())
      const filled = cells.map((row) => [...row])
      const sumOf = (row: number): number => (filled[row] ?? []).reduce((sum, one) => sum + one, 0)
      const fits = (): boolean => {
        const columns = sums.map((_, column) => filled.reduce((sum, row) => sum + (row[column] ?? 0), 0))
        return (
          cells.every((row, at) =>
            table.rows[at] === true ? sumOf(at) > 0 : sumOf(at) === row.reduce((sum, one) => sum + one, 0),
          ) &&
          columns.every((sum, column) => (hiddenColumns[column] === true ? sum > 0 : sum === sums[column])) &&
          columns.reduce((sum, one) => sum + one, 0) === sums.reduce((sum, one) => sum + one, 0)
        )
      }
      const tryAll = (at: number): void => {
        const place = open[at]
        if (!place) {
          if (fits()) for (const [n, { row, column }] of open.entries()) seen[n]?.add(filled[row]?.[column] ?? 0)
          return
        }
        const line = filled[place.row] ?? []
        for (let value = 1; value <= 5; value += 1) {
          line[place.column] = value
          tryAll(at + 1)
        }
      }
      if (5 ** open.length <= 80_000) tryAll(0)
      for (const [n, values] of seen.entries()) {
        if (values.size === 1)
          throw new Error(`cell ${n} of ${JSON.stringify({ cells, hiddenColumns, lockedRows, least })}`)
      }
    }
    expect(withSmall).toBeGreaterThan(60)
  })

  it('cells of one each in a square are not shown as hidden, for their sums would tell them', () => {
    const cells = [
      [1, 1],
      [1, 1],
    ]
    expect(suppressTable({ cells, hiddenColumns: [false, false], lockedRows: [true, true], least: 2 })).toBeNull()
  })

  it('a small part of a line takes the next smallest with it', () => {
    expect(suppressLine([40, 3, 9], 5)).toEqual([false, true, true])
    expect(suppressLine([40, 3, 2], 5)).toEqual([false, true, true])
    expect(suppressLine([40, 0, 9], 5)).toEqual([false, false, false])
    expect(suppressLine([0, 3, 0], 5)).toBeNull()
  })

  it('small parts of one each take another with them, for their sum would tell them', () => {
    expect(suppressLine([40, 1, 1, 9], 5)).toEqual([false, true, true, true])
    expect(suppressLine([40, 1, 2, 9], 5)).toEqual([false, true, true, false])
    expect(suppressLine([0, 1, 1], 5)).toBeNull()
  })

  it('where several may be chosen, each choice keeps its own small places', () => {
    expect(
      suppressColumns({
        cells: [
          [2, 9],
          [7, 8],
          [30, 0],
        ],
        hiddenColumns: [false, false],
        least: 5,
      }),
    ).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ])
  })
})
