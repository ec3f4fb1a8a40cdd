import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'

/** Addresses of the page's files, each with a mark of its content, so that browsers may keep them for ever. */
export type AssetUrls = {
  readonly style: string
  readonly script: string
  readonly worker: string
  readonly icon: string
}

type Asset = { readonly bytes: Buffer; readonly type: string }

const require = createRequire(import.meta.url)

const weights = [400, 700]
const subsets = ['latin', 'vietnamese']
const fontNames = weights.flatMap((weight) =>
  subsets.map((subset) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
)

const own = async (name: string, type: string): Promise<[string, Asset]> => [
  name,
  { bytes: await readFile(new URL(`assets/${name}`, import.meta.url)), type },
]

const font = async (name: string): Promise<[string, Asset]> => [
  name,
  { bytes: await readFile(require.resolve(`@fontsource/be-vietnam-pro/files/${name}`)), type: 'font/woff2' },
]

/** Serves the page's script, style and letters from memory: about 150 kB. */
export const mountAssets = async (app: FastifyInstance): Promise<AssetUrls> => {
  const assets = new Map(
    await Promise.all([
      own('chat.css', 'text/css; charset=utf-8'),
      own('chat.js', 'text/javascript; charset=utf-8'),
      own('prove-work.js', 'text/javascript; charset=utf-8'),
      own('icon.svg', 'image/svg+xml'),
      ...fontNames.map(font),
    ]),
  )
  app.get<{ Params: { name: string } }>(
    '/chat/assets/:name',
    { config: { access: 'public' } },
    async (request, reply) => {
      const asset = assets.get(request.params.name)
      if (!asset) return await reply.code(404).send()
      return await reply
        .type(asset.type)
        .header('Cache-Control', 'public, max-age=31536000, immutable')
        .header('Content-Security-Policy', "default-src 'none'")
        .header('Cross-Origin-Resource-Policy', 'same-origin')
        .send(asset.bytes)
    },
  )
  const url = (name: string): string => {
    const digest = createHash('sha256')
      .update(assets.get(name)?.bytes ?? '')
      .digest('hex')
    return `/chat/assets/${name}?v=${digest.slice(0, 12)}`
  }
  return { style: url('chat.css'), script: url('chat.js'), worker: url('prove-work.js'), icon: url('icon.svg') }
}
