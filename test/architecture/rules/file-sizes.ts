import type { Rule } from './rule.ts'

const longest = 400
const median = 80

const measured = /^(?:src|bots|test|bench)\/.*[.](?:ts|js|mjs)$/
/** Lists, not thoughts: tables, texts, data, what a browser loads. */
const lists = /(?:^src\/database\/tables\/|\/data\/|\/assets\/|^bench\/peers\/)/

/** A file that nobody can keep in mind is two files. */
export const fileSizes: Rule = (tree) => {
  const sizes = tree.files
    .filter((path) => measured.test(path) && !lists.test(path))
    .map((path) => ({ path, lines: tree.read(path).split('\n').length - 1 }))
  const ours = sizes
    .filter(({ path }) => /^(?:src|bots)\//.test(path))
    .map(({ lines }) => lines)
    .toSorted((a, b) => a - b)
  const middle = ours[Math.floor(ours.length / 2)] ?? 0
  return [
    ...sizes
      .filter(({ lines }) => lines > longest)
      .map(({ path, lines }) => `${path} has ${lines} lines; ${longest} at most`),
    ...(middle > median ? [`half of the files in src and bots have over ${middle} lines; ${median} at most`] : []),
  ]
}
