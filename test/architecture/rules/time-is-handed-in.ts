import { eachLine, isSource, type Rule } from './rule.ts'

const wallClock = /\bDate[.]now\(\)|\bnew Date\(\)/
const transactionClock =
  /(?<![\w.])now\(\)|\bcurrent_(?:timestamp|date|time)\b|\b(?:statement|transaction)_timestamp\(\)/i
const sharedClock = /\b(?:clock_timestamp|timeofday)\(\)/i

/** Leases compare moments of several machines: they count by the one clock that these share, the database's. */
const keepsLeases = /^src\/(?:channels|inbox|outbox)\/.*-store[.]ts$/

const isBrowserCode = (path: string): boolean => path.includes('/assets/')

/** Time comes from a `Clock`, in queries as a parameter, so that tests can set it and replays give the same result. */
export const timeIsHandedIn: Rule = (tree) =>
  eachLine(
    tree,
    (path) => isSource(path) && path !== 'src/kernel/clock.ts' && !isBrowserCode(path),
    (line, place, path) => {
      const code = line.replace(/^\s*(?:\/\/|\*|\/\*\*).*/, '')
      if (wallClock.test(code)) return `${place} asks the wall clock; a Clock is handed in`
      if (!/-(?:store|views)[.]ts$/.test(path)) return undefined
      return transactionClock.test(code) || (sharedClock.test(code) && !keepsLeases.test(path))
        ? `${place} asks the database for the time; it is a parameter`
        : undefined
    },
  )
