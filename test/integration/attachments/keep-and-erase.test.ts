import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  eraseAbandoned,
  eraseAttachment,
  eraseAttachmentsOf,
  keepAttachments,
  listAttachmentsOf,
  maxFileBytes,
  readAttachment,
  readAttachmentSummary,
  readPlayable,
  registerAttachment,
  storeUploaded,
} from '../../../src/attachments/index.ts'
import { pieceBytes } from '../../../src/attachments/chunk-store.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { noiseAmr, toneAmr, toneFrames } from '../../unit/attachments/samples/amr-samples.ts'
import { anImage, bytesOf, openAttachmentHouse } from './attachment-house.ts'
import type { AttachmentHouse } from './attachment-house.ts'

let room: AttachmentHouse
beforeEach(async () => {
  room = await openAttachmentHouse()
})
afterEach(() => room.close())

const upload = async (bytes: Uint8Array, name?: string): Promise<string> => {
  const input = name === undefined ? { bytes } : { bytes, name }
  const done = await storeUploaded(room.house, room.storage, systemActor('test'), input)
  if (!done.ok) throw new Error(`refused: ${done.why}`)
  return done.attachmentId
}

const largePdf = (size: number): Buffer => {
  const file = Buffer.alloc(size, 0x20)
  file.write('%PDF-1.7\n')
  for (let at = 100; at < size - 100; at += 4096) file.writeUInt32LE(at, at)
  file.write('startxref\n9\n%%EOF\n', size - 40)
  return file
}

