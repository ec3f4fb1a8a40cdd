import { storeUploaded, createDatabaseStorage, keepAttachments } from '../../../src/attachments/index.ts'
import { invite, listInvitations } from '../../../src/attendance/index.ts'
import { approveBroadcast, draftAnnouncement } from '../../../src/broadcasts/index.ts'
import { saveAccount } from '../../../src/channels/index.ts'
import { act, type House, type Scope } from '../../../src/database/index.ts'
import { askForPerson } from '../../../src/desk/index.ts'
import { callDialogue, addDocument, saveCouncilSession } from '../../../src/dialogues/index.ts'
import { systemActor, type Actor, type Role } from '../../../src/kernel/actor.ts'
import { enterRequest, enterSheet, openRequest, stateVoters, writeLetter } from '../../../src/requests/index.ts'
import { requestAnswer, saveParticipant } from '../../../src/preparation/index.ts'
import { addDays, vietnamDate } from '../../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { addOfficer, issueToken, openSession } from '../../../src/officers/index.ts'
import { addTopic, enterOpinionFor, keepOpinion } from '../../../src/questions/index.ts'
import { enterNumbers, numberEntriesOf } from '../../../src/residents/index.ts'
import { agreeNetwork, attachMinutes, addUnit } from '../../../src/units/index.ts'

import { approvedAnswer, draftedAnswer } from './access-answer-records.ts'
import { concludedTask } from './access-conclusion-records.ts'
import { addFigures, figuresOf, openSheet, readFigure } from '../../../src/statistics/index.ts'
import { draftSynthesis } from '../../../src/reports/index.ts'
import { addRoute } from '../../../src/handover/index.ts'
import { webhook } from './access-webhook-records.ts'
import { askedHandover, sentHandover } from './access-handover-records.ts'
import { planWithLine } from './access-plan-records.ts'
import { closedForm, draftedForm, maker, openForm, pathA, sealedWindow, unitA } from './access-form-records.ts'

export { maker, pathA, unitA }

export const unitB = '00004'
const day = 86_400_000
export const aPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')

const system = systemActor('test')

/** What stands in the places of an address, by the parameter's name. */
export type Places = Readonly<Record<string, string>>
export type Maker = (house: House, caller: string) => Promise<Places>

