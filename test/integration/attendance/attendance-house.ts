import { answerAttendance, type AttendAnswer, type Answered } from '../../../src/attendance/index.ts'
import { remindAttendees } from '../../../src/conversation/index.ts'
import {
  markTold,
  findDialogue,
  noticeFactsOf,
  type Dialogue,
  type DialogueInput,
} from '../../../src/dialogues/index.ts'
import type { OutgoingMessage } from '../../../src/channels/port.ts'
import { systemActor, type ResidentActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { openWords, type OutboxWords } from '../../support/open-words.ts'
import { openWard } from '../broadcasts/ward.ts'

export type Neighbour = { readonly residentId: string; readonly chatId: number; readonly actor: ResidentActor }

/** So many of something, each with a name of its own. */
type Tuple<Item, Count extends number, Made extends Item[] = []> = number extends Count
  ? Item[]
  : Made['length'] extends Count
    ? Made
    : Tuple<Item, Count, [...Made, Item]>

/** A ward with an announced session on Saturday, 5 December 2026, 8:30, and people who may come. */
export const openAttendance = async () => {
  const ward = await openWard()
  const { sql, house } = ward
  const front = await ward.officer(['front_officer'])
  const approver = await ward.officer(['approver'])
  const system = systemActor('remind-attendees')

  const announce = async (changes: Partial<DialogueInput> = {}): Promise<Dialogue> => {
    const made = await ward.call(front, changes)
    return await tell(made, 'announcement')
  }
  const tell = async (session: Dialogue, kind: 'announcement' | 'change' | 'cancellation'): Promise<Dialogue> => {
    const now = (await findDialogue(house.database, session.id)) as Dialogue
    await ward.as(approver, async (scope) => await markTold(scope, { id: now.id, version: now.version, kind }))
    if (kind !== 'announcement') {
      const former = JSON.stringify(now.told?.facts)
      const at = house.clock.now().toISOString()
      await sql`insert into broadcasts (id, kind, dialogue_id, unit_id, state, audience_units, facts, former_facts,
          created_by, created_at, approved_at, updated_at)
        values (${newId()}, ${kind}, ${now.id}, ${now.unitId}, 'done', '[]'::jsonb,
          ${JSON.stringify(noticeFactsOf(now))}::text::jsonb, ${former}::text::jsonb, ${front.officerId}, ${at}, ${at}, ${at})`
    }
    return (await findDialogue(house.database, session.id)) as Dialogue
  }

  /** With a web chat, where nothing closes, unless told. */
  const people = async <Count extends number>(
    count: Count,
    account: 'web:chat' | 'zalo:oa' = 'web:chat',
  ): Promise<Tuple<Neighbour, Count>> => {
    const chatIds = await ward.residents(count, { account })
    const rows = await sql<{ chat_id: string; resident_id: string }[]>`
      select chat_id, resident_id from contacts where chat_id = any(${chatIds}::bigint[]) order by chat_id`
    return rows.map((row) => ({
      residentId: row.resident_id,
      chatId: Number(row.chat_id),
      actor: { kind: 'resident', residentId: row.resident_id, chatId: row.chat_id },
    })) as Tuple<Neighbour, Count>
  }

  const say = async (
    person: Neighbour,
    session: Dialogue,
    answer: AttendAnswer,
    companions?: number,
  ): Promise<Answered> => {
    house.clock.advance(1000)
    return await ward.as(
      person.actor,
      async (scope) =>
        await answerAttendance(scope, {
          dialogueId: session.id,
          answer,
          groupUnitId: null,
          channel: 'zalo',
          ...(companions === undefined ? {} : { companions }),
        }),
    )
  }

  const seatOf = async (person: Neighbour, session: Dialogue): Promise<string | null> => {
    const [row] = await sql<{ place: string | null }[]>`
      select place from attendances where dialogue_id = ${session.id} and resident_id = ${person.residentId}`
    return row?.place ?? null
  }

  /** Runs the job until it has nothing more to say. */
  const remind = async (): Promise<number> => {
    let count = 0
    for (;;) {
      const more = await ward.as(system, remindAttendees)
      if (more === 0) return count
      count += more
    }
  }
  /** What has come to a chat since the last look. */
  const read = async (person: Neighbour): Promise<OutgoingMessage[]> => {
    const rows = await sql<OutboxWords[]>`
      with gone as (delete from outbox where chat_id = ${person.chatId} returning *)
      select chat_id, payload, content_id from gone order by id`
    return await Promise.all(rows.map(async (row) => await openWords(house, row)))
  }
  const at = (moment: string): void => house.clock.set(new Date(`${moment}:00+07:00`))

  return { ...ward, front, approver, system, announce, tell, people, say, seatOf, remind, read, at }
}

export type AttendanceHouse = Awaited<ReturnType<typeof openAttendance>>
