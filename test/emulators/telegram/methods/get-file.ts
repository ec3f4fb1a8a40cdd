import { answer, badRequest, type Outcome } from '../outcome.ts'
import { type Call, stringOf } from './call.ts'

const largestDownload = 20 * 1024 * 1024
const linkLifetime = 3_600_000

/** Makes a file of this bot fetchable for an hour under `/file/bot<token>/<file_path>`. */
export const getFile = (call: Call): Outcome => {
  const id = stringOf(call, 'file_id') ?? ''
  if (id === '') return badRequest('file_id not specified')
  const file = call.bot.files.get(id)
  if (file === undefined) return badRequest('invalid file_id')
  if (file.bytes.length > largestDownload) return badRequest('file is too big')
  file.linkUntil = call.state.scheduler.now() + linkLifetime
  return answer({
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    file_path: file.path,
  })
}
