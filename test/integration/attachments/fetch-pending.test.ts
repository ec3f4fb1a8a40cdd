import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FetchedMedia } from '../../../src/channels/port.ts'
import { eraseAttachment, readAttachment, readAttachmentSummary } from '../../../src/attachments/index.ts'
import { noiseAmr } from '../../unit/attachments/samples/amr-samples.ts'
import { jpegWithPlace } from '../../unit/attachments/samples/picture-samples.ts'
import { bytesOf, openAttachmentHouse } from './attachment-house.ts'
import type { AttachmentHouse } from './attachment-house.ts'

let room: AttachmentHouse
beforeEach(async () => {
  room = await openAttachmentHouse()
})
afterEach(() => room.close())

const stateOf = async (id: string) => (await readAttachmentSummary(room.house, id))?.state

describe('a file that arrives', () => {
  test('is fetched after the turn, cleaned, sealed, and the conversation is told', async () => {
    const photo = await jpegWithPlace()
    const id = await room.register()
    expect(await stateOf(id)).toBe('pending')
    room.platform.answer = async (accountId, source) => {
      expect([accountId, source]).toEqual(['oa', { kind: 'url', url: 'https://photo.zdn.vn/secret-path/anh.jpg' }])
      return { kind: 'bytes', bytes: photo, claimedType: 'text/html' }
    }
    expect(await room.worker.runOnce()).toBe(1)

    expect(room.settled).toEqual([{ attachmentId: id, chatId: 7, outcome: 'stored', mediaType: 'image/jpeg' }])
    const found = await readAttachment(room.house, room.storage, id)
    expect(found).toMatchObject({ mediaType: 'image/jpeg', name: 'ảnh ngõ 12.jpg' })
    const bytes = await bytesOf(found?.bytes)
    expect(bytes.length).toBe(found?.size)
    expect(bytes.includes('GPS')).toBe(false)
    expect(await room.worker.runOnce()).toBe(0)
  })

  test('leaves neither address, name nor content in a dump, nor in the log', async () => {
    const voice = noiseAmr(50)
    await room.register()
    const waiting = await room.dump()
    room.platform.answer = async () => ({ kind: 'bytes', bytes: voice })
    await room.worker.runOnce()
    const stored = await room.dump()
    for (const shown of [waiting, stored, JSON.stringify(room.logged)]) {
      expect(shown).not.toContain('zdn.vn')
      expect(shown).not.toContain('ngõ 12')
      expect(shown).not.toContain(Buffer.from('#!AMR').toString('hex'))
      expect(shown).not.toContain(Buffer.from('zdn.vn').toString('hex'))
    }
    expect(stored).toContain('"source":null')
  })

  test('twice with the same bytes has the same keyed hash, which is not the plain one', async () => {
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(5) })
    await room.register()
    await room.register()
    await room.worker.runOnce()
    const rows = await room.house.database.$client`select distinct digest from attachments`
    expect(rows).toHaveLength(1)
  })
})

describe('a file that cannot be used', () => {
  test.each([
    ['a page in disguise', { kind: 'bytes', bytes: Buffer.from('<html><script>x</script></html>') }, 'wrong-kind'],
    ['nothing at all', { kind: 'bytes', bytes: Buffer.alloc(0) }, 'empty'],
    ['too many bytes', { kind: 'too-big' }, 'too-big'],
    ['a link that has expired', { kind: 'gone', why: '404' }, 'gone'],
  ] as const)('%s is refused once, with the sentence for the resident', async (_, answer, why) => {
    const id = await room.register()
    room.platform.answer = async () => answer
    await room.worker.runOnce()
    expect(room.settled).toMatchObject([{ attachmentId: id, chatId: 7, outcome: 'refused', why }])
    expect(room.settled[0]).toHaveProperty('phrase', expect.stringMatching(/^attachments:refused\./))
    expect(await readAttachmentSummary(room.house, id)).toMatchObject({ state: 'refused', refusedWhy: why })
    expect(await readAttachment(room.house, room.storage, id)).toBeUndefined()
    expect(await room.count(id)).toBe(0)
  })
})

describe('a platform that is away', () => {
  test('is asked again later and later, then the resident is told', async () => {
    let asked = 0
    room.platform.answer = async () => {
      asked += 1
      return { kind: 'retry', why: 'temporary' }
    }
    const id = await room.register()
    await room.worker.runOnce()
    expect(asked).toBe(1)
    room.clock.advance(4_000)
    expect(await room.worker.runOnce()).toBe(0)
    room.clock.advance(1_000)
    expect(await room.worker.runOnce()).toBe(1)
    for (let round = 0; round < 20 && (await stateOf(id)) === 'pending'; round += 1) {
      room.clock.advance(3 * 3_600_000)
      await room.worker.runOnce()
    }
    expect(asked).toBe(8)
    expect(room.settled).toMatchObject([{ outcome: 'refused', why: 'unreachable' }])
  })

  test('and comes back gives the file in the end', async () => {
    const id = await room.register()
    await room.worker.runOnce()
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(3) })
    room.clock.advance(5_000)
    await room.worker.runOnce()
    expect(await stateOf(id)).toBe('stored')
  })

  test('an adapter that throws is treated like one that is away, and its words are not logged', async () => {
    room.platform.answer = async () => {
      throw new Error('connect https://api.telegram.org/file/bot1:SECRET failed')
    }
    const id = await room.register()
    await room.worker.runOnce()
    expect(await stateOf(id)).toBe('pending')
    expect(room.logged).toContainEqual(expect.objectContaining({ attachmentId: id }))
    expect(JSON.stringify(room.logged)).not.toContain('SECRET')
  })
})

