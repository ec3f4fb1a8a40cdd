import { afterEach, beforeEach, expect, it } from 'vitest'
import { inflateRawSync } from 'node:zlib'
import { findDialogue } from '../../../src/dialogues/index.ts'
import {
  makeOfficialDocument,
  saveTemplate,
  standardTemplates,
  type OfficialDocument,
} from '../../../src/documents/index.ts'
import { actInHall, type HallAct } from '../../../src/hall/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { saveParticipant } from '../../../src/preparation/index.ts'
import { sessionPaper, type SessionPaper } from '../../../src/reports/index.ts'
import { findUnit } from '../../../src/units/index.ts'
import { openWard, ward } from '../broadcasts/ward.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
let stage: Ward
let front: OfficerActor
let id: string
beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'])
  id = (await stage.call(front)).id
  await stage.sql`update dialogues set state = 'announced' where id = ${id}`
})
afterEach(async () => await stage.close())

const paper = async (kind: SessionPaper): Promise<OfficialDocument> => {
  const { database, keyring, clock } = stage.house
  const dialogue = await findDialogue(database, id)
  const unit = await findUnit(database, ward)
  if (!dialogue || !unit) throw new Error('the session is gone')
  return await sessionPaper(database, keyring, { dialogue, unit, paper: kind, now: clock.now() })
}
const wordsOf = async (kind: SessionPaper): Promise<string> => JSON.stringify(await paper(kind))

const takesPart = async (role: 'chair' | 'secretary' | 'agency', name: string, body = ''): Promise<void> => {
  const fields = { role, name, title: '', body, areaUnits: [], contact: '', attends: 'yes' } as const
  await stage.as(front, async (scope) => void (await saveParticipant(scope, { dialogueId: id, ...fields })))
}

it('the notice says when, where, who presides, until when opinions are taken, and by which code it is checked', async () => {
  const words = await wordsOf('notice')
  for (const said of [
    'Về việc tổ chức hội nghị đối thoại “Đối thoại về thu gom rác và vệ sinh ngõ phố”',
    'Thực hiện Điều 43 Luật Tổ chức chính quyền địa phương năm 2025, Ủy ban nhân dân phường Cửa Nam phối hợp',
    'Thời gian: 8 giờ 30, thứ bảy, ngày 05/12/2026.',
    'Địa điểm: Nhà văn hóa số 5 phố Cửa Nam.',
    'đến hết ngày 03/12/2026',
    'Điện thoại hỏi đáp: 024 3825 1234',
    'Mã thông báo để kiểm tra: ',
    'Ủy ban nhân dân thành phố Hà Nội',
  ]) {
    expect(words).toContain(said)
  }
  expect(words).toContain('4. Gửi câu hỏi, ý kiến trước')
  // Nobody joins from home, so no line speaks of it.
  expect(words).not.toContain('trực tuyến')
  expect(words).not.toMatch(/<[a-z_]+>|undefined|null/u)
})

it('the invitation names whom it is for, and the minutes what was answered, promised and by whom, with two to sign', async () => {
  await takesPart('chair', 'Nguyễn Văn An')
  await takesPart('secretary', 'Trần Thị Bình')
  await takesPart('agency', 'Lê Văn Cường', 'Công ty Môi trường đô thị')
  expect(await wordsOf('invitation')).toContain('Cơ quan trả lời: Lê Văn Cường, Công ty Môi trường đô thị.')
  const act = async (given: Record<string, unknown>): Promise<void> =>
    await stage.as(front, async (scope) => {
      await actInHall(scope, { dialogueId: id, act: { key: newId(), ...given } as HallAct })
    })
  await act({ kind: 'open' })
  await act({ kind: 'floor', isOpen: true })
  await act({ kind: 'speak', words: 'Bao giờ sửa cống ngõ 12?', title: 'Sửa cống ngõ 12' })
  const [asked] = await stage.sql<{ id: string }[]>`select id from floor_questions where dialogue_id = ${id}`
  await act({ kind: 'take', about: { kind: 'floor', id: asked?.id } })
  await act({ kind: 'note', note: 'answer', speaker: 'Lê Văn Cường', words: 'Đã có dự toán' })
  await act({ kind: 'note', note: 'promise', speaker: 'Nguyễn Văn An', words: 'Sửa xong trước 31/12' })
  await act({ kind: 'close' })
  await stage.sql`update dialogues set state = 'held' where id = ${id}`
  const minutes = await paper('minutes')
  const words = JSON.stringify(minutes)
  expect(words).toContain('Về nội dung “Sửa cống ngõ 12”:')
  expect(words).toContain('Lê Văn Cường: Đã có dự toán.')
  expect(words).toContain('Hứa giải quyết – Nguyễn Văn An: Sửa xong trước 31/12.')
  // Who asked from the floor is in no paper, and neither are their words.
  expect(words).not.toContain('Bao giờ sửa cống')
  expect(minutes.signature).toMatchObject({ post: 'CHỦ TỌA', signer: 'Nguyễn Văn An' })
  expect(minutes.secondSignature).toEqual({ post: 'THƯ KÝ', signer: 'Trần Thị Bình' })
})

it('an office’s own words are used at once, and the Word file is the same bytes when made twice', async () => {
  const template = { ...standardTemplates.notice, body: 'Kính báo: <ten_cuoc>, mời bà con <don_vi> đến dự.' }
  await stage.as(
    front,
    async (scope) => await saveTemplate(scope, { unitId: ward, kind: 'notice', version: 0, template }),
  )
  const official = await paper('notice')
  expect(official.blocks).toEqual([
    {
      kind: 'text',
      text: 'Kính báo: Đối thoại về thu gom rác và vệ sinh ngõ phố, mời bà con phường Cửa Nam đến dự.',
    },
  ])
  const at = stage.house.clock.now()
  const file = await makeOfficialDocument(official, at)
  expect((await makeOfficialDocument(official, at)).equals(file)).toBe(true)
  const start = file.indexOf('word/document.xml')
  const body = inflateRawSync(file.subarray(start + 'word/document.xml'.length), { finishFlush: 2 }).toString('utf8')
  expect(body).toContain('mời bà con phường Cửa Nam đến dự.')
})

it('the report is refused while a wording stands nowhere', async () => {
  await expect(paper('session_report')).resolves.toBeDefined()
  await stage.sql`
    insert into opinions (id, code_hash, unit_id, dialogue_id, opinion_class, naming, state, channel, language,
      received_at, triage)
    values (${newId()}, ${newId()}, ${ward}, ${id}, 'livelihood', 'sealed', 'received', 'desk', 'vi', now(), 'waiting')`
  await expect(paper('session_report')).rejects.toMatchObject({ code: 'PRECONDITION' })
})
