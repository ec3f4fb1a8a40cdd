import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

class PrivateAddressError extends Error {}

/**
 * A resolver that gives public addresses only. It stands inside the connection itself, so what was judged is what
 * is connected to: a name cannot change its mind between the check and the use.
 */
export const publicLookup =
  (resolve: LookupFunction): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found
      if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new PrivateAddressError('resolves to a private address'), [])
      }
      if (options.all === true) return callback(null, addresses)
      return callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
    })
  }

/** Whether a failed connection failed for that reason, however deep the client has wrapped it. */
export const failedForPrivateAddress = (error: unknown): boolean => {
  if (error instanceof PrivateAddressError) return true
  if (error instanceof AggregateError && error.errors.some(failedForPrivateAddress)) return true
  return error instanceof Error && error.cause !== undefined && failedForPrivateAddress(error.cause)
}
