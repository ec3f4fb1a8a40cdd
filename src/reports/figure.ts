import type { OfficialBlock } from '../documents/index.ts'

const whole = new Intl.NumberFormat('vi-VN')
const share = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })

/** "1.234" */
export const figure = (count: number): string => whole.format(count)

/** "31/577, bằng 5,4%"; without a base there is no share. */
export const withShare = (part: number, base: number): string =>
  base === 0 ? figure(part) : `${figure(part)}/${figure(base)}, bằng ${share.format((part / base) * 100)}%`

/** Figures in numbered lines; nothing where there are none. */
export const figureTable = (
  head: readonly [string, string],
  rows: readonly (readonly [string, string])[],
  total?: readonly [string, string],
): OfficialBlock[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          head: ['TT', ...head],
          rows: [...rows.map(([what, n], at) => [String(at + 1), what, n]), ...(total ? [['', ...total]] : [])],
          widths: [10, 60, 30],
        },
      ]
