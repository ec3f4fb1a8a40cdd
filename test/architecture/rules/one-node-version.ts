import { eachLine, type Rule } from './rule.ts'

type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly engines?: { readonly node?: string }
}

const places = /^(?:[^/]+[.]md|docs\/.*[.]md|Dockerfile|compose[.]yaml|[.]ci\/.*|[.]github\/.*)$/
const naming = /\bnode(?:[.]js)?(?:[ :@-]v?|[ ]version[ ])(\d+)(?:[.]\d+)*/gi

/** The Node that runs us, and the oldest on a machine that may start us, are the same wherever they are named. */
export const oneNodeVersion: Rule = (tree) => {
  const manifest = JSON.parse(tree.read('package.json')) as Manifest
  const pinned = manifest.dependencies?.['node']?.split('.')[0]
  const oldest = /^>=(\d+)/.exec(manifest.engines?.node ?? '')?.[1]
  if (pinned === undefined || oldest === undefined) return ['package.json pins node and names the oldest in engines']
  const types = manifest.devDependencies?.['@types/node']?.split('.')[0]
  return [
    ...(types === pinned ? [] : [`@types/node describes Node ${types}, package.json runs Node ${pinned}`]),
    ...eachLine(
      tree,
      (path) => places.test(path),
      (line, place) => {
        const other = [...line.matchAll(naming)]
          .map(([, major]) => major)
          .find((one) => one !== pinned && one !== oldest)
        return other === undefined ? undefined : `${place} names Node ${other}; ours is ${pinned}, the oldest ${oldest}`
      },
    ),
  ]
}
