import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = fileURLToPath(new URL('../..', import.meta.url))

const isWithin = (folder: string, other: string): boolean => !relative(folder, other).startsWith('..')

/**
 * The folder whose `.env` and `.data` are meant: where the service is started. That is the folder of the sources, also
 * when a command is called from below it; or the folder that one stands in, when it holds settings of its own.
 */
export const findHome = (folder: string, root: string = sources): string => {
  if (isWithin(root, folder)) return root
  return existsSync(join(folder, '.env')) || existsSync(join(folder, '.data')) ? folder : root
}
