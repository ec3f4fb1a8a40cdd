/**
 * Entries: `api.telegram.org` (that host, https, port 443), `*.zdn.vn` (any name below it), `127.0.0.1:8081` or
 * `emulator:8081` (exactly that; http and private addresses too, because whoever wrote the port meant that server).
 */
export type AllowedHosts = readonly string[]

export type HostVerdict =
  | { readonly ok: true; readonly namedWithPort: boolean }
  | { readonly ok: false; readonly why: 'bad-address' | 'host-not-allowed' }

const hostNotAllowed: HostVerdict = { ok: false, why: 'host-not-allowed' }

const defaultPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' }

/** Judges where a URL leads by its text alone; what its name resolves to is judged when the connection is made. */
export const judgeHost = (url: URL, allowed: AllowedHosts): HostVerdict => {
  const defaultPort = defaultPorts[url.protocol]
  if (defaultPort === undefined || url.username !== '' || url.password !== '') return { ok: false, why: 'bad-address' }
  const host = url.hostname.toLowerCase()
  const entries = allowed.map((entry) => entry.toLowerCase())
  if (entries.includes(`${host}:${url.port === '' ? defaultPort : url.port}`)) return { ok: true, namedWithPort: true }
  if (url.protocol !== 'https:' || url.port !== '') return hostNotAllowed
  const matches = entries.some((entry) =>
    entry.startsWith('*.') ? host.endsWith(entry.slice(1)) && host.length > entry.length - 1 : host === entry,
  )
  return matches ? { ok: true, namedWithPort: false } : hostNotAllowed
}
