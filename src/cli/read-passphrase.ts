import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../kernel/errors.ts'
import { textOf, type Context, type Input } from './command.ts'

const shortest = 12

/** The first line of `--passphrase-file`; never on the command line, where every user of the machine could read it. */
export const readPassphrase = async (context: Context, input: Input): Promise<string | undefined> => {
  const file = textOf(input, 'passphrase-file')
  if (file === undefined) return undefined
  const text = await readFile(resolve(context.folder, file), 'utf8')
  const passphrase = text.replace(/^\ufeff/, '').split(/\r?\n/)[0] ?? ''
  if (passphrase.length >= shortest) return passphrase
  throw new AppError('INVALID', `The first line of ${file} is no passphrase: ${shortest} characters at least.`)
}
