import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/** Names that no server answers for (RFC 2606, RFC 6761): a test may try them, and learns that they are not there. */
const reserved = /(?:^|[.])(?:invalid|test|example|example[.](?:com|net|org))$/i
const home = /^(?:(?:.*[.])?localhost|127[.]\d+[.]\d+[.]\d+|0[.]0[.]0[.]0|::1?|::ffff:127[.]\d+[.]\d+[.]\d+)$/i

const isHome = (host: unknown): boolean => typeof host !== 'string' || host === '' || home.test(host)
const notFound = (name: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: name,
  })

type Lookup = (name: string, options: object, done: (error: Error | null, ...found: unknown[]) => void) => void
type Target = { host?: unknown; path?: unknown; lookup?: Lookup }

/** What a call of `Socket.connect` asks for. A path has no host. */
const targetOf = (args: readonly unknown[]): Target => {
  const [first, second]: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args
  return typeof first === 'object' && first !== null ? first : { host: typeof second === 'string' ? second : undefined }
}

const addressesOf = (found: unknown): readonly (string | undefined)[] =>
  Array.isArray(found)
    ? found.map((one: { address?: string }) => one.address)
    : [typeof found === 'string' ? found : undefined]

/**
 * Cuts this process off from everything but the machine itself: a call to the outside fails as it would offline, and is
 * remembered. Processes that a test starts are not covered.
 */
export const stayAtHome = (): { readonly attempts: readonly string[] } => {
  const attempts: string[] = []
  const refuse = (what: string): Error => {
    attempts.push(what)
    return Object.assign(new Error(`a test may not leave this machine: ${what}`), { code: 'ENETUNREACH' })
  }

  // A look-up of one's own may say anything, and refuse; only where it leads matters.
  const guarded = new WeakSet<Lookup>()
  const guardLookup = (lookUp: Lookup): Lookup => {
    const guard: Lookup = (name, options, done) =>
      lookUp(name, options, (error, ...found) => {
        const outside = error === null ? addressesOf(found[0]).find((address) => !isHome(address)) : undefined
        if (outside === undefined) done(error, ...found)
        else done(refuse(`connection to ${name} at ${outside}`))
      })
    guarded.add(guard)
    return guard
  }

  const connect = net.Socket.prototype.connect as (this: net.Socket, ...args: unknown[]) => net.Socket
  net.Socket.prototype.connect = function stayingConnect(this: net.Socket, ...args: unknown[]) {
    const target = targetOf(args)
    if (target.path === undefined && !isHome(target.host) && net.isIP(String(target.host)) !== 0) {
      const error = refuse(`connection to ${String(target.host)}`)
      process.nextTick(() => this.destroy(error))
      return this
    }
    if (typeof target.lookup === 'function' && !guarded.has(target.lookup)) target.lookup = guardLookup(target.lookup)
    return connect.apply(this, args)
  }

  const send = dgram.Socket.prototype.send as (this: dgram.Socket, ...args: unknown[]) => void
  dgram.Socket.prototype.send = function stayingSend(this: dgram.Socket, ...args: unknown[]) {
    const host = args.slice(1).find((argument) => typeof argument === 'string')
    if (!isHome(host)) throw refuse(`datagram to ${String(host)}`)
    send.apply(this, args)
  } as typeof dgram.Socket.prototype.send

  const answer = (name: string): Error => (reserved.test(name) ? notFound(name) : refuse(`look-up of ${name}`))
  const mayLookUp = (name: unknown): boolean => isHome(name) || net.isIP(String(name)) !== 0
  const lookup = dns.lookup as unknown as (...args: unknown[]) => void
  const stayingLookup = (...args: unknown[]): void => {
    if (mayLookUp(args[0])) return lookup(...args)
    const error = answer(String(args[0]))
    const done = args.at(-1) as (error: Error) => void
    process.nextTick(() => done(error))
  }
  const lookupLater = dns.promises.lookup as unknown as (...args: unknown[]) => Promise<unknown>
  const stayingLookupLater = async (...args: unknown[]): Promise<unknown> => {
    if (mayLookUp(args[0])) return await lookupLater(...args)
    throw answer(String(args[0]))
  }
  Object.assign(dns, { lookup: stayingLookup })
  Object.assign(dns.promises, { lookup: stayingLookupLater })
  syncBuiltinESMExports()
  return { attempts }
}
