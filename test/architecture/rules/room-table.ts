import { mayEnter } from '../room-rules.ts'
import type { Rule } from './rule.ts'

/** Both enter rooms from outside; rules of their own name them. */
const beside = new Set(['app', 'cli'])

/** A room that the table does not name would be free to enter every other. */
export const roomTable: Rule = (tree) => {
  const rooms = new Set(tree.files.flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []))
  return [...rooms]
    .filter((room) => !beside.has(room) && !Object.hasOwn(mayEnter, room))
    .map((room) => `src/${room} is not in the table of test/architecture/room-rules.ts`)
}
