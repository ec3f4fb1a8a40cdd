import type { Scope } from '../../../src/database/index.ts'
import type { OfficerActor, Role } from '../../../src/kernel/actor.ts'
import { addDays, vietnamDate } from '../../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  askForDialogue,
  findDialogueRequest,
  joinRequest,
  openRequest,
  readStanding,
  stateVoters,
  verifyAtDesk,
  writeLetter,
} from '../../../src/requests/index.ts'
import { makeLinkCode } from '../../../src/residents/index.ts'
import { openResidents, type Met } from '../residents/residents-house.ts'

export const ward = '00082'
export const otherWard = '00070'

export const officerOf = (role: Role, unitId = ward): OfficerActor => ({
  kind: 'officer',
  officerId: newId(),
  grants: [{ role, unitId, unitPath: ['vn', '01', unitId] }],
})

/** People, officers of the ward, and the way of a request as far as a test needs it. */
export const openRequests = async () => {
  const all = await openResidents()
  const { house, as, meet } = all
  const front = officerOf('front_officer')
  const byFront = async <Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> => await as(front, work)
  const today = () => vietnamDate(house.clock.now())

  const find = async (id: string) => {
    const found = await findDialogueRequest(house.database, house.keyring, id)
    if (!found) throw new Error('no such request')
    return found
  }
  const standing = async (id: string) => await readStanding(house.database, await find(id), today())
  const ask = async (author: Met, words = 'Đối thoại về thu gom rác ở ngõ 12'): Promise<string> =>
    (await as(author.actor, async (scope) => await askForDialogue(scope, { words, channel: 'zalo' }))).id
  const open = async (id: string, title = 'Thu gom rác ở ngõ 12'): Promise<void> => {
    const { version } = await find(id)
    await byFront(async (scope) => await openRequest(scope, { id, version, title, openUntil: addDays(today(), 30) }))
  }
  /** Asked by a new resident and opened. */
  const opened = async (): Promise<{ readonly id: string; readonly author: Met }> => {
    const author = await meet('zalo', ward)
    const id = await ask(author)
    await open(id)
    return { id, author }
  }
  const join = async (person: Met, requestId: string) =>
    await as(person.actor, async (scope) => await joinRequest(scope, { requestId }))
  const code = async (person: Met): Promise<string> =>
    (await as(person.actor, async (scope) => await makeLinkCode(scope))).digits
  const verify = async (person: Met, slip?: { readonly requestId: string; readonly number: number }) => {
    const digits = await code(person)
    return await byFront(async (scope) => await verifyAtDesk(scope, { code: digits, ...(slip ? { slip } : {}) }))
  }
  const voters = async (count: number): Promise<void> => {
    const stated = { unitId: ward, voters: count, source: 'Danh sách cử tri 2026', asOf: addDays(today(), -30) }
    await byFront(async (scope) => await stateVoters(scope, stated))
  }
  const letter = async (requestId: string, version = 0): Promise<void> => {
    const facts = { number: '12/MTTQ-BTT', dated: today(), addressee: 'Ủy ban nhân dân phường Cửa Nam' }
    const words = { signer: 'Nguyễn Thị Hoa', words: 'Kính chuyển.' }
    await byFront(async (scope) => await writeLetter(scope, { requestId, version, ...facts, ...words }))
  }
  const audited = async (action: string, subject: string): Promise<number> => {
    const rows = await house.database.$client`
      select 1 from audit_entries where action = ${action} and subject_id = ${subject}`
    return rows.length
  }
  return {
    ...all,
    front,
    byFront,
    today,
    find,
    standing,
    ask,
    open,
    opened,
    join,
    code,
    verify,
    voters,
    letter,
    audited,
  }
}

export type Requests = Awaited<ReturnType<typeof openRequests>>
