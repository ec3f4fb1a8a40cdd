import type { Tree } from '../tree.ts'

/** Looks at a tree and says what is wrong, a sentence a fault; nothing when all is well. */
export type Rule = (tree: Tree) => readonly string[]

/** Calls `look` for each line of the files that `choose` wants. */
export const eachLine = (
  tree: Tree,
  choose: (path: string) => boolean,
  look: (line: string, place: string, path: string) => string | undefined,
): readonly string[] =>
  tree.files.filter(choose).flatMap((path) =>
    tree
      .read(path)
      .split('\n')
      .flatMap((line, index) => look(line, `${path}:${index + 1}`, path) ?? []),
  )

export const isText = (path: string): boolean =>
  !/[.](?:png|jpe?g|webp|gif|ico|woff2?|pdf|docx|xlsx|zip|ogg|mp[34]|amr|gz|br|node)$/i.test(path)

export const isSource = (path: string): boolean => /^(?:src|bots)\/.*[.](?:ts|js)$/.test(path)

/** Our own words about rules would break the rules: this folder is left out where texts are searched. */
export const isAboutRules = (path: string): boolean => path.startsWith('test/architecture/')
