import { FormData, request } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PhoneUser } from './phone/phone-user.ts'
import { sampleDocument, samplePhoto, sampleVoice } from './sample-media.ts'
import { secondToken, startWithBot, token } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
let user: PhoneUser
beforeEach(async () => {
  setup = await startWithBot()
  user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  user.start()
})
afterEach(() => setup.emulator.close())

const upload = async (method: string, field: string, bytes: Buffer, more: Record<string, string> = {}) => {
  const form = new FormData()
  form.set('chat_id', String(user.id))
  for (const [name, word] of Object.entries(more)) form.set(name, word)
  form.set(field, new Blob([new Uint8Array(bytes)]), 'tệp.bin')
  const { statusCode, body } = await request(`${setup.emulator.url}/bot${token}/${method}`, {
    method: 'POST',
    body: form,
  })
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of several shapes
  return { status: statusCode, body: (await body.json()) as any }
}

const download = async (path: string, asToken = token) => {
  const { statusCode, body } = await request(`${setup.emulator.url}/file/bot${asToken}/${path}`)
  return { status: statusCode, bytes: Buffer.from(await body.arrayBuffer()) }
}

describe('sending files', () => {
  it.each([
    ['sendPhoto', 'photo', samplePhoto],
    ['sendDocument', 'document', sampleDocument],
    ['sendVoice', 'voice', sampleVoice],
    ['sendAudio', 'audio', sampleVoice],
  ])('%s takes an upload, and its file_id again', async (method, field, bytes) => {
    const first = await upload(method, field, bytes, { caption: '<b>Ảnh</b> chợ', parse_mode: 'HTML' })
    expect(first.status).toBe(200)
    expect(first.body.result).toMatchObject({ caption: 'Ảnh chợ', caption_entities: [{ type: 'bold' }] })
    const sent = first.body.result[field]
    const id = field === 'photo' ? sent.at(-1).file_id : sent.file_id
    const again = await setup.api(method, { chat_id: user.id, [field]: id })
    expect(again.status).toBe(200)
    expect(
      user
        .messages()
        .slice(1)
        .map(({ kind }) => kind),
    ).toEqual([field, field])
  })

  it('takes an upload under another name by attach://', async () => {
    const { status } = await upload('sendDocument', 'my_file', sampleDocument, { document: 'attach://my_file' })
    expect(status).toBe(200)
    expect(
      (await upload('sendDocument', 'stray', sampleDocument, { document: 'attach://other' })).body.description,
    ).toMatch(/unknown parameter "stray"/u)
  })

  it('takes an address that the platform could reach, and no other', async () => {
    const photo = async (given: string) => (await setup.api('sendPhoto', { chat_id: user.id, photo: given })).body
    expect((await photo('https://example.org/a.jpg')).ok).toBe(true)
    expect((await photo('http://127.0.0.1:8080/a.jpg')).description).toBe('Bad Request: failed to get HTTP URL content')
    expect((await photo('http://localhost/a.jpg')).description).toBe('Bad Request: wrong HTTP URL specified')
  })

  it('refuses a foreign file_id, one of another kind, no image as photo, an empty file and a long caption', async () => {
    const voice = await upload('sendVoice', 'voice', sampleVoice)
    const said = async (params: Record<string, unknown>) =>
      (await setup.api('sendPhoto', { chat_id: user.id, ...params })).body.description
    expect(await said({ photo: voice.body.result.voice.file_id })).toBe(
      "Bad Request: can't use file of type VoiceNote as Photo",
    )
    expect(await said({ photo: 'AgACnothing' })).toBe('Bad Request: wrong file identifier/HTTP URL specified')
    expect(await said({ photo: 'https://example.org/a.jpg', caption: 'ạ'.repeat(1025) })).toMatch(
      /caption is too long/u,
    )
    expect((await upload('sendPhoto', 'photo', sampleDocument)).body.description).toBe(
      'Bad Request: IMAGE_PROCESS_FAILED',
    )
    expect((await upload('sendDocument', 'document', Buffer.alloc(0))).body.description).toMatch(/non-empty/u)
    setup.emulator.addBot({ token: secondToken, username: 'other_bot' })
    const foreign = await setup.api('getFile', { file_id: voice.body.result.voice.file_id }, secondToken)
    expect(foreign.body.description).toBe('Bad Request: invalid file_id')
  })
})

describe('fetching files', () => {
  it('gives the bytes of what a person sent, for an hour', async () => {
    user.sendVoice({ caption: 'nghe giúp' })
    const { body } = await setup.api('getUpdates', { offset: -1 })
    const { voice } = body.result[0].message
    expect(voice).toMatchObject({ duration: 3, mime_type: 'audio/ogg', file_size: sampleVoice.length })
    const file = await setup.api('getFile', { file_id: voice.file_id })
    const path = file.body.result.file_path as string
    expect(await download(path)).toEqual({ status: 200, bytes: sampleVoice })
    expect((await download(path, secondToken)).status).toBe(404)
    setup.clock.advance(3_600_001)
    expect((await download(path)).status).toBe(404)
  })

  it('gives a photo in rising sizes and a document with its name', async () => {
    user.sendPhoto()
    user.sendDocument({ name: 'Đơn đề nghị.pdf' })
    const { body } = await setup.api('getUpdates', { offset: -2 })
    const widths = body.result[0].message.photo.map(({ width }: { width: number }) => width)
    expect(widths).toEqual([90, 320, 1280])
    expect(body.result[1].message.document).toMatchObject({
      file_name: 'Đơn đề nghị.pdf',
      mime_type: 'application/pdf',
    })
  })

  it('refuses files above 20 MB', async () => {
    user.sendDocument({ bytes: Buffer.alloc(20 * 1024 * 1024 + 1) })
    const { body } = await setup.api('getUpdates', { offset: -1 })
    const { file_id: id } = body.result[0].message.document
    expect((await setup.api('getFile', { file_id: id })).body.description).toBe('Bad Request: file is too big')
  })
})
