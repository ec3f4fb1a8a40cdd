import { readFileSync, writeFileSync } from 'node:fs'

// In the workspace the package is its TypeScript sources; Node refuses those below node_modules, so what is published is
// the built JavaScript. npm knows no publishConfig.exports, hence this swap around `npm pack` and `npm publish`.
const targets: Readonly<Record<string, unknown>> = {
  src: './src/index.ts',
  dist: { types: './dist/index.d.ts', default: './dist/index.js' },
}

const target = targets[process.argv[2] ?? '']
if (target === undefined) throw new Error('usage: point-exports.ts src|dist')

const file = new URL('../package.json', import.meta.url)
const manifest = JSON.parse(readFileSync(file, 'utf8')) as { exports: unknown }
manifest.exports = { '.': target }
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
