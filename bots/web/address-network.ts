import { isIPv4, isIPv6 } from 'node:net'

const firstBytesOfV6 = (address: string): string => {
  const [head, tail] = address.split('::') as [string, string?]
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  const [a = '0', b = '0', c = '0', d = '0'] = groups.map((group) => group.padStart(4, '0'))
  return `${a}${b}${c}${d.slice(0, 2)}`
}

/** The /24 or /56 that an address lies in: what one person can change at will counts as one. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain
  if (isIPv4(mapped)) return mapped.split('.').slice(0, 3).join('.')
  return isIPv6(plain) ? firstBytesOfV6(plain) : 'unknown'
}
