import { findPackageJSON, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type postgresType from 'postgres'

// postgres.js 3.4.9 does not survive a server that goes away (its issues 1066, 1154, 1208): a statement that is written
// after the socket has closed ends the whole process, and bytes that waited at that moment keep their connection from
// ever sending again. Until a version mends that, its source is mended while it is loaded.

const mark = '?mended'

const mends: readonly (readonly [string, string])[] = [
  [
    'function nextWrite(fn) {',
    `function nextWrite(fn) {
    if (socket === null) {
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }`,
  ],
  [
    'async function closed(hadError) {',
    `async function closed(hadError) {
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null`,
  ],
]

const mend = (source: string): string =>
  mends.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`postgres.js has changed: is "${from}" to be mended still?`)
    return text.replace(from, to)
  }, source)

const hooks = registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const isInside = context.parentURL?.endsWith(mark) === true && found.url.includes('/postgres/src/')
    return isInside && !found.url.endsWith(mark) ? { ...found, url: `${found.url}${mark}` } : found
  },
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith(`/postgres/src/connection.js${mark}`)) return loaded
    return { ...loaded, source: mend(Buffer.from(loaded.source as Uint8Array).toString('utf8')) }
  },
})

const load = async (): Promise<typeof postgresType> => {
  const description = findPackageJSON('postgres', import.meta.url)
  if (description === undefined) throw new Error('postgres is not installed')
  try {
    const { href } = new URL(`src/index.js${mark}`, pathToFileURL(description))
    return ((await import(href)) as { default: typeof postgresType }).default
  } finally {
    hooks.deregister()
  }
}

/** The driver as it should be. */
export const postgres = await load()
