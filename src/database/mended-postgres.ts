import { findPackageJSON, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type postgresType from 'postgres'

// postgres.js 3.4.9 does not survive a server that goes away (its issues 1066, 1154, 1208): a statement that is written
// after the socket has closed ends the whole process, and bytes that waited at that moment keep their connection from
// ever sending again. And after a FATAL (an administrator's shutdown, a timeout in a transaction) it holds the connection
// for usable until its socket closes, and keeps the error for whoever connects next. Until a version mends that, its source
// is mended while it is loaded.

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
    'function execute(q) {',
    `function execute(q) {
    if (socket === null)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true`,
  ],
  [
    'async function closed(hadError) {',
    `function lose(reason) {
    const dying = socket
    errored(reason)
    while (sent.length)
      queryError(sent.shift(), reason)
    query = results = errorResponse = null
    result = new Result()
    rows = 0
    closed(false, reason)
    dying.on('error', noop)
    dying.destroy()
  }

  async function closed(hadError, reason) {
    if (socket === null)
      return
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null`,
  ],
  [
    "onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))",
    "onclose(connection, reason || Errors.connection('CONNECTION_CLOSED', options, socket))",
  ],
  [
    'function ErrorResponse(x) {',
    `function ErrorResponse(x) {
    const said = parseError(x)
    if (['FATAL', 'PANIC'].includes(said.severity || said.severity_local))
      return lose(Errors.postgres(said))`,
  ],
  [
    'incoming = incoming.subarray(length + 1)',
    'incoming = socket === null ? Buffer.alloc(0) : incoming.subarray(length + 1)',
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
