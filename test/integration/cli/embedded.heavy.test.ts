import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../../src/database/embedded/index.ts'
import { createCaller, makeFolder } from './call.ts'

const folder = makeFolder()
const at = (name: string): string => join(folder.path, name)
const on = (name: string) => createCaller({ DATA_DIR: at(name) }, folder.path)
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

afterAll(() => folder.remove())

describe('an installation with nothing but a folder', () => {
  it('is made by the first command, seen by the doctor, backed up, and restored into another folder with its key', async () => {
    const first = on('máy một')
    const before = await first('doctor', '--json')
    expect([before.status, existsSync(at('máy một'))]).toEqual([0, false])
    const link = (await first('set-up-link', '--json')).json()
    expect(link['link']).toMatch(/^http:\/\/127\.0\.0\.1:8080\/console\/set-up\//)
    expect((await first('doctor', '--json')).json()['ok']).toBe(true)
    expect((await first('units', 'import')).status).toBe(0)
    expect((await first('officer', 'add', '--name', 'Hoa', '--role', 'admin', '--json')).status).toBe(0)
    writeFileSync(at('mật khẩu'), 'bốn con voi đi bộ')
    expect((await first('backup', '--to', 'a.backup', '--passphrase-file', 'mật khẩu')).status).toBe(0)

    const second = on('máy hai')
    const restored = await second('restore', '--from', 'a.backup', '--passphrase-file', 'mật khẩu', '--json')
    expect(restored.json()).toMatchObject({ wroteKey: true })
    const keyOf = (name: string): string => readFileSync(join(at(name), 'secret.key'), 'utf8')
    expect(keyOf('máy hai')).toBe(keyOf('máy một'))
    expect((await second('officer', 'list')).out).toContain('Hoa')
    expect((await second('doctor', '--json')).json()['ok']).toBe(true)
  })

  it('is administered beside a running service, which a restore refuses to disturb', async () => {
    const service = await startEmbedded({ folder: join(at('máy hai'), 'postgres'), log: quiet })
    try {
      const second = on('máy hai')
      expect((await second('officer', 'list')).out).toContain('Hoa')
      const refused = await second('restore', '--from', 'a.backup', '--passphrase-file', 'mật khẩu', '--json')
      expect([refused.status, String(refused.json()['error'])]).toEqual([
        1,
        expect.stringContaining('in use by process'),
      ])
    } finally {
      await service.stop()
    }
  })
})
