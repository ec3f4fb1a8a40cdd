import { BlockList, isIP } from 'node:net'

const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/**
 * Whether a host of an address is this machine or one of the same private network: loopback, RFC 1918, RFC 4193, or a
 * name of one word, as machines beside us and containers have it.
 */
export const isNearHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/gu, '')
  const version = isIP(host)
  if (version === 0) return !host.includes('.')
  return near.check(host, version === 6 ? 'ipv6' : 'ipv4')
}
