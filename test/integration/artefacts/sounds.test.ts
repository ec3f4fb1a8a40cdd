import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestOfHeard, keepSound, removeSound, sheetOf, soundOf, takeTold } from '../../../src/artefacts/index.ts'
import { createDatabaseStorage, readAttachmentPart, readAttachmentSummary } from '../../../src/attachments/index.ts'
import { changeDialogue, markTold, type Dialogue } from '../../../src/dialogues/index.ts'
import { systemActor, type OfficerActor } from '../../../src/kernel/actor.ts'
import { aWav } from '../../support/a-wav.ts'
import { aPdf, openWard, otherWard, type Ward } from '../broadcasts/ward.ts'

let ward: Ward
let front: OfficerActor
let approver: OfficerActor
beforeAll(async () => {
  ward = await openWard()
  front = await ward.officer(['front_officer'])
  approver = await ward.officer(['approver'])
}, 60_000)
afterAll(async () => await ward.close())

const tell = async (id: string, version: number, kind: 'announcement' | 'change' = 'announcement') =>
  await ward.as(approver, async (scope) => await markTold(scope, { id, version, kind }))
const announce = async (): Promise<Dialogue> => {
  const session = await ward.call(front)
  await tell(session.id, session.version)
  return session
}
const sheetNow = async (id: string) => {
  const { told, unit } = await takeTold(ward.house.database, id)
  return sheetOf(told, unit.fullName, ward.house.clock.now())
}
const heardNow = async (id: string) => digestOfHeard(await sheetNow(id))
const soundNow = async (id: string) => await soundOf(ward.house.database, id, await sheetNow(id))
const keep = async (id: string, bytes: Uint8Array = aWav(), actor = front, heard?: string): Promise<string> => {
  const attachmentId = await ward.upload(front, bytes)
  const input = { dialogueId: id, attachmentId, heard: heard ?? (await heardNow(id)) }
  await ward.as(actor, async (scope) => await keepSound(scope, input))
  return attachmentId
}
const stateOf = async (id: string) => (await readAttachmentSummary(ward.house, id))?.state
const audits = async (id: string) =>
  (
    await ward.sql<{ action: string; actor: string; details: object }[]>`
      select action, actor_id as actor, details from audit_entries
      where subject_id = ${id} and action like 'session_sound.%' order by id`
  ).map(({ action, actor, details }) => ({ action, actor, details }))

test('a recording is kept with who put it up, a second one replaces and erases it, and removal leaves nothing', async () => {
  const { id } = await announce()
  const first = await keep(id)
  expect(await soundNow(id)).toEqual({
    attachmentId: first,
    isCurrent: true,
    addedBy: front.officerId,
    addedAt: ward.house.clock.now(),
  })
  const second = await keep(id, aWav(2))
  expect([await stateOf(first), await stateOf(second)]).toEqual(['erased', 'stored'])
  expect((await soundNow(id))?.attachmentId).toBe(second)
  const remove = async () => await ward.as(front, async (scope) => await removeSound(scope, { dialogueId: id }))
  await remove()
  await remove()
  expect(await soundNow(id)).toBeUndefined()
  expect(await stateOf(second)).toBe('erased')
  const actor = front.officerId
  expect(await audits(id)).toEqual([
    { action: 'session_sound.added', actor, details: { attachmentId: first, mediaType: 'audio/wav', replaced: false } },
    { action: 'session_sound.added', actor, details: { attachmentId: second, mediaType: 'audio/wav', replaced: true } },
    { action: 'session_sound.removed', actor, details: {} },
  ])
})

