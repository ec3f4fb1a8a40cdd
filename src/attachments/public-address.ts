import { BlockList, isIP } from 'node:net'

// IANA special-purpose registries (RFC 6890 and its updates): none of these is a place on the public internet.
const v4Ranges: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

const blockedV4 = new BlockList()
for (const [network, prefix] of v4Ranges) blockedV4.addSubnet(network, prefix, 'ipv4')

// Of IPv6 only 2000::/3 is public; inside it the tunnels that can lead to any IPv4 address, and documentation, are not.
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
const blockedV6 = new BlockList()
blockedV6.addSubnet('2001::', 23, 'ipv6')
blockedV6.addSubnet('2001:db8::', 32, 'ipv6')
blockedV6.addSubnet('2002::', 16, 'ipv6')
blockedV6.addSubnet('3fff::', 20, 'ipv6')

/** Whether an address (without brackets) is one of the public internet. Names and nonsense are not. */
export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !blockedV4.check(address, 'ipv4')
    case 6:
      return publicV6.check(address, 'ipv6') && !blockedV6.check(address, 'ipv6')
    default:
      return false
  }
}
