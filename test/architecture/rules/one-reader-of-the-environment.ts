import { eachLine, isSource, type Rule } from './rule.ts'

const readers = new Set(['src/config.ts', 'src/runtime.js'])

/** Settings are read, checked and reported in one place; runtime.js comes before any of our TypeScript. */
export const oneReaderOfTheEnvironment: Rule = (tree) =>
  eachLine(
    tree,
    (path) => isSource(path) && !readers.has(path),
    (line, place) =>
      /\bprocess[.]env\b/.test(line.replace(/^\s*(?:\/\/|\*|\/\*\*).*/, ''))
        ? `${place} reads the environment; config.ts does, and hands values down`
        : undefined,
  )