const as = async <Result>(house: House, actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
  await act(house, actor, work)

const upload = async (house: House): Promise<string> => {
  const stored = await storeUploaded(house, createDatabaseStorage(house.keyring), maker, { bytes: aPdf, name: 'tep' })
  if (!stored.ok) throw new Error(stored.why)
  return stored.attachmentId
}

const dialogueId = async (house: House): Promise<string> => {
  const now = house.clock.now().getTime()
  const { id } = await as(
    house,
    maker,
    async (scope) =>
      await callDialogue(scope, {
        unitId: unitA,
        title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
        type: 'dialogue',
        rhythm: 'periodic',
        isThematic: true,
        topic: 'Thu gom rác thải sinh hoạt',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'resolve',
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt: new Date(now + 20 * day),
        endsAt: new Date(now + 20 * day + 3 * 3_600_000),
        collectionOpensAt: new Date(now - day),
        collectionClosesAt: new Date(now + 18 * day),
        hotline: '024 3825 1234',
      }),
  )
  return id
}

/** Approved by another officer than the maker, so announced. */
const announcedId = async (house: House): Promise<string> => {
  const id = await dialogueId(house)
  const { broadcast } = await as(house, maker, async (scope) => await draftAnnouncement(scope, { dialogueId: id }))
  const { contentVersion: version } = broadcast
  const second = { ...maker, officerId: newId() }
  await as(house, second, async (scope) => await approveBroadcast(scope, { id: broadcast.id, version }))
  return id
}

const broadcastId = async (house: House): Promise<string> => {
  const dialogue = await dialogueId(house)
  return (await as(house, maker, async (scope) => await draftAnnouncement(scope, { dialogueId: dialogue }))).broadcast
    .id
}

const articleOf = async (house: House): Promise<Places> => {
  const id = await broadcastId(house)
  const article = newId()
  const at = house.clock.now().toISOString()
  await house.database.$client`
    insert into article_broadcasts (id, broadcast_id, account_id, title, description, author, asked_by, asked_at, updated_at)
    select ${article}, ${id}, id, 'Mời dự đối thoại', 'Đối thoại', 'Mặt trận', ${newId()}, ${at}, ${at}
    from accounts where platform = 'zalo' limit 1`
  return { id, article }
}

const groupId = async (house: House): Promise<string> =>
  await as(
    house,
    system,
    async (scope) =>
      await addUnit(scope, { communeId: unitA, fullName: `Tổ dân phố số ${newId().replaceAll(/\D/g, '').slice(-8)}` }),
  )

const network = async (house: House): Promise<Places> => {
  const id = await groupId(house)
  const today = vietnamDate(house.clock.now())
  const made = await as(
    house,
    maker,
    async (scope) =>
      await agreeNetwork(scope, {
        unitId: id,
        kind: 'zalo_group',
        name: 'Tổ 5',
        since: addDays(today, -1),
        minutesNumber: '01/BB',
        minutesDate: addDays(today, -2),
      }),
  )
  return { id, network: made }
}

const networkWithMinutes = async (house: House): Promise<Places> => {
  const places = await network(house)
  const attachmentId = await upload(house)
  const input = { networkId: places['network'] ?? '', attachmentId }
  await as(house, maker, async (scope) => await attachMinutes(scope, input))
  return places
}

/** The caller alone is named as a reader. */
const disclosure = async (house: House, caller: string): Promise<Places> => {
  const { id: opinionId = '' } = await opinion(house)
  const id = newId()
  await house.database.$client`
    insert into disclosures (id, opinion_id, purpose, asked_by, asked_at, until)
    values (${id}, ${opinionId}, ${house.keyring.seal('opinion', 'Để mời đi xem', `disclosures.purpose:${id}`)},
      ${maker.officerId}, ${house.clock.now().toISOString()}, ${addDays(vietnamDate(house.clock.now()), 30)})`
  await house.database.$client`
    insert into disclosure_readers (disclosure_id, officer_id) values (${id}, ${caller})`
  return { id }
}

const opinion = async (house: House): Promise<Places> => {
  const file = await upload(house)
  const { code } = await as(
    house,
    maker,
    async (scope) =>
      await enterOpinionFor(scope, {
        unitPath: pathA,
        opinionClass: 'livelihood',
        naming: 'sealed',
        text: `Rác ở ngõ ${newId()} ba ngày không ai thu`,
        attachmentIds: [file],
        channel: 'paper',
        language: 'vi',
      }),
  )
  if (code === '') throw new Error('no code')
  const [row] = await house.database.$client<{ opinion_id: string }[]>`
    select opinion_id from opinion_attachments where attachment_id = ${file}`
  return { id: row?.opinion_id ?? '', file }
}

const thread = async (house: House): Promise<Places> => {
  const [chat] = await house.database.$client<{ id: string }[]>`
    insert into chats (lookup, account_id, address, created_at)
    values (gen_random_uuid(), 'web:chat', '\\x00'::bytea, now()) returning id`
  const file = await upload(house)
  return await as(house, system, async (scope) => {
    const chatId = Number(chat?.id)
    const asked = { chatId, residentId: null, unitId: unitA, text: 'Cho tôi hỏi', attachmentId: file }
    const { threadId } = await askForPerson(scope, asked)
    await keepAttachments(scope, { attachmentIds: [file], holder: `thread:${threadId}` })
    return { id: threadId, file }
  })
}

const council = async (house: House): Promise<string> => {
  const today = vietnamDate(house.clock.now())
  const days = { opensOn: addDays(today, 40), closesOn: addDays(today, 42) }
  const input = { unitId: unitA, body: 'commune', name: 'Kỳ họp thứ 5', deputies: [], ...days } as const
  const saved = await as(house, maker, async (scope) => await saveCouncilSession(scope, input))
  return saved.id
}

const invitation = async (house: House): Promise<Places> => {
  const dialogue = await dialogueId(house)
  await as(house, maker, async (scope) => await invite(scope, { dialogueId: dialogue, list: 'Nguyễn Văn An; Bí thư' }))
  const [one] = await listInvitations(house.database, house.keyring, dialogue)
  return { dialogue, id: one?.id ?? '' }
}

const enteredNumber = async (house: House): Promise<string> => {
  const list = `09${newId().replaceAll(/\D/g, '').slice(-8).padStart(8, '1')}`
  const consentedOn = addDays(vietnamDate(house.clock.now()), -1)
  const consent = { how: 'paper', consentedOn, takenBy: 'Bà Hoa', withRelay: false } as const
  await as(house, maker, async (scope) => await enterNumbers(scope, { unitId: unitA, list, language: 'vi', consent }))
  const [one] = await numberEntriesOf(house.database, house.keyring, { unitId: unitA, limit: 1 })
  return one?.id ?? ''
}

const account = async (house: House): Promise<string> => {
  const id = `telegram:${newId().slice(-8)}`
  const made = { id, platform: 'telegram', externalId: id, name: id, lane: `lane:${id}`, credentials: null } as const
  await saveAccount(house.database, { ...made, capabilities: {} }, house.clock.now())
  return id
}

const officer = async (house: House, grants: readonly { role: Role; unitId: string }[]): Promise<string> =>
  (await as(house, system, async (scope) => await addOfficer(scope, { name: 'Trần Văn Bình', grants }))).officerId

const parked = async (house: House): Promise<string> => {
  const [row] = await house.database.$client<{ id: string }[]>`
    insert into inbox (account_id, chat_lookup, key, platform_at, platform_seq, received_at, due_at, state, payload)
    values ('web:chat', gen_random_uuid(), gen_random_uuid(), now(), 1, now(), now(), 'parked', '\\x00'::bytea)
    returning id`
  return row?.id ?? ''
}

/** Asked for at the desk, and nobody has checked it yet. */
const dialogueRequest = async (house: House): Promise<string> => {
  const input = { unitId: unitA, words: 'Đối thoại về thu gom rác', isRequest: true }
  return (await as(house, maker, async (scope) => await enterRequest(scope, input))).id
}

/** Enough voters of a tiny unit, and the letter is written. */
const dialogueLetter = async (house: House): Promise<string> => {
  const id = await dialogueRequest(house)
  const today = vietnamDate(house.clock.now())
  await as(house, maker, async (scope) => {
    await openRequest(scope, { id, version: 1, title: 'Thu gom rác', openUntil: addDays(today, 30) })
    await stateVoters(scope, { unitId: unitA, voters: 5, source: 'Danh sách cử tri', asOf: today })
    await enterSheet(scope, { requestId: id, label: 'Tờ 1', collectedOn: today, slips: '1', isChecked: true })
    const words = { addressee: 'Ủy ban nhân dân phường', signer: 'Nguyễn Thị Hoa', words: 'Kính chuyển.' }
    await writeLetter(scope, { requestId: id, version: 0, number: '12/MTTQ-BTT', dated: today, ...words })
  })
  return id
}

/** Makers of records of unit A, or of the caller, or of the installation. Each call makes another one. */
export const records = {
  dialogue: async (house) => ({ id: await dialogueId(house) }),
  dialogueAsDialogue: async (house) => ({ dialogue: await dialogueId(house) }),
  announcedAsDialogue: async (house) => ({ dialogue: await announcedId(house) }),
  async document(house) {
    const id = await dialogueId(house)
    const file = await upload(house)
    await as(house, maker, async (scope) => await addDocument(scope, { id, attachmentId: file, name: 'Tờ trình' }))
    return { id, file }
  },
  sealedWindow: async (house, caller) => ({ id: await sealedWindow(house, caller) }),
  openForm: async (house) => ({ id: await openForm(house) }),
  namedForm: async (house) => ({
    id: await openForm(house, { naming: 'named', showsAnswered: true, audience: 'unit' }),
  }),
  async livePoll(house) {
    const id = await dialogueId(house)
    return { id, form: await openForm(house, { dialogueId: id, isLive: true, audience: 'unit' }) }
  },
  draftedForm: async (house) => ({ id: (await draftedForm(house)).id }),
  closedForm: async (house) => ({ id: await closedForm(house) }),
  answer: draftedAnswer,
  approvedAnswer,
  documentKind: async () => await Promise.resolve({ kind: 'notice' }),
  closedFormWords: async (house) => ({ id: await closedForm(house), item: 'a' }),
  formItem: async (house) => ({ id: (await draftedForm(house)).id, item: 'a' }),
  formVersion: async (house) => ({ id: (await draftedForm(house)).id, number: '1' }),
  async participant(house) {
    const id = await dialogueId(house)
    const fields = { role: 'chair', name: 'Lê Thị Lan', title: '', body: '', areaUnits: [], attends: 'yes' }
    const participant = await as(house, maker, async (scope) => {
      return await saveParticipant(scope, { ...fields, dialogueId: id })
    })
    return { id, participant }
  },
  async request(house) {
    const asked = { body: 'Phòng Kinh tế', about: 'Chợ tạm', question: 'Bao giờ dẹp?' }
    const dialogue = await dialogueId(house)
    return {
      id: await as(house, maker, async (scope) => await requestAnswer(scope, { ...asked, dialogueId: dialogue })),
    }
  },
  dialogueRequest: async (house) => ({ id: await dialogueRequest(house) }),
  dialogueLetter: async (house) => ({ id: await dialogueLetter(house) }),
  letter: async (house) => ({ id: await announcedId(house), kind: 'message' }),
  broadcast: async (house) => ({ id: await broadcastId(house) }),
  article: articleOf,
  invitation,
  council: async (house) => ({ id: await council(house) }),
  noSound: async (house) => ({ dialogue: await dialogueId(house), file: newId() }),
  opinion,
  disclosure,
  topic: async (house) => {
    const fields = { nameVi: `Việc ${newId()}`, nameEn: '', words: [], isSensitive: false, position: 1, unitId: unitA }
    return { id: (await as(house, maker, async (scope) => await addTopic(scope, fields))).topicId }
  },
  thread,
  enteredNumber: async (house) => ({ id: await enteredNumber(house) }),
  async officialAccount(house) {
    const [row] = await house.database.$client<
      { id: string }[]
    >`select id from accounts where platform = 'zalo' limit 1`
    return { id: row?.id ?? '' }
  },
  account: async (house) => ({ id: await account(house) }),
  parked: async (house) => ({ id: await parked(house) }),
  sentHandover: async (house) => await sentHandover(house),
  handoverRoute: async (house) => {
    const route = { unitId: unitA, topicId: null, competence: null, toUnitId: '', body: 'Công ty Môi trường đô thị' }
    return { id: await as(house, maker, async (scope) => await addRoute(scope, route)) }
  },
  webhook: async (house) => await webhook(house),
  lawRule: async () => ({ key: 'dialogue.notice' }),
  channelRule: async (house) => {
    const [row] = await house.database.$client<{ key: string }[]>`select key from channel_rules order by key limit 1`
    return { key: row?.key ?? '' }
  },
  retentionKind: async () => await Promise.resolve({ kind: 'opinion-authors' }),
  holidayYear: async (house) => ({ year: vietnamDate(house.clock.now()).slice(0, 4) }),
  groupHead: async (house) => ({ id: await officer(house, [{ role: 'group_head', unitId: unitA }]) }),
  unit: async () => ({ id: unitA }),
  group: async (house) => ({ id: await groupId(house) }),
  network,
  networkWithMinutes,
  session: async (house, caller) => {
    const input = { officerId: caller, device: 'test' }
    return { id: (await as(house, system, async (scope) => await openSession(scope, input))).sessionId }
  },
  async token(house, caller) {
    const input = { officerId: caller, label: newId() }
    await as(house, system, async (scope) => await issueToken(scope, input))
    const [row] = await house.database.$client<{ id: string }[]>`
      select id from officer_tokens where officer_id = ${caller} order by id desc limit 1`
    return { id: row?.id ?? '' }
  },
  async item(house) {
    const { id: opinionId = '' } = await opinion(house)
    const head = { kind: 'petition', topicId: null, reach: 'person', households: null, isRisk: false } as const
    const rest = { isHotSpot: false, competence: 'commune', competentBody: null, opinionClass: 'livelihood' } as const
    const kept = await as(house, maker, async (scope) => await keepOpinion(scope, { opinionId, ...head, ...rest }))
    return { id: kept.itemId }
  },
  plan: planWithLine,
  handover: askedHandover,
  async synthesis(house) {
    const period = { unitId: unitA, fromOn: '2026-01-01', untilOn: '2026-03-31' } as const
    return { id: await as(house, maker, async (scope) => await draftSynthesis(scope, period)) }
  },
  async pastSheet(house) {
    const sheet = { unitId: unitA, source: 'Báo cáo số 12/BC-MTTQ', sourceOn: '2021-12-31' } as const
    const years = { fromYear: '2019', toYear: '2019', level: 'commune', measure: 'sessions' }
    const read = readFigure({ ...years, value: '2', countedIn: 'conference' }, 2026)
    if (!read.ok) throw new Error('no figure')
    const id = await as(house, maker, async (scope) => await openSheet(scope, sheet))
    await as(house, maker, async (scope) => await addFigures(scope, { id, version: 1, figures: [read.figure] }))
    return { id, figure: (await figuresOf(house.database, id))[0]?.id ?? '' }
  },
  async heldDialogue(house) {
    const id = await dialogueId(house)
    await house.database.$client`update dialogues set state = 'held' where id = ${id}`
    return { id }
  },
  async conclusionTask(house) {
    const id = await dialogueId(house)
    await house.database.$client`update dialogues set state = 'held' where id = ${id}`
    return { id: (await concludedTask(house, id)).task }
  },
  async conclusion(house) {
    const id = await dialogueId(house)
    await house.database.$client`update dialogues set state = 'held' where id = ${id}`
    return { id, ...(await concludedTask(house, id)) }
  },
  async paper(house) {
    const id = await dialogueId(house)
    await house.database.$client`update dialogues set state = 'held' where id = ${id}`
    return { id, paper: 'minutes' }
  },
  async filter(house, caller) {
    const id = newId()
    await house.database.$client`
      insert into saved_filters (id, officer_id, page, name, query, created_at)
      values (${id}, ${caller}, 'questions', ${id}, 'held=yes', now())`
    return { id }
  },
} as const satisfies Record<string, Maker>

export type RecordName = keyof typeof records
