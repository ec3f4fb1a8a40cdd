import { eachLine, isSource, type Rule } from './rule.ts'

const wallClock = /\bDate[.]now\(\)|\bnew Date\(\)/
const databaseClock = /\b(?:now\(\)|current_timestamp\b|clock_timestamp\(\)|current_date\b)/i

/** Leases between processes count by the one clock that they share. */
const isLease = (path: string, line: string): boolean =>
  path === 'src/channels/lane-store.ts' || /\bbeat_at\b/.test(line)

/** Time comes from a `Clock`, in queries as a parameter, so that tests can set it and replays give the same result. */
export const timeIsHandedIn: Rule = (tree) =>
  eachLine(
    tree,
    (path) => isSource(path) && path !== 'src/kernel/clock.ts' && !path.startsWith('bots/zalo/sdk/scripts/'),
    (line, place, path) => {
      const code = line.replace(/^\s*(?:\/\/|\*|\/\*\*).*/, '')
      if (wallClock.test(code)) return `${place} asks the wall clock; a Clock is handed in`
      if (
        !isLease(path, line) &&
        /-(?:store|views)[.]ts$/.test(path) &&
        databaseClock.test(code.replace(/\b\w+[.]now\(\)/g, ''))
      )
        return `${place} asks the database for the time; it is a parameter`
      return undefined
    },
  )
