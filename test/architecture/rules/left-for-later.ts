import { eachLine, isAboutRules, type Rule } from './rule.ts'

const marks = /\b(?:TODO|FIXME)\b|\bnot implemented\b/
const silenced = /\b(?:it|test|describe)[.](?:skip|only|todo)\b/

/** Nothing is left for later, and every test runs. Tests that need another system say so with `skipIf`. */
/** Bundled from sources that are looked at, and from libraries. */
const isMade = (path: string): boolean => /^src\/sealed\/assets\/(?:author|reader)[.]js$/.test(path)

export const leftForLater: Rule = (tree) =>
  eachLine(
    tree,
    (path) => /^(?:src|bots|test|bench)\/.*[.](?:ts|js|mjs)$/.test(path) && !isAboutRules(path) && !isMade(path),
    (line, place) => {
      if (marks.test(line)) return `${place} leaves something for later`
      return silenced.test(line) ? `${place} keeps a test from running` : undefined
    },
  )
