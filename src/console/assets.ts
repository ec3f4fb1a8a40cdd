import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { readerScript } from '../sealed/index.ts'

const require = createRequire(import.meta.url)
const own = (name: string): URL => new URL(`assets/${name}`, import.meta.url)

type Asset = { readonly name: string; readonly type: string; readonly bytes: Buffer }

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 12)
const pathOf = (asset: Asset): string => `/console/assets/${hashOf(asset.bytes)}/${asset.name}`

const weights = [400, 600, 700]
// Ranges of the subsets as the font's own stylesheet gives them.
const subsets: readonly (readonly [name: string, range: string])[] = [
  [
    'vietnamese',
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  ],
  [
    'latin',
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  ],
]

type Font = Asset & { readonly weight: number; readonly range: string }

const readFonts = (): Font[] =>
  weights.flatMap((weight) =>
    subsets.map(([subset, range]) => {
      const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`
      const bytes = readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/${name}`))
      return { name, type: 'font/woff2', bytes, weight, range }
    }),
  )

const fontFaces = (fonts: readonly Font[]): string =>
  fonts
    .map(
      (font) =>
        `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-weight:${font.weight};font-display:swap;` +
        `src:url("${pathOf(font)}") format("woff2");unicode-range:${font.range}}`,
    )
    .join('\n')

const readAssets = (): Asset[] => {
  const fonts = readFonts()
  const css = `${fontFaces(fonts)}\n${readFileSync(own('console.css'), 'utf8')}`
  return [
    ...fonts,
    { name: 'console.css', type: 'text/css; charset=utf-8', bytes: Buffer.from(css) },
    { name: 'console.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('console.js')) },
    { name: 'attendance.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('attendance.css')) },
    { name: 'artefacts.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('artefacts.css')) },
    { name: 'poll.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('poll.css')) },
    { name: 'poll.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('poll.js')) },
    { name: 'form-paper.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('form-paper.css')) },
    { name: 'letter.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('letter.css')) },
    { name: 'preparation.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('preparation.css')) },
    { name: 'artefacts.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('artefacts.js')) },
    { name: 'check-in.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('check-in.js')) },
    { name: 'triage.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('triage.css')) },
    { name: 'triage.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('triage.js')) },
    { name: 'hall.css', type: 'text/css; charset=utf-8', bytes: readFileSync(own('hall.css')) },
    { name: 'hall.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('hall.js')) },
    { name: 'board.js', type: 'text/javascript; charset=utf-8', bytes: readFileSync(own('board.js')) },
    { name: 'sealed-reader.js', type: 'text/javascript; charset=utf-8', bytes: Buffer.from(readerScript()) },
    { name: 'icon.svg', type: 'image/svg+xml', bytes: readFileSync(own('icon.svg')) },
    {
      name: 'htmx.js',
      type: 'text/javascript; charset=utf-8',
      bytes: readFileSync(require.resolve('htmx.org/dist/htmx.min.js')),
    },
  ]
}

let loaded: ReadonlyMap<string, Asset> | undefined
const assets = (): ReadonlyMap<string, Asset> => (loaded ??= new Map(readAssets().map((asset) => [asset.name, asset])))

let paths: ReadonlyMap<string, string> | undefined

/** The address of a file of the console; it changes with the file's bytes, so browsers may keep it for good. */
export const assetPath = (name: string): string => {
  paths ??= new Map([...assets().values()].map((asset) => [asset.name, pathOf(asset)]))
  const path = paths.get(name)
  if (path === undefined) throw new Error(`the console has no file ${name}`)
  return path
}

/** Serves stylesheet, scripts and fonts from our own port: nothing is loaded from elsewhere. */
export const mountAssets = (app: FastifyInstance): void => {
  app.get('/assets/:hash/:name', { config: { access: 'public' } }, async (request, reply) => {
    const { hash, name } = request.params as { hash: string; name: string }
    const asset = assets().get(name)
    if (!asset || hashOf(asset.bytes) !== hash) {
      reply.callNotFound()
      return reply
    }
    return await reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.bytes)
  })
}