test('a change that nobody was told of leaves the recording true; once people are told, it is out of date', async () => {
  const session = await announce()
  const { id } = session
  const before = await heardNow(id)
  await keep(id)
  const changes = { startsAt: new Date('2026-12-05T02:30:00Z') }
  const { dialogue } = await ward.as(
    front,
    async (scope) => await changeDialogue(scope, { id, version: session.version, changes }),
  )
  expect((await soundNow(id))?.isCurrent).toBe(true)
  await tell(id, dialogue.version, 'change')
  expect((await soundNow(id))?.isCurrent).toBe(false)
  // Read from the former text, however late it is put up.
  await expect(keep(id, aWav(), front, before)).rejects.toMatchObject({
    code: 'CONFLICT',
    phrase: 'artefacts:sound.wrong.text',
  })
  await keep(id)
  expect((await soundNow(id))?.isCurrent).toBe(true)
})

test('the mere passing of the day until which questions are taken does not make it out of date', async () => {
  const { id } = await announce()
  await keep(id)
  const before = ward.house.clock.now()
  ward.house.clock.set(new Date('2026-12-04T02:00:00Z'))
  expect((await sheetNow(id)).askUntil).toBeNull()
  expect((await soundNow(id))?.isCurrent).toBe(true)
  ward.house.clock.set(before)
})

test('what is no sound, too long, of nobody or of another session is refused, and the former recording stays', async () => {
  const { id } = await announce()
  const kept = await keep(id)
  await expect(keep(id, aPdf)).rejects.toMatchObject({ code: 'INVALID', phrase: 'artefacts:sound.wrong.kind' })
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
  const long = Buffer.concat(Array.from({ length: 21_000 }, () => frame))
  await expect(keep(id, long)).rejects.toMatchObject({ code: 'INVALID', phrase: 'artefacts:sound.wrong.size' })
  const heard = await heardNow(id)
  const other = await announce()
  for (const [dialogueId, attachmentId] of [
    [id, '0198c0de-0000-7000-8000-00000000ffff'],
    [other.id, kept],
    [id, kept],
  ] as const) {
    const input = { dialogueId, attachmentId, heard }
    await expect(ward.as(front, async (scope) => await keepSound(scope, input))).rejects.toMatchObject({
      code: expect.stringMatching(/INVALID|CONFLICT/),
    })
  }
  expect((await soundNow(id))?.attachmentId).toBe(kept)
  expect(await stateOf(kept)).toBe('stored')
})

test('only the Front of the unit puts up and takes away, and only of what was announced', async () => {
  const { id } = await announce()
  const kept = await keep(id)
  const stranger = await ward.officer(['front_officer'], otherWard)
  for (const actor of [stranger, await ward.officer(['leader']), systemActor('x')]) {
    await expect(keep(id, aWav(), actor as OfficerActor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const removed = ward.as(actor, async (scope) => await removeSound(scope, { dialogueId: id }))
    await expect(removed).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
  expect((await soundNow(id))?.attachmentId).toBe(kept)
  const draft = await ward.call(front)
  await expect(keep(draft.id, aWav(), front, 'x')).rejects.toMatchObject({ phrase: 'artefacts:cannot.untold' })
})

test('any part of a stored file is read without the pieces before it', async () => {
  const bytes = aWav(40)
  const attachmentId = await ward.upload(front, bytes)
  const storage = createDatabaseStorage(ward.house.keyring)
  const part = async (from: number, to: number) =>
    Buffer.concat(await Array.fromAsync(readAttachmentPart(ward.house, storage, { attachmentId, from, to })))
  const piece = 256 * 1024 - 64
  for (const [from, to] of [
    [0, 0],
    [0, bytes.length - 1],
    [piece - 1, piece],
    [piece, piece],
    [piece + 7, 2 * piece + 3],
    [bytes.length - 1, bytes.length - 1],
  ] as const) {
    expect((await part(from, to)).equals(bytes.subarray(from, to + 1))).toBe(true)
  }
  await ward.sql`delete from attachment_chunks where attachment_id = ${attachmentId} and seq = 0`
  expect((await part(piece, piece + 9)).equals(bytes.subarray(piece, piece + 10))).toBe(true)
  await expect(part(0, 9)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
