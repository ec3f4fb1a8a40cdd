import { DATABASE, HOST } from './ask-server.ts'
import { USER } from './create-cluster.ts'
import { explainFileFailure } from './failures.ts'
import { findLeftBehind } from './find-left-behind.ts'
import { findPackage } from './find-package.ts'
import { inspectCluster } from './inspect-cluster.ts'
import { layoutOf } from './layout.ts'

/**
 * The address of the server that a running service keeps on this folder; undefined when none runs. For commands beside
 * the service: they start nothing and stop nothing.
 * @throws AppError UNAVAILABLE when the folder is not readable, damaged or of another version
 */
export const attachEmbedded = async (folder: string): Promise<string | undefined> => {
  const layout = layoutOf(folder)
  try {
    const password = await inspectCluster(layout, (await findPackage()).major)
    if (password === undefined) return undefined
    const running = await findLeftBehind(layout, password)
    return running && `postgres://${USER}:${password}@${HOST}:${running.port}/${DATABASE}`
  } catch (error) {
    throw explainFileFailure(error, layout.folder)
  }
}
