export type Cell = string | number | Date | null

/** A list as people take it home: read page by page, so that a long one is never in memory as a whole. */
export type List = {
  /** Without an ending: `y-kien`. */
  readonly name: string
  readonly columns: readonly { readonly label: string; readonly width: number }[]
  readonly rows: AsyncIterable<readonly Cell[]>
  /** A second sheet of an Excel file, which says how the first is filled in. A CSV file has none. */
  readonly guide?: { readonly name: string; readonly rows: readonly (readonly string[])[] }
}
