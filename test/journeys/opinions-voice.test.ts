import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Heard, SpeechServer, VoiceFile } from '../../src/app/speech-server.ts'
import { transcribeVoices } from '../../src/app/transcribe-voices.ts'
import { storeUploaded } from '../../src/attachments/index.ts'
import { tellTranscripts } from '../../src/conversation/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import {
  eraseOpinionsOf,
  readQuestion,
  similarTo,
  transcriptMax,
  transcriptsOf,
  withdrawOpinion,
  writeTranscript,
  type HandIn,
  type QuestionWording,
} from '../../src/questions/index.ts'
import { searchEntries } from '../../src/search/index.ts'
import { city, officer, otherWard, ward } from '../integration/questions/question-house.ts'
import { aWav } from '../support/a-wav.ts'
import { toneAmr } from '../unit/attachments/samples/amr-samples.ts'
import { openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => {
  await stage.clear()
  await stage.house.database.$client`truncate voice_attempts`
})
afterAll(async () => await stage.close())

type Resident = Awaited<ReturnType<Stage['resident']>>
const lan = officer('front_officer', ward)
const leader = officer('leader', ward)
const minute = 60_000

const voiceOf = async (
  person: Resident,
  given: Partial<HandIn> = {},
  bytes = aWav(),
): Promise<{ opinionId: string; attachmentId: string; code: string }> => {
  const stored = await storeUploaded(stage.house, stage.storage, person.actor, { bytes, name: 'Nguyễn Văn Tý.wav' })
  if (!stored.ok) throw new Error(stored.why)
  const { attachmentId } = stored
  const { opinionId, code } = await stage.handIn(person, { text: '', attachmentIds: [attachmentId], ...given })
  return { opinionId, attachmentId, code }
}
const hearing = (answer: (voice: VoiceFile) => Heard) => {
  const asked: VoiceFile[] = []
  const speech: Pick<SpeechServer, 'hear'> = {
    async hear(voice) {
      asked.push(voice)
      return await Promise.resolve(answer(voice))
    },
  }
  return { asked, run: async () => await transcribeVoices({ house: stage.house, storage: stage.storage, speech }) }
}
const write = async (of: { opinionId: string; attachmentId: string }, text: string, from?: number, by = lan) =>
  await stage.as(
    by,
    async (scope) => await writeTranscript(scope, { ...of, text, ...(from === undefined ? {} : { from }) }),
  )
const tell = async () => await stage.as(systemActor('tell-transcripts'), async (scope) => await tellTranscripts(scope))
const wordingsFor = async (id: string, reader = lan): Promise<readonly QuestionWording[]> =>
  (await readQuestion(stage.house.database, stage.house.keyring, { id, reader }))?.wordings ?? []
const versions = async (id: string) => await transcriptsOf(stage.house.database, stage.house.keyring, id)
const found = async (query: string): Promise<number> =>
  (await searchEntries(stage.house.database, stage.house.keyring, { query, unitIds: ['00001'] })).hits.length

test('what a machine heard is corrected by an officer and confirmed by its author; all is kept, and the newest is read', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person)
  const { asked, run } = hearing(() => ({ ok: true, text: 'đen đường ngõ ba hỏng' }))
  expect(await run()).toBe(1)
  expect(asked).toEqual([{ bytes: aWav(), mediaType: 'audio/wav', name: 'voice.wav' }])
  expect(await wordingsFor(voice.opinionId)).toMatchObject([
    { source: 'transcript', text: 'đen đường ngõ ba hỏng', heard: { by: 'machine', isConfirmed: false } },
  ])
  // A machine's words are put to nobody.
  expect(await tell()).toBe(0)
  expect(await write(voice, 'Đèn đường ngõ 3 hỏng', 1)).toBe(2)
  expect(await tell()).toBe(1)
  expect(await tell()).toBe(0)
  const told = await person.send()
  expect(told).toContain('“Đèn đường ngõ 3 hỏng”')
  expect(told).toMatch(/1\. Đúng\n2\. Chưa đúng \(viết lại\)/)
  expect(await person.say('1')).toContain('đã ghi nhận')
  expect(await wordingsFor(voice.opinionId)).toMatchObject([
    { text: 'Đèn đường ngõ 3 hỏng', heard: { by: 'corrected', isConfirmed: true } },
  ])
  expect((await versions(voice.opinionId)).map(({ source, text }) => [source, text])).toEqual([
    ['machine', 'đen đường ngõ ba hỏng'],
    ['corrected', 'Đèn đường ngõ 3 hỏng'],
  ])
  expect(await found('đèn đường ngõ 3')).toBe(1)
  await expect(write(voice, 'Khác', 2)).rejects.toMatchObject({ phrase: 'triage:voice.isConfirmed' })
  expect(await person.say('TRACUU', '1')).toContain('ông/bà đã xác nhận: “Đèn đường ngõ 3 hỏng”')
  const audit = await stage.house.database.$client<{ action: string }[]>`
    select action from audit_entries where subject_id = ${voice.opinionId} order by number`
  expect(audit.map(({ action }) => action)).toEqual(['opinion.transcribed', 'opinion.transcript-confirmed'])
})

