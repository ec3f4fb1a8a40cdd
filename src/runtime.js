// What has to be right before the first line of TypeScript is read. Plain JavaScript of Node 14's time, so that an old
// Node says what it lacks instead of stumbling over a type.
import { accessSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node
const major = (/** @type {string} */ version) => Number(version.split('.')[0])

const isRightNode = () => major(process.versions.node) === major(wanted)

/** The Node that `npm ci` brought along, if it is not the one that runs already. @returns {string | undefined} */
export const pinnedNode = () => {
  const file = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) && realpathSync(file) !== realpathSync(process.execPath) ? file : undefined
}

/** What is wrong with this Node, as a sentence that says what to do. @returns {string | undefined} */
export const complaint = () =>
  isRightNode()
    ? undefined
    : `Nhịp Cầu runs on Node ${major(wanted)}; this is Node ${process.versions.node} (${process.execPath}).\n` +
      (existsSync(join(root, 'node_modules', 'node'))
        ? 'Start it with `npm start`: npm then takes the right Node from node_modules by itself.\n'
        : 'Run `npm ci` first, then `npm start`: the right Node comes with the packages.\n')

const isWritable = (/** @type {string} */ folder) => {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Compiled code is kept from start to start, in a folder of ours: who may write there decides what runs, so never the
 * shared temporary folder.
 */
export const keepCompiledCode = () => {
  const folder = [join(root, 'node_modules'), process.env.DATA_DIR || join(root, '.data')].find(isWritable)
  if (folder !== undefined) module.enableCompileCache(join(folder, '.cache', 'compiled'))
}
