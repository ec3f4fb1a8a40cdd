import type { FetchedMedia } from '../channels/port.ts'
import { fetchRemoteFile } from './fetch-remote-file.ts'
import type { RemoteFile } from './fetch-remote-file.ts'

/** `fetchRemoteFile` in the words of the port, for adapters: given to them in `app.ts`. */
export const downloadMedia = async (file: RemoteFile): Promise<FetchedMedia> => {
  const fetched = await fetchRemoteFile(file)
  if (fetched.ok) {
    const { bytes, contentType } = fetched
    return { kind: 'bytes', bytes, ...(contentType === undefined ? {} : { claimedType: contentType }) }
  }
  const why = fetched.status === undefined ? fetched.why : `${fetched.why} ${fetched.status}`
  if (fetched.why === 'temporary') return { kind: 'retry', why }
  if (fetched.why === 'too-big') return { kind: 'too-big' }
  return fetched.why === 'empty' ? { kind: 'bytes', bytes: Buffer.alloc(0) } : { kind: 'gone', why }
}
