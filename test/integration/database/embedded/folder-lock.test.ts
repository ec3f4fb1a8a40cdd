import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../../../src/database/embedded/folder-lock.ts'
import { cleanUp, newPlace } from './workplace.ts'

afterEach(cleanUp)

const claimAtOnce = async (folder: string) => {
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder)))
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

describe('the lock of a folder', () => {
  it('is won by one of many that find the same dead holder', async () => {
    const folder = await newPlace()
    for (let round = 0; round < 20; round++) {
      await writeFile(
        join(folder, `lock.${round * 100 + 1}`),
        JSON.stringify({ pid: 1, started: 'before', released: false }),
      )
      const winners = await claimAtOnce(folder)
      expect(winners).toHaveLength(1)
      await winners[0]?.release()
    }
  })

  it('is free again after it was released, and keeps one file only', async () => {
    const folder = await newPlace()
    await (await lockFolder(folder)).release()
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await lock.release()
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('takes an unreadable lock file for a dead one', async () => {
    const folder = await newPlace()
    await writeFile(join(folder, 'lock.3'), 'torn')
    await (await lockFolder(folder)).release()
    expect(await readdir(folder)).toEqual(['lock.4'])
  })
})
