import { join, resolve } from 'node:path'

/** Where things lie inside the folder of the embedded database. */
export type Layout = {
  readonly folder: string
  /** Data and password together, so that one rename makes a finished cluster appear. */
  readonly cluster: string
  readonly data: string
  readonly password: string
  readonly log: string
}

export const layoutOf = (folder: string): Layout => {
  const root = resolve(folder)
  const cluster = join(root, 'cluster')
  return {
    folder: root,
    cluster,
    data: join(cluster, 'data'),
    password: join(cluster, 'password'),
    log: join(root, 'postgres.log'),
  }
}
