import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig, type Config } from '../../../src/config.ts'
import { createSpeechServer, type SpeechServer, type VoiceFile } from '../../../src/app/speech-server.ts'
import { startSpeechEmulator, type SpeechEmulator } from './start-speech-emulator.ts'

let emulator: SpeechEmulator
const opened: SpeechServer[] = []
beforeEach(async () => {
  emulator = await startSpeechEmulator()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (server) => await server.close()))
  await emulator.close()
})

const voice: VoiceFile = { bytes: Buffer.from('OggS and more'), mediaType: 'audio/ogg', name: 'voice.ogg' }
const serverOf = (env: Record<string, string> = {}, timeoutMs = 5_000): SpeechServer => {
  const config = readConfig({ SPEECH_URL: emulator.url, SPEECH_KEY: emulator.key, ...env }, '/tmp') as Config
  const server = createSpeechServer(config, timeoutMs)
  if (!server) throw new Error('no speech server')
  opened.push(server)
  return server
}

test('a voice is handed over whole with key, model and language, and its words come back', async () => {
  expect(await serverOf().hear(voice)).toEqual({ ok: true, text: emulator.text })
  expect(emulator.heard).toEqual([{ bytes: voice.bytes, name: 'voice.ogg', type: 'audio/ogg' }])
})

test('a wrong key, model or kind of file is refused by the server, and that is a value', async () => {
  expect(await serverOf({ SPEECH_KEY: 'wrong' }).hear(voice)).toEqual({ ok: false, why: 'refused', status: 401 })
  expect(await serverOf({ SPEECH_MODEL: 'other' }).hear(voice)).toEqual({ ok: false, why: 'refused', status: 404 })
  const refused = await serverOf().hear({ ...voice, name: 'voice.exe' })
  expect(refused).toEqual({ ok: false, why: 'refused', status: 400 })
  expect(emulator.heard).toEqual([])
})

test('a fault, a page instead of an answer, silence, a redirect and a server that is away are values too', async () => {
  const server = serverOf({}, 150)
  emulator.mode = 'error-500'
  expect(await server.hear(voice)).toEqual({ ok: false, why: 'refused', status: 500 })
  emulator.mode = 'garbage'
  expect(await server.hear(voice)).toEqual({ ok: false, why: 'no-transcript', status: 200 })
  emulator.mode = 'slow'
  expect(await server.hear(voice)).toEqual({ ok: false, why: 'timeout' })
  emulator.mode = 'redirect'
  expect(await server.hear(voice)).toEqual({ ok: false, why: 'unreachable' })
  await emulator.close()
  expect(await server.hear(voice)).toEqual({ ok: false, why: 'unreachable' })
  emulator = await startSpeechEmulator()
})

test('beside us it is called directly, also where calls outward take a proxy', async () => {
  expect(await serverOf({ OUTBOUND_PROXY: 'http://127.0.0.1:9' }).hear(voice)).toMatchObject({ ok: true })
})

test('without an address there is no speech server', () => {
  expect(createSpeechServer(readConfig({}, '/tmp') as Config)).toBeUndefined()
})