test('an author who says that it is not right writes it anew: their words are a new wording, the transcript is read no more', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person)
  await write(voice, 'Xin thêm ghế đá ở sân kho')
  await tell()
  await person.send()
  expect(await person.say('2')).toContain('nhắn lại cho đúng')
  expect(await wordingsFor(voice.opinionId)).toEqual([])
  expect(await found('ghế đá sân kho')).toBe(0)
  expect(await person.say('Xin thêm ghế đá ở vườn hoa')).toContain('đã ghi theo lời')
  expect(await wordingsFor(voice.opinionId)).toMatchObject([{ source: 'author', text: 'Xin thêm ghế đá ở vườn hoa' }])
  expect(await versions(voice.opinionId)).toMatchObject([{ isRejected: true, isConfirmed: false }])
  expect(await stage.list()).toHaveLength(1)
})

test('two officers at one voice: who comes second is told, and nothing is overwritten', async () => {
  const voice = await voiceOf(await stage.resident())
  await write(voice, 'Lời một')
  await expect(write(voice, 'Lời hai')).rejects.toMatchObject({ code: 'CONFLICT', phrase: 'triage:voice.changed' })
  expect(await write(voice, 'Lời ba', 1)).toBe(2)
  expect((await versions(voice.opinionId)).map(({ source }) => source)).toEqual(['officer', 'officer'])
})

test('an answer to what was written anew meanwhile counts for nothing; the new one is asked about by itself', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person)
  await write(voice, 'Lời một')
  await tell()
  await person.send()
  await write(voice, 'Lời hai', 1)
  expect(await person.say('1')).toContain('thay bằng bản mới')
  expect((await versions(voice.opinionId)).map(({ isConfirmed }) => isConfirmed)).toEqual([false, false])
  await tell()
  expect(await person.send()).toContain('“Lời hai”')
})

test('only the Front of the unit writes, only for a voice of the opinion, and within bounds', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person)
  const other = await voiceOf(person, { opinionClass: 'idea' })
  for (const by of [leader, officer('front_officer', otherWard), officer('admin', ward)]) {
    await expect(write(voice, 'Lời', undefined, by)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
  await expect(write(voice, '  ')).rejects.toMatchObject({ phrase: 'triage:voice.bad' })
  await expect(write(voice, 'a'.repeat(transcriptMax + 1))).rejects.toMatchObject({ phrase: 'triage:voice.bad' })
  await expect(write({ ...voice, attachmentId: other.attachmentId }, 'Lời')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await write(voice, 'Lời', undefined, officer('front_officer', city))).toBe(1)
})

test('who leads reads it masked, and an opinion like it is found by what was spoken', async () => {
  const voice = await voiceOf(await stage.resident())
  const text = 'Rác ở ngõ 12 ba ngày không ai thu, gọi tôi số 0912345678'
  await write(voice, text)
  const [masked] = await wordingsFor(voice.opinionId, leader)
  expect(masked?.text).not.toContain('0912345678')
  expect(masked).toMatchObject({ source: 'transcript', heard: { by: 'officer', isConfirmed: false } })
  const { database, keyring, clock } = stage.house
  const opinionId = '00000000-0000-4000-8000-000000000000'
  const like = { opinionId, unitId: '00001', dialogueId: null, text, now: clock.now() }
  const similar = await similarTo(database, keyring, like)
  expect(similar.lately).toBe(1)
})

test('nobody is asked at night, or about what was taken back', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person)
  await write(voice, 'Lời một')
  const day = stage.house.clock.now()
  stage.house.clock.set(new Date('2026-11-21T16:00:00Z'))
  expect(await tell()).toBe(0)
  stage.house.clock.set(day)
  await stage.as(person.actor, async (scope) => await withdrawOpinion(scope, { opinionId: voice.opinionId }))
  expect(await tell()).toBe(0)
  await expect(write(voice, 'Lời hai', 1)).rejects.toMatchObject({ phrase: 'questions:refused.withdrawn' })
})

test('of an anonymous voice nobody is asked; it stands at the code', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person, { naming: 'anonymous' })
  await write(voice, 'Hoa sữa nồng nặc suốt đêm')
  expect(await tell()).toBe(0)
  expect(await person.say(`TRACUU ${voice.code}`)).toContain('(chưa được xác nhận): “Hoa sữa nồng nặc suốt đêm”')
})

