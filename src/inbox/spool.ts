import { open, mkdir, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { RawUpdate } from '../channels/port.ts'

/** Encrypted files that hold updates while the database is away. A file is whole once it has its final name. */
export type Spool = {
  write(updates: readonly RawUpdate[]): Promise<void>
  /** Gives every file to `store`, oldest first, and removes it once stored. Returns how many updates were replayed. */
  replay(store: (updates: readonly RawUpdate[]) => Promise<void>): Promise<number>
}

type Line = Omit<RawUpdate, 'raw' | 'at'> & { at: string; raw: string }

const place = 'spool'

export const openSpool = async (folder: string, keyring: Keyring, clock: Clock): Promise<Spool> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  let counter = 0

  const syncFolder = async (): Promise<void> => {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  return {
    async write(updates) {
      const lines = updates.map<Line>((update) => ({
        ...update,
        at: update.at.toISOString(),
        raw: Buffer.from(update.raw).toString('base64'),
      }))
      counter += 1
      const name = `${String(clock.now().getTime()).padStart(15, '0')}-${process.pid}-${String(counter).padStart(9, '0')}`
      const handle = await open(join(folder, `${name}.part`), 'wx', 0o600)
      try {
        await handle.writeFile(keyring.seal('spool', JSON.stringify(lines), place))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(join(folder, `${name}.part`), join(folder, `${name}.spool`))
      await syncFolder()
    },

    async replay(store) {
      let replayed = 0
      const files = (await readdir(folder)).filter((file) => file.endsWith('.spool')).sort()
      for (const file of files) {
        const path = join(folder, file)
        const sealed = await readFile(path).catch(() => undefined)
        // Another process on this folder was quicker; what it stored is not stored twice.
        if (!sealed) continue
        const lines = JSON.parse(keyring.openText('spool', sealed, place)) as Line[]
        await store(lines.map((line) => ({ ...line, at: new Date(line.at), raw: Buffer.from(line.raw, 'base64') })))
        await unlink(path).catch(() => undefined)
        replayed += lines.length
      }
      return replayed
    },
  }
}
