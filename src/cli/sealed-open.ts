import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../kernel/errors.ts'
import { openExport } from '../sealed/index.ts'
import { textOf, UsageError, type Context, type Input, type Outcome } from './command.ts'

/** `sealed open`: away from the service and its database, with the readers' files alone. */
export const openSealedByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const { key } = input.values
  const files = Array.isArray(key) ? key.filter((one) => typeof one === 'string') : []
  if (files.length < 2) throw new UsageError('--key is given twice or more: two readers open together.')
  const read = async (file: string): Promise<string> => await readFile(resolve(context.folder, file), 'utf8')
  const identities = await Promise.all(
    files.map(async (file) => {
      const [identity] = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(await read(file)) ?? []
      if (identity !== undefined) return identity
      throw new AppError('INVALID', `${file} holds no line AGE-SECRET-KEY-1…`)
    }),
  )
  const opened = await openExport(await read(textOf(input, 'from') ?? ''), identities)
  if (!opened)
    throw new AppError('INVALID', 'These keys open nothing: two different readers of this window are needed.')
  const { opinions, unreadable } = opened
  const count = `${opinions.length} read, ${unreadable} could not be opened.`
  return { json: opened, text: [...opinions, count].join('\n\n'), exitCode: unreadable === 0 ? 0 : 1 }
}
