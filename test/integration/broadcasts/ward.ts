import { createDatabaseStorage, storeUploaded } from '../../../src/attachments/index.ts'
import { saveAccount } from '../../../src/channels/index.ts'
import { act, type Scope } from '../../../src/database/index.ts'
import type { Actor, OfficerActor, Role } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { callDialogue, type Dialogue, type DialogueInput } from '../../../src/dialogues/index.ts'
import { createTestHouse } from '../../support/house.ts'

export const ward = '00082'
export const otherWard = '00004'
export const group = 'group-5'
export const wardPath = ['vn', '01', ward]

/** The smallest file that is taken for a PDF. */
export const aPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')

/** A ward of Hanoi with its officers, ready to call sessions. The clock shows Saturday, 21 November 2026, 9 o'clock. */
export const openWard = async () => {
  const { house, close, url } = await createTestHouse()
  const sql = house.database.$client
  const units = [
    { id: 'vn', parent: null, path: ['vn'], level: 'country', type: 'country', name: 'Việt Nam', full: 'Việt Nam' },
    {
      id: '01',
      parent: 'vn',
      path: ['vn', '01'],
      level: 'province',
      type: 'city',
      name: 'Hà Nội',
      full: 'Thành phố Hà Nội',
    },
    { id: ward, parent: '01', path: wardPath, level: 'commune', type: 'ward', name: 'Cửa Nam', full: 'Phường Cửa Nam' },
    {
      id: otherWard,
      parent: '01',
      path: ['vn', '01', otherWard],
      level: 'commune',
      type: 'ward',
      name: 'Ba Đình',
      full: 'Phường Ba Đình',
    },
    {
      id: group,
      parent: ward,
      path: [...wardPath, group],
      level: 'group',
      type: 'ward_group',
      name: 'số 5',
      full: 'Tổ dân phố số 5',
    },
  ]
  for (const unit of units) {
    await sql`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from)
      values (${unit.id}, ${unit.parent}, ${unit.path}, ${unit.level}, ${unit.type}, ${unit.name}, ${unit.full}, ${unit.name}, '2025-07-01')`
  }
  const accounts = [
    { id: 'zalo:oa', platform: 'zalo' },
    { id: 'web:chat', platform: 'web' },
  ] as const
  for (const { id, platform } of accounts) {
    const account = { id, platform, externalId: id, name: id, lane: `lane:${id}`, credentials: null, capabilities: {} }
    await saveAccount(house.database, account, house.clock.now())
  }

  /** An officer with roles on a unit, held since so many days. */
  const officer = async (grants: readonly Role[], unitId = ward, days = 100): Promise<OfficerActor> => {
    const officerId = newId()
    const unitPath = units.find((unit) => unit.id === unitId)?.path ?? []
    const since = new Date(house.clock.now().getTime() - days * 86_400_000).toISOString()
    await sql`insert into officers (id, login, name, created_at, updated_at)
      values (${officerId}, ${officerId}, 'Cán bộ', ${since}, ${since})`
    for (const role of grants) {
      await sql`insert into officer_roles (officer_id, role, unit_id, granted_at)
        values (${officerId}, ${role}, ${unitId}, ${since})`
    }
    return { kind: 'officer', officerId, grants: grants.map((role) => ({ role, unitId, unitPath })) }
  }

  const as = async <Result>(actor: Actor, verb: (scope: Scope) => Promise<Result>): Promise<Result> =>
    await act(house, actor, verb)

  const sessionInput = (changes: Partial<DialogueInput> = {}): DialogueInput => ({
    unitId: ward,
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
    startsAt: new Date('2026-12-05T01:30:00Z'),
    endsAt: new Date('2026-12-05T04:30:00Z'),
    collectionOpensAt: new Date('2026-11-21T00:00:00Z'),
    collectionClosesAt: new Date('2026-12-03T10:00:00Z'),
    hotline: '024 3825 1234',
    ...changes,
  })

  /** Residents of the ward who want notices, each with one chat; gives the chat ids in order. */
  const residents = async (
    count: number,
    options: {
      account?: 'zalo:oa' | 'web:chat'
      unitId?: string
      language?: 'vi' | 'en'
      /** Hours since they last wrote; they have just written unless told. */
      silentHours?: number
    } = {},
  ): Promise<number[]> => {
    const { account = 'zalo:oa', unitId = ward, language = 'vi' } = options
    const at = house.clock.now().toISOString()
    const wrote = new Date(house.clock.now().getTime() - (options.silentHours ?? 0) * 3_600_000).toISOString()
    const rows = await sql<{ id: string }[]>`
      with made as (
        insert into chats (lookup, account_id, address, created_at, window_opened_at, last_inbound_at)
        select gen_random_uuid(), ${account}, '\\x00'::bytea, ${at}::timestamptz, ${wrote}::timestamptz, ${wrote}::timestamptz from generate_series(1, ${count}) returning id
      ), numbered as (select id, gen_random_uuid() as resident from made), people as (
        insert into residents (id, language, unit_id, created_at, updated_at)
        select resident, ${language}, ${unitId}, ${at}::timestamptz, ${at}::timestamptz from numbered
      ), agreed as (
        insert into consents (id, resident_id, purpose, version, state, act, at)
        select gen_random_uuid(), resident, 'notices', '1', 'given', 'test', ${at}::timestamptz from numbered
      )
      insert into contacts (chat_id, resident_id, account_id, linked_at)
      select id, resident, ${account}, ${at}::timestamptz from numbered returning chat_id as id`
    return rows.map((row) => Number(row.id)).toSorted((one, other) => one - other)
  }

  return {
    house,
    url,
    sql,
    close,
    officer,
    as,
    sessionInput,
    residents,
    /** A file that an officer has put up and that belongs to nothing yet: a PDF unless told otherwise. */
    upload: async (actor: Actor, bytes: Uint8Array = aPdf): Promise<string> => {
      const stored = await storeUploaded(house, createDatabaseStorage(house.keyring), actor, { bytes, name: 'tep' })
      if (!stored.ok) throw new Error(stored.why)
      return stored.attachmentId
    },
    call: async (actor: Actor, changes: Partial<DialogueInput> = {}): Promise<Dialogue> =>
      await as(actor, async (scope) => await callDialogue(scope, sessionInput(changes))),
    /** Ends what waits in the outbox as the platform would answer. */
    deliver: async (
      ref: string,
      outcome: 'sent' | 'refused' = 'sent',
      chatIds?: readonly number[],
    ): Promise<number> => {
      const at = house.clock.now().toISOString()
      const wanted =
        chatIds ??
        (await sql<{ chat_id: string }[]>`select chat_id from outbox where ref = ${ref}`).map((row) =>
          Number(row.chat_id),
        )
      const rows = await sql`
        with gone as (delete from outbox where ref = ${ref} and chat_id = any(${wanted as number[]}::bigint[]) returning *)
        insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
        select id, lane, account_id, chat_id, priority, ${outcome}, 1, false, ref, created_at, ${at}::timestamptz from gone returning id`
      return rows.length
    },
    /** Chats with a message of a ref, waiting or finished. */
    messagesOf: async (ref: string): Promise<number[]> => {
      const rows = await sql<{ chat_id: string }[]>`
        select chat_id from outbox where ref = ${ref} union all select chat_id from outbox_history where ref = ${ref}`
      return rows.map((row) => Number(row.chat_id)).toSorted((one, other) => one - other)
    },
  }
}

export type Ward = Awaited<ReturnType<typeof openWard>>