describe('several processes and crashes', () => {
  test('two workers never fetch the same file', async () => {
    const asked: string[] = []
    const answer = async (_account: string, source: object) => {
      asked.push(JSON.stringify(source))
      return { kind: 'bytes' as const, bytes: noiseAmr(2) }
    }
    for (let file = 0; file < 12; file += 1) {
      await room.register({ media: 'voice', source: { kind: 'telegram-file', fileId: `f${file}` } })
    }
    const [first, second] = [room.workerWith(answer), room.workerWith(answer)]
    const [one, two] = await Promise.all([first.runOnce(), second.runOnce()])
    expect(one + two).toBe(12)
    expect(new Set(asked).size).toBe(12)
    expect(asked).toHaveLength(12)
    await Promise.all([first.stop(), second.stop()])
  })

  test('a file whose process died is fetched again when the lease has run out, and settled once', async () => {
    const id = await room.register()
    const { promise: never } = Promise.withResolvers<never>()
    const dead = room.workerWith(() => never)
    void dead.runOnce()
    await expect.poll(async () => (await room.dump()).includes('"attempts":1')).toBe(true)
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(4) })
    expect(await room.worker.runOnce()).toBe(0)
    room.clock.advance(300_000)
    expect(await room.worker.runOnce()).toBe(1)
    expect(await stateOf(id)).toBe('stored')
    expect(room.settled).toHaveLength(1)
    await dead.stop()
  })

  test('a slow process that comes back after its lease changes nothing any more', async () => {
    const id = await room.register()
    const slow = Promise.withResolvers<{ kind: 'bytes'; bytes: Buffer }>()
    const late = room.workerWith(() => slow.promise)
    const lateRun = late.runOnce()
    await expect.poll(async () => (await room.dump()).includes('"attempts":1')).toBe(true)
    room.clock.advance(300_000)
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(4) })
    await room.worker.runOnce()
    slow.resolve({ kind: 'bytes', bytes: Buffer.from('<html>') })
    await lateRun
    expect(await stateOf(id)).toBe('stored')
    expect(room.settled).toHaveLength(1)
    await late.stop()
  })

  test('a slow process does not settle what another one is fetching by now', async () => {
    const id = await room.register()
    const [slow, fresh] = [Promise.withResolvers<FetchedMedia>(), Promise.withResolvers<FetchedMedia>()]
    const [late, current] = [room.workerWith(() => slow.promise), room.workerWith(() => fresh.promise)]
    const lateRun = late.runOnce()
    await expect.poll(async () => (await room.dump()).includes('"attempts":1')).toBe(true)
    room.clock.advance(300_000)
    const currentRun = current.runOnce()
    await expect.poll(async () => (await room.dump()).includes('"attempts":2')).toBe(true)
    slow.resolve({ kind: 'gone', why: '404' })
    await lateRun
    expect(await stateOf(id)).toBe('pending')
    fresh.resolve({ kind: 'bytes', bytes: noiseAmr(4) })
    await currentRun
    expect(await stateOf(id)).toBe('stored')
    expect(room.settled).toHaveLength(1)
    await Promise.all([late.stop(), current.stop()])
  })

  test('a file that ends the process each time is given up by its count', async () => {
    const id = await room.register()
    await room.house.database.$client`update attachments set attempts = 8 where id = ${id}`
    room.platform.answer = async () => {
      throw new Error('must not be asked')
    }
    await room.worker.runOnce()
    expect(await readAttachmentSummary(room.house, id)).toMatchObject({ state: 'refused', refusedWhy: 'unreachable' })
  })

  test('when the conversation cannot be told, nothing is settled, and it is done again', async () => {
    const id = await room.register()
    const failing = room.workerWith(
      async () => ({ kind: 'bytes', bytes: noiseAmr(4) }),
      async () => {
        throw new Error('no reply could be enqueued')
      },
    )
    await failing.runOnce()
    await failing.stop()
    expect(await stateOf(id)).toBe('pending')
    expect(await room.count(id)).toBe(0)
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(4) })
    room.clock.advance(300_000)
    await room.worker.runOnce()
    expect(await stateOf(id)).toBe('stored')
  })

  test('a file erased while it is being fetched is not stored afterwards', async () => {
    const id = await room.register()
    room.platform.answer = async () => {
      await room.run((scope) => eraseAttachment(scope, room.storage, id))
      return { kind: 'bytes', bytes: noiseAmr(4) }
    }
    await room.worker.runOnce()
    expect(await stateOf(id)).toBe('erased')
    expect(await room.count(id)).toBe(0)
    expect(room.settled).toEqual([])
  })

  test('stopping breaks off a fetch, which is due again at once', async () => {
    const id = await room.register()
    const worker = room.workerWith(
      (_account, _source, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'retry', why: 'aborted' }))
        }),
    )
    worker.start()
    await expect.poll(async () => (await room.dump()).includes('"attempts":1')).toBe(true)
    await worker.stop()
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(4) })
    await room.worker.runOnce()
    expect(await stateOf(id)).toBe('stored')
  })

  test('a running worker hears of a file when its turn commits', async () => {
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(4) })
    room.worker.start()
    const id = await room.register()
    await expect.poll(() => stateOf(id)).toBe('stored')
  })
})
