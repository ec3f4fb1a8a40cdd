import { posix } from 'node:path'
import type { Tree } from '../tree.ts'
import type { Rule } from './rule.ts'

const isDocument = (path: string): boolean => /^(?:[^/]+[.]md|docs\/.*[.]md|(?:bots|bench|test)\/.*[.]md)$/.test(path)

/** Made while running or building, so named in texts and never committed. */
const made = /^(?:[.]data|[.]demo|[.]env|node_modules|bots\/zalo\/sdk\/dist)(?:\/|$)/

const exists = (tree: Tree, path: string): boolean => {
  const plain = path.replace(/\/$/, '')
  const pattern = new RegExp(
    `^${plain.replaceAll(/[.+^$()|[\]\\{}]/g, String.raw`\$&`).replaceAll(/\*+/g, '[^ ]*')}(?:/|$)`,
  )
  return made.test(plain) || tree.files.some((file) => pattern.test(file))
}

/** A path in backticks counts when it starts at a folder or file of ours; `<…>` and `…` stand for something. */
const namedPaths = (tree: Tree, text: string): readonly string[] => {
  const tops = new Set(tree.files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]))
  return [...text.matchAll(/`([\w.@*-]+(?:\/[\w.@*-]+)+\/?|[\w.-]+\/)`/g)]
    .map(([, path]) => path ?? '')
    .filter((path) => tops.has(path.split('/')[0]))
}

const linkedPaths = (document: string, text: string): readonly string[] =>
  [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g)]
    .map(([, link, attribute]) => (link ?? attribute ?? '').replace(/[#?].*$/, ''))
    .filter((link) => link !== '' && !/^[a-z][a-z+.-]*:|^\/\//i.test(link))
    .map((link) => posix.normalize(posix.join(posix.dirname(document), decodeURI(link))))

/** Paths, links and npm scripts named in documents are there. */
export const namedInDocs: Rule = (tree) => {
  const manifest = tree.files.includes('package.json') ? tree.read('package.json') : '{}'
  const scripts = Object.keys((JSON.parse(manifest) as { scripts?: Record<string, string> }).scripts ?? {})
  return tree.files.filter(isDocument).flatMap((document) => {
    const text = tree.read(document)
    const paths = [...namedPaths(tree, text), ...linkedPaths(document, text)]
    const runs = [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    )
    return [
      ...paths.filter((path) => !exists(tree, path)).map((path) => `${document} names ${path}, which is not there`),
      ...runs
        .filter((run) => !scripts.includes(run))
        .map((run) => `${document} names npm script ${run}, which is not there`),
    ]
  })
}