test('a server that fails is asked five times in all, later each time; then the voice is left to an officer', async () => {
  const voice = await voiceOf(await stage.resident())
  const { asked, run } = hearing(() => ({ ok: false, why: 'refused', status: 500 }))
  const start = stage.house.clock.now()
  const tries: number[] = []
  for (let passed = 0; passed < 600; passed += 5) {
    stage.house.clock.set(new Date(start.getTime() + passed * minute))
    const before = asked.length
    expect(await run()).toBe(0)
    if (asked.length > before) tries.push(passed)
  }
  expect(tries).toEqual([0, 10, 30, 70, 150])
  expect(await versions(voice.opinionId)).toEqual([])
  stage.house.clock.set(start)
})

test('a voice that failed once is written down the next time, and then never sent again', async () => {
  await voiceOf(await stage.resident(), {}, toneAmr())
  let isUp = false
  const { asked, run } = hearing(() => (isUp ? { ok: true, text: 'Alô' } : { ok: false, why: 'unreachable' }))
  expect(await run()).toBe(0)
  isUp = true
  expect(await run()).toBe(0)
  stage.house.clock.advance(10 * minute)
  expect(await run()).toBe(1)
  stage.house.clock.advance(600 * minute)
  expect(await run()).toBe(0)
  // A phone's AMR goes as WAV, which every server reads.
  expect(asked.map(({ mediaType }) => mediaType)).toEqual(['audio/wav', 'audio/wav'])
  expect(await stage.house.database.$client`select 1 from voice_attempts`).toHaveLength(0)
})

test('silence and an endless answer are no transcript, and are not asked for again', async () => {
  const person = await stage.resident()
  await voiceOf(person)
  await voiceOf(person, { opinionClass: 'idea' })
  const texts = ['  ', 'a'.repeat(transcriptMax + 1)]
  const { asked, run } = hearing(() => ({ ok: true, text: texts.pop() ?? '' }))
  expect(await run()).toBe(0)
  stage.house.clock.advance(600 * minute)
  expect(await run()).toBe(0)
  expect(asked).toHaveLength(2)
})

test('two processes at the same time send each voice once, and at most three at once', async () => {
  const person = await stage.resident()
  for (const opinionClass of ['livelihood', 'idea', 'question', 'party_building', 'government_building'] as const) {
    await voiceOf(person, { opinionClass })
  }
  let running = 0
  let most = 0
  let sent = 0
  const speech: Pick<SpeechServer, 'hear'> = {
    async hear() {
      running += 1
      sent += 1
      most = Math.max(most, running)
      await new Promise((resolve) => void setImmediate(resolve))
      running -= 1
      return { ok: true, text: 'Alô' }
    },
  }
  const means = { house: stage.house, storage: stage.storage, speech }
  const kept = await Promise.all([transcribeVoices(means), transcribeVoices(means)])
  expect(kept[0] + kept[1]).toBe(5)
  expect(sent).toBe(5)
  expect(most).toBeLessThanOrEqual(6)
})

test('an officer who was quicker than the machine is not contradicted, and a decided opinion is not sent', async () => {
  const voice = await voiceOf(await stage.resident())
  const speech: Pick<SpeechServer, 'hear'> = {
    async hear() {
      await write(voice, 'Lời của cán bộ')
      return { ok: true, text: 'lời của máy' }
    },
  }
  expect(await transcribeVoices({ house: stage.house, storage: stage.storage, speech })).toBe(0)
  expect((await versions(voice.opinionId)).map(({ source }) => source)).toEqual(['officer'])
  const decided = await voiceOf(await stage.resident())
  await stage.house.database.$client`update opinions set triage = 'refused' where id = ${decided.opinionId}`
  const { asked, run } = hearing(() => ({ ok: true, text: 'Alô' }))
  await run()
  expect(asked).toEqual([])
})

test('with its author everything that was written down and counted of a voice goes', async () => {
  const person = await stage.resident()
  const voice = await voiceOf(person)
  await write(voice, 'Lời một')
  await voiceOf(person, { opinionClass: 'idea' })
  await hearing(() => ({ ok: false, why: 'timeout' })).run()
  const left = async () =>
    await stage.house.database.$client`
      select opinion_id as id from opinion_transcripts union all select attachment_id from voice_attempts`
  expect(await left()).toHaveLength(2)
  await stage.as(systemActor('test'), async (scope) => await eraseOpinionsOf(scope, stage.storage, person.residentId))
  expect(await left()).toEqual([])
})