describe('bytes that are kept', () => {
  test.each([pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * 1024 * 1024])(
    '%i bytes come back as they were',
    async (size) => {
      const file = largePdf(size)
      const id = await upload(file, 'Đơn.pdf')
      expect(await room.count(id)).toBe(Math.ceil(size / pieceBytes))
      const found = await readAttachment(room.house, room.storage, id)
      expect(found).toMatchObject({ mediaType: 'application/pdf', name: 'Đơn.pdf', size })
      expect((await bytesOf(found?.bytes)).equals(file)).toBe(true)
    },
  )

  test('20 MiB are kept', async () => {
    const id = await upload(largePdf(maxFileBytes))
    expect((await readAttachmentSummary(room.house, id))?.size).toBe(maxFileBytes)
  })

  test('what an upload is refused for leaves no row', async () => {
    const refusal = await storeUploaded(room.house, room.storage, systemActor('test'), { bytes: Buffer.from('<html>') })
    expect(refusal).toEqual({ ok: false, why: 'wrong-kind' })
    expect(await room.dump()).toBe('')
  })

  test('pieces that were exchanged in the database do not open', async () => {
    const id = await upload(largePdf(pieceBytes * 2))
    await room.house.database.$client`update attachment_chunks set seq = 2 - seq - 1 + 10 where attachment_id = ${id}`
    await room.house.database.$client`update attachment_chunks set seq = seq - 10 where attachment_id = ${id}`
    const found = await readAttachment(room.house, room.storage, id)
    await expect(bytesOf(found?.bytes)).rejects.toMatchObject({ code: 'INTERNAL' })
  })

  test('a piece that is missing is noticed', async () => {
    const id = await upload(largePdf(pieceBytes * 3))
    await room.house.database.$client`delete from attachment_chunks where attachment_id = ${id} and seq = 2`
    const found = await readAttachment(room.house, room.storage, id)
    await expect(bytesOf(found?.bytes)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('an AMR voice message is kept as it is and heard as WAV', async () => {
    const id = await upload(toneAmr(), 'giọng nói.amr')
    expect((await bytesOf((await readAttachment(room.house, room.storage, id))?.bytes)).equals(toneAmr())).toBe(true)
    const heard = await readPlayable(room.house, room.storage, id)
    expect(heard).toMatchObject({ mediaType: 'audio/wav', name: 'giọng nói.wav', size: 44 + toneFrames * 320 })
    expect((await bytesOf(heard?.bytes)).length).toBe(heard?.size)
  })

  test('what needs no conversion is heard as it is, and too long a voice not at all', async () => {
    const pdf = await upload(largePdf(1000))
    expect((await readPlayable(room.house, room.storage, pdf))?.mediaType).toBe('application/pdf')
    const long = await upload(noiseAmr(30_001))
    expect(await readPlayable(room.house, room.storage, long)).toBeUndefined()
    expect(await readAttachment(room.house, room.storage, long)).toBeDefined()
  })

  test.each(['', 'nonsense', "'; drop table attachments; --", randomUUID()])(
    'the id %j is answered with nothing',
    async (id) => {
      expect(await readAttachment(room.house, room.storage, id)).toBeUndefined()
      expect(await readPlayable(room.house, room.storage, id)).toBeUndefined()
    },
  )
})

describe('a file belongs to what the person has sent off', () => {
  const holder = `question:${randomUUID()}`
  const keep = (ids: readonly string[], anonymous = false) =>
    room.run((scope) => keepAttachments(scope, { attachmentIds: ids, holder, anonymous }))

  test('several at once, pending ones too, and the conversation hears the holder', async () => {
    const stored = await upload(noiseAmr(2))
    const pending = await room.register()
    await keep([stored, pending, stored])
    expect((await listAttachmentsOf(room.house, holder)).map((one) => one.id).sort()).toEqual([stored, pending].sort())
    room.platform.answer = async () => ({ kind: 'gone', why: '404' })
    await room.worker.runOnce()
    expect(room.settled).toMatchObject([{ attachmentId: pending, holder, outcome: 'refused' }])
  })

  test('one that belongs to something already is not given away, and nothing changes', async () => {
    const [first, second] = [await upload(noiseAmr(2)), await upload(noiseAmr(3))]
    await keep([first])
    const theft = room.run((scope) =>
      keepAttachments(scope, { attachmentIds: [second, first], holder: `question:${randomUUID()}` }),
    )
    await expect(theft).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await listAttachmentsOf(room.house, holder)).map((one) => one.id)).toEqual([first])
  })

  test('of an anonymous author neither the file name nor the hour remains', async () => {
    const id = await upload(noiseAmr(2), 'Nguyen Van A.amr')
    expect((await readAttachmentSummary(room.house, id))?.name).toBe('Nguyen Van A.amr')
    await keep([id], true)
    expect((await readAttachmentSummary(room.house, id))?.name).toBe('tep-dinh-kem.amr')
    const [row] = await room.house.database.$client`select created_at from attachments where id = ${id}`
    // 15:00 on 22 November in Hà Nội becomes its midnight.
    expect(new Date(String(row?.['created_at']))).toEqual(new Date('2026-11-21T17:00:00Z'))
  })

  test('of an anonymous author every time of a file still to be fetched is a full hour, and it arrives all the same', async () => {
    const times = async (id: string): Promise<string[]> => {
      const [row] = await room.house.database.$client`
        select created_at, due_at, leased_until from attachments where id = ${id}`
      return Object.values(row ?? {}).flatMap((at) => (at === null ? [] : [new Date(String(at)).toISOString()]))
    }
    const isFullHour = (at: string): boolean => at.endsWith(':00:00.000Z')
    room.clock.advance(17 * 60_000 + 23_456)
    const id = await room.register()
    expect((await times(id)).every(isFullHour)).toBe(false)
    await keep([id], true)
    // Due since the hour that runs, so it is not fetched any later.
    expect(await times(id)).toEqual(['2026-11-21T17:00:00.000Z', '2026-11-22T08:00:00.000Z'])
    const leases: string[][] = []
    room.platform.answer = async () => {
      leases.push(await times(id))
      return { kind: 'retry', why: 'not yet' }
    }
    await room.worker.runOnce()
    expect(await times(id)).toEqual(['2026-11-21T17:00:00.000Z', '2026-11-22T09:00:00.000Z'])
    expect(await room.worker.runOnce()).toBe(0)
    room.clock.advance(43 * 60_000)
    await room.worker.runOnce()
    expect(await times(id)).toEqual(['2026-11-21T17:00:00.000Z', '2026-11-22T10:00:00.000Z'])
    expect(leases).toHaveLength(2)
    expect(leases.flat().every(isFullHour)).toBe(true)
    room.clock.advance(3_600_000)
    room.platform.answer = async () => ({ kind: 'bytes', bytes: noiseAmr(2) })
    await room.worker.runOnce()
    expect((await readAttachmentSummary(room.house, id))?.state).toBe('stored')
  })

  test('given to an anonymous opinion while it is fetched or waits, its times are cut as well', async () => {
    room.clock.advance(17 * 60_000 + 23_456)
    const [inWork, waiting] = [await room.register(), await room.register()]
    room.platform.answer = async () => ({ kind: 'retry', why: 'not yet' })
    await room.worker.runOnce()
    await keep([waiting], true)
    room.clock.advance(5_000)
    room.platform.answer = async () => {
      await keep([inWork], true)
      return { kind: 'retry', why: 'not yet' }
    }
    await room.worker.runOnce()
    const rows = await room.house.database.$client`select due_at, leased_until from attachments`
    for (const row of rows) {
      expect(new Date(String(row['due_at'])).toISOString()).toBe('2026-11-22T09:00:00.000Z')
      expect(row['leased_until']).toBeNull()
    }
  })

  test('the time of sending cannot be read from the id', async () => {
    expect((await upload(noiseAmr(2)))[14]).toBe('4')
    expect((await room.register())[14]).toBe('4')
  })
})

describe('what a door of ours has stored already is found by a turn', () => {
  const registerStored = (attachmentId: string) =>
    room.run((scope) =>
      registerAttachment(scope, {
        accountId: 'web',
        media: { media: 'image', source: { kind: 'stored', attachmentId } },
      }),
    )

  test('as long as it belongs to nothing', async () => {
    const id = await upload(noiseAmr(2))
    expect(await registerStored(id)).toEqual({ ok: true, attachmentId: id })
    await room.run((scope) => keepAttachments(scope, { attachmentIds: [id], holder: 'question:1' }))
    expect(await registerStored(id)).toEqual({ ok: false, why: 'gone' })
  })

  test.each(['nonsense', randomUUID()])('the id %s is gone', async (id) => {
    expect(await registerStored(id)).toEqual({ ok: false, why: 'gone' })
  })

  test('a size above 20 MiB that the platform tells is refused before anything is fetched', async () => {
    const media = { ...anImage, sizeBytes: maxFileBytes + 1 }
    const answer = await room.run((scope) => registerAttachment(scope, { accountId: 'oa', media }))
    expect(answer).toEqual({ ok: false, why: 'too-big' })
    expect(await room.dump()).toBe('')
  })

  test('a turn that is rolled back leaves no file behind', async () => {
    const turn = room.run(async (scope) => {
      await registerAttachment(scope, { accountId: 'oa', media: anImage })
      throw new Error('the turn failed')
    })
    await expect(turn).rejects.toThrow('the turn failed')
    expect(await room.dump()).toBe('')
  })
})

describe('erasing', () => {
  const blank = (id: string) => ({ id, state: 'erased' })

  test('takes bytes, name, kind, hash and holder; the bare id stays', async () => {
    const id = await upload(largePdf(pieceBytes * 2), 'Đơn của tôi.pdf')
    await room.run((scope) => keepAttachments(scope, { attachmentIds: [id], holder: 'question:1' }))
    expect(await room.run((scope) => eraseAttachment(scope, room.storage, id))).toBe(true)
    expect(await readAttachmentSummary(room.house, id)).toEqual(blank(id))
    expect(await readAttachment(room.house, room.storage, id)).toBeUndefined()
    expect(await room.count(id)).toBe(0)
    expect(await room.dump()).toMatch(
      /"source":null,"name":null,"media_type":null,"size":null,"digest":null,"holder":null/,
    )
    expect(await room.run((scope) => eraseAttachment(scope, room.storage, id))).toBe(false)
  })

  test('takes all files of a question and of nothing else', async () => {
    const ids = [await upload(noiseAmr(1)), await upload(noiseAmr(2)), await room.register()]
    const other = await upload(noiseAmr(3))
    await room.run((scope) => keepAttachments(scope, { attachmentIds: ids, holder: 'question:1' }))
    await room.run((scope) => keepAttachments(scope, { attachmentIds: [other], holder: 'question:2' }))
    expect(await room.run((scope) => eraseAttachmentsOf(scope, room.storage, 'question:1'))).toBe(3)
    for (const id of ids) expect(await readAttachmentSummary(room.house, id)).toEqual(blank(id))
    expect((await readAttachmentSummary(room.house, other))?.state).toBe('stored')
    expect(await room.worker.runOnce()).toBe(0)
  })

  test('takes what nobody sent off within a day, and leaves what was', async () => {
    const abandoned = [await upload(noiseAmr(1)), await room.register()]
    const kept = await upload(noiseAmr(2))
    await room.run((scope) => keepAttachments(scope, { attachmentIds: [kept], holder: 'question:1' }))
    room.clock.advance(24 * 3_600_000)
    expect(await eraseAbandoned(room.house, room.storage)).toBe(0)
    room.clock.advance(1)
    const fresh = await upload(noiseAmr(3))
    expect(await eraseAbandoned(room.house, room.storage)).toBe(2)
    for (const id of abandoned) expect(await readAttachmentSummary(room.house, id)).toEqual(blank(id))
    expect((await readAttachmentSummary(room.house, kept))?.state).toBe('stored')
    expect((await readAttachmentSummary(room.house, fresh))?.state).toBe('stored')
  })

  test('more than one group of abandoned files goes in one night', async () => {
    await room.house.database.$client`
      insert into attachments (id, state, refused_why, created_at)
      select gen_random_uuid(), 'refused', 'gone', '2026-01-01' from generate_series(1, 120)`
    expect(await eraseAbandoned(room.house, room.storage)).toBe(120)
  })
})
