import { describe, expect, it } from 'vitest'
import type { IncomingMedia } from '../../../src/channels/port.ts'
import { samplePhoto, sampleVoice } from '../../emulators/telegram/sample-media.ts'
import { accountId, openStage, token } from './telegram-stage.ts'

const signal = new AbortController().signal

const open = async () => {
  const stage = await openStage()
  await stage.connect()
  const person = stage.person()
  await stage.storedAtLeast(1)
  /** The file in what the person sends. */
  const sent = async (act: () => unknown): Promise<IncomingMedia> => {
    const before = stage.stored.length
    act()
    const update = (await stage.storedAtLeast(before + 1)).at(-1)
    const { content } = stage.channel.read(accountId, update?.raw ?? new Uint8Array())
    const [item] = content.kind === 'media' ? content.items : []
    if (!item) throw new Error('the person sent no file')
    return item
  }
  const fetch = async (item: Pick<IncomingMedia, 'source'>, account = accountId) =>
    await stage.channel.fetchMedia?.(account, item.source, signal)
  return { ...stage, user: person, sent, fetch }
}

describe('a file that a person sent', () => {
  it('comes byte for byte: photo, voice, document', async () => {
    const stage = await open()
    const photo = await stage.sent(() => stage.user.sendPhoto({ caption: 'Ổ gà' }))
    expect(await stage.fetch(photo)).toEqual({ kind: 'bytes', bytes: samplePhoto })
    const voice = await stage.sent(() => stage.user.sendVoice())
    expect(await stage.fetch(voice)).toEqual({ kind: 'bytes', bytes: sampleVoice })
    const letter = await stage.sent(() => stage.user.sendDocument({ bytes: Buffer.from('%PDF'), name: 'Đơn xin.pdf' }))
    expect(letter.name).toBe('Đơn xin.pdf')
    expect(await stage.fetch(letter)).toEqual({ kind: 'bytes', bytes: Buffer.from('%PDF') })
  })

  it('is too big above what Telegram hands out', async () => {
    const stage = await open()
    const big = await stage.sent(() => stage.user.sendDocument({ bytes: Buffer.alloc(20 * 1024 * 1024 + 1) }))
    expect(big.sizeBytes).toBe(20 * 1024 * 1024 + 1)
    expect(await stage.fetch(big)).toEqual({ kind: 'too-big' })
  })

  it('is gone when Telegram or its file server does not know it', async () => {
    const stage = await open()
    const unknown = { source: { kind: 'telegram-file', fileId: 'AgACAgUAAxkunknown' } } as const
    expect(await stage.fetch(unknown)).toMatchObject({ kind: 'gone' })
    const photo = await stage.sent(() => stage.user.sendPhoto())
    for (const file of stage.bot.files.values()) file.path = 'photos/../x y?#ổ.jpg'
    expect(await stage.fetch(photo)).toMatchObject({ kind: 'bytes' })
    for (const file of stage.bot.files.values()) file.bytes = Buffer.alloc(0)
    expect(await stage.fetch(photo)).toMatchObject({ kind: 'gone' })
  })

  it('is tried again after a failure of the network or of Telegram', async () => {
    const stage = await open()
    const photo = await stage.sent(() => stage.user.sendPhoto())
    for (const kind of ['html502', 'internal500', 'resetBeforeAccept', 'tooManyRequests'] as const) {
      stage.emulator.fault({ kind, match: 'getFile' })
      expect(await stage.fetch(photo)).toMatchObject({ kind: 'retry' })
    }
    stage.emulator.setLimits({})
    expect(await stage.fetch(photo)).toMatchObject({ kind: 'bytes' })
  })

  it('comes through a bot of ours only', async () => {
    const stage = await open()
    const photo = await stage.sent(() => stage.user.sendPhoto())
    expect(await stage.fetch(photo, 'telegram:another')).toMatchObject({ kind: 'gone' })
    const foreign = { source: { kind: 'url', url: 'https://example.vn/a.jpg' } } as const
    expect(await stage.fetch(foreign)).toMatchObject({ kind: 'gone' })
  })

  it('tells nothing of its address, which holds the token', async () => {
    const stage = await open()
    const photo = await stage.sent(() => stage.user.sendPhoto())
    for (const file of stage.bot.files.values()) file.bytes = Buffer.alloc(0)
    const told = JSON.stringify([await stage.fetch(photo), stage.lines])
    expect(told).not.toContain(token)
  })
})
