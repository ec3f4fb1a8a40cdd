import type { AccountDirectory, FetchedMedia, MediaSource } from '../../src/channels/port.ts'
import type { ApiAnswer, BotApi } from './call-api.ts'
import type { HttpAnswer } from './exchange.ts'
import { largestDownload } from './read-message.ts'
import { isFields, numberAt, textAt } from './update-fields.ts'

type Found = { readonly path: string } | FetchedMedia

const findFile = (answer: ApiAnswer): Found => {
  switch (answer.kind) {
    case 'done': {
      const file = isFields(answer.result) ? answer.result : {}
      if ((numberAt(file, 'file_size') ?? 0) > largestDownload) return { kind: 'too-big' }
      const path = textAt(file, 'file_path')
      return path === undefined ? { kind: 'gone', why: 'no-path' } : { path }
    }
    case 'refused':
      if (answer.code === 400 && /too big/i.test(answer.description)) return { kind: 'too-big' }
      if (answer.code === 400 && !/temporarily/i.test(answer.description)) return { kind: 'gone', why: 'no-such-file' }
      return { kind: 'retry', why: `status-${answer.code}` }
    case 'strange':
      return { kind: 'retry', why: `status-${answer.status}` }
    case 'broken':
      return { kind: 'retry', why: answer.why }
  }
}

const readDownload = (answer: HttpAnswer): FetchedMedia => {
  if (answer.kind === 'too-big') return answer
  if (answer.kind === 'broken') return { kind: 'retry', why: answer.why }
  if (answer.status === 200) return { kind: 'bytes', bytes: answer.body }
  return answer.status === 404
    ? { kind: 'gone', why: 'no-such-file' }
    : { kind: 'retry', why: `status-${answer.status}` }
}

/** Gets a file that a person sent. Its address holds the token, so it is made and used here and told to nobody. */
export const createFetchMedia =
  (accounts: AccountDirectory, api: BotApi) =>
  async (accountId: string, source: MediaSource, signal: AbortSignal): Promise<FetchedMedia> => {
    if (source.kind !== 'telegram-file') return { kind: 'gone', why: 'no-telegram-file' }
    const token = accounts.byId(accountId)?.credentials['botToken']
    if (!token) return { kind: 'gone', why: 'unknown-account' }
    const found = findFile(await api.call(token, 'getFile', { file_id: source.fileId }, signal))
    if (!('path' in found)) return found
    return readDownload(await api.download(token, found.path, largestDownload, signal))
  }
