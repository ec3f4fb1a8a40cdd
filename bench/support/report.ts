export type Figure = {
  readonly bench: string
  readonly setup: string
  readonly value: number
  readonly unit: string
  /** Against the plain baseline of the same run. */
  readonly ratio?: number
  readonly aim?: string
  readonly holds?: boolean
  readonly note?: string
}

const figures: Figure[] = []

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const record = (figure: Figure): void => {
  figures.push(figure)
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2))

/** The table for people, then one JSON line a figure. */
export const printReport = (): void => {
  const rows = figures.map((one) => [
    one.bench,
    one.setup,
    `${shown(one.value)} ${one.unit}`,
    one.ratio === undefined ? '' : one.ratio.toFixed(2),
    one.aim ?? '',
    one.holds === undefined ? '' : one.holds ? 'yes' : 'NO',
    one.note ?? '',
  ])
  const head = ['bench', 'setup', 'value', 'ratio', 'aim', 'holds', 'note']
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)))
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
    console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  }
  for (const figure of figures) console.log(JSON.stringify(figure))
}
