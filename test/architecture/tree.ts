import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** The files of the repository as a rule sees them: paths from the root, with forward slashes. */
export type Tree = {
  readonly files: readonly string[]
  read(path: string): string
}

const listed = (root: string): readonly string[] | undefined => {
  try {
    return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 100_000_000,
    }).split('\0')
  } catch {
    return undefined
  }
}

const aside = /(?:^|\/)(?:node_modules|[.]git|[.]data|[.]demo|[.]cache|dist|coverage)(?:\/|$)/

const walked = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll(sep, '/'),
    )
    .filter((path) => !aside.test(path))

/** What is committed or about to be; a copy without history is walked instead. */
export const readTree = (root: string): Tree => {
  const paths = listed(root) ?? walked(root)
  const files = paths.filter((path) => path !== '' && existsSync(join(root, path))).toSorted()
  return { files, read: (path) => readFileSync(join(root, path), 'utf8') }
}

/** A tree that a test plants: path to text. */
export const plantTree = (texts: Readonly<Record<string, string>>): Tree => ({
  files: Object.keys(texts).toSorted(),
  read: (path) => {
    const text = texts[path]
    if (text === undefined) throw new Error(`${path} was not planted`)
    return text
  },
})
