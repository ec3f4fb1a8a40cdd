import type { Tree } from '../tree.ts'
import type { Rule } from './rule.ts'

const writes = /\b(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?([a-z_]+)"?/gi
/** Table files that a room writes beside its own: the spine shares the chats; the web chat's memory is ours. */
const shared: Readonly<Record<string, readonly string[]>> = {
  channels: ['history', 'web-chat'],
  inbox: ['channels', 'history'],
  outbox: ['channels', 'history'],
}

/** Table name to the room whose table file declares it. */
export const tableOwners = (tree: Tree): ReadonlyMap<string, string> =>
  new Map(
    tree.files.flatMap((path) => {
      const [, room] = /^src\/database\/tables\/([\w-]+)[.]ts$/.exec(path) ?? []
      if (room === undefined) return []
      return [...tree.read(path).matchAll(/\bpgTable\(\s*'([a-z_]+)'/g)].map(
        ([, table]) => [table ?? '', room] as const,
      )
    }),
  )

/** Imports show who uses which table; SQL as text does not. A store writes the tables of its own room only. */
export const ownTables: Rule = (tree) => {
  const owners = tableOwners(tree)
  return tree.files
    .filter((path) => /^src\/(?!database\/).*[.]ts$/.test(path))
    .flatMap((path) => {
      const room = path.split('/')[1] ?? ''
      const text = tree.read(path)
      return [...text.matchAll(writes)].flatMap(([, name = '']) => {
        const owner = owners.get(name.toLowerCase())
        if (owner === undefined) return []
        if (!/-store[.]ts$/.test(path)) return [`${path} writes ${name} outside a store`]
        return owner === room || shared[room]?.includes(owner) ? [] : [`${path} writes ${name}, a table of ${owner}`]
      })
    })
}
