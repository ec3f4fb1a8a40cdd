import { createHash } from 'node:crypto'

/** A plain SHA-256 over app id, the bytes sent, the timestamp of the body and the OA Secret Key; not an HMAC. */
export const signEvent = (input: { appId: string; body: Buffer; timestamp: string; secret: string }): string =>
  createHash('sha256')
    .update(input.appId, 'utf8')
    .update(input.body)
    .update(input.timestamp, 'utf8')
    .update(input.secret, 'utf8')
    .digest('hex')
