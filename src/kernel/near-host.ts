const fourNumbers = /^\d{1,3}(?:\.\d{1,3}){3}$/
const privateV4 = /^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\./
/** `fc00::/7` as `URL` writes it: without leading zeros, in small letters. */
const uniqueLocalV6 = /^f[cd][0-9a-f]{2}:/

/**
 * Whether a host of an address, as `URL` gives it, is this machine or one of the same private network: loopback, RFC 1918,
 * RFC 4193, or a name of one word, as machines beside us and containers have it.
 */
export const isNearHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/gu, '').toLowerCase()
  if (host.includes(':')) return host === '::1' || uniqueLocalV6.test(host)
  return fourNumbers.test(host) ? privateV4.test(host) : !host.includes('.')
}
