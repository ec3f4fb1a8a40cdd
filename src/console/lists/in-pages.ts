import type { Cell } from './rows.ts'

/** Rows of a list that is read page by page, so that a long one is never in memory as a whole. */
export const inPages = async function* <Row>(
  read: (cursor: string | undefined) => Promise<{ readonly items: readonly Row[]; readonly next: string | null }>,
  asCells: (row: Row) => readonly Cell[],
): AsyncGenerator<readonly Cell[]> {
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    for (const row of page.items) yield asCells(row)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

/** Rows that the house has in hand as a whole: at most some thousand. */
export const inHand = async function* <Row>(
  rows: readonly Row[],
  asCells: (row: Row) => readonly Cell[] | Promise<readonly Cell[]>,
): AsyncGenerator<readonly Cell[]> {
  for (const row of rows) yield await asCells(row)
}
