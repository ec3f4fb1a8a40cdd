import { eachLine, isAboutRules, isText, type Rule } from './rule.ts'

/** Folders on somebody's machine. In a container or a test, paths start at `/app`, `/data` or a temporary folder. */
const somebodysFolder = /(?<![\w.)}-])\/(?:work|workspace|opt|home|root|Users)\/[\w.-]+/
const registry = /\bregistry[.][a-z0-9-]+[.][a-z]+|"resolved": "https?:|^\s*registry\s*=/
const document = /(?<![\w/.-])(?:[\w-]+\/)*([\w-]+[.]md)\b/g

/** What is committed works anywhere: no path of a machine, no registry's host, no document that only its author has. */
export const nothingOfTheWorkplace: Rule = (tree) => {
  const names = new Set(tree.files.map((path) => path.slice(path.lastIndexOf('/') + 1)))
  return eachLine(
    tree,
    (path) => isText(path) && path !== 'LICENSE' && !isAboutRules(path),
    (line, place) => {
      if (somebodysFolder.test(line)) return `${place} names a folder of somebody's machine`
      if (registry.test(line)) return `${place} names a package registry`
      const missing = [...line.matchAll(document)].map(([, name]) => name).find((name) => !names.has(name ?? ''))
      return missing === undefined ? undefined : `${place} names ${missing}, which is not in the repository`
    },
  )
}
