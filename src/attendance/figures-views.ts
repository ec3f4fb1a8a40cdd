import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { Way } from '../delivery/index.ts'

/** How many answered so, and how many people that is with those whom they bring. */
export type Answers = { readonly answers: number; readonly persons: number }

/** The attendance of a session, for the screen and the report. Every figure counts rows; none is kept beside them. */
export type AttendanceFigures = {
  /** By name. */
  readonly invited: number
  readonly yes: Answers
  readonly perhaps: Answers
  readonly no: number
  /** Of those who said yes, who has no seat. */
  readonly waiting: Answers
  readonly came: {
    readonly persons: number
    /** By a resident's ticket, by an invitation, by hand. */
    readonly byTicket: number
    readonly byInvitation: number
    readonly byHand: number
    /** Invitations of which somebody came. */
    readonly invitees: number
  }
  /** Households are known only where somebody asked at the door: so many, of so many people. */
  readonly households: { readonly known: number; readonly ofPersons: number }
  /** By village or ward group, the largest first; null gathers those of whom it is not known. */
  readonly groups: readonly {
    readonly unitId: string | null
    readonly name: string | null
    readonly said: number
    readonly came: number
  }[]
  readonly reminders: ReminderFigures
}

/** What became of the reminders of a session, each to one person of one fact. */
export type ReminderFigures = {
  /** Null gathers those of before ways were noted. */
  readonly told: readonly { readonly way: Way | null; readonly count: number }[]
  readonly held: number
  readonly unreachable: number
  readonly needless: number
}

type Totals = Record<
  | 'yes'
  | 'yes_persons'
  | 'perhaps'
  | 'perhaps_persons'
  | 'no'
  | 'waiting'
  | 'waiting_persons'
  | 'by_ticket'
  | 'invited'
  | 'by_invitation'
  | 'invitees'
  | 'by_hand'
  | 'households'
  | 'of_persons',
  string
>

const totalsOf = async (db: Queryable, dialogueId: string): Promise<Totals> => {
  const [row] = await db.execute<Totals>(sql`
    with a as (
      select count(*) filter (where answer = 'yes') as yes,
        coalesce(sum(1 + companions) filter (where answer = 'yes'), 0) as yes_persons,
        count(*) filter (where answer = 'perhaps') as perhaps,
        coalesce(sum(1 + companions) filter (where answer = 'perhaps'), 0) as perhaps_persons,
        count(*) filter (where answer = 'no') as no,
        count(*) filter (where place = 'waiting') as waiting,
        coalesce(sum(1 + companions) filter (where place = 'waiting'), 0) as waiting_persons,
        coalesce(sum(arrived_persons), 0) as by_ticket
      from attendances where dialogue_id = ${dialogueId}::uuid
    ), i as (
      select count(*) as invited, coalesce(sum(arrived_persons), 0) as by_invitation, count(arrived_at) as invitees
      from attendance_invitations where dialogue_id = ${dialogueId}::uuid
    ), h as (
      select coalesce(sum(persons), 0) as by_hand, coalesce(sum(households), 0) as households,
        coalesce(sum(persons) filter (where households is not null), 0) as of_persons
      from attendance_counts where dialogue_id = ${dialogueId}::uuid and undone_at is null
    ) select * from a, i, h`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}

const groupsOf = async (db: Queryable, dialogueId: string): Promise<AttendanceFigures['groups']> => {
  const rows = await db.execute<{ unit_id: string | null; name: string | null; said: string; came: string }>(sql`
    with lines as (
      select group_unit_id as unit_id, case when answer = 'yes' then 1 + companions else 0 end as said,
        coalesce(arrived_persons, 0) as came from attendances where dialogue_id = ${dialogueId}::uuid
      union all
      select group_unit_id, 0, persons from attendance_counts
      where dialogue_id = ${dialogueId}::uuid and undone_at is null
      union all
      select null, 0, arrived_persons from attendance_invitations
      where dialogue_id = ${dialogueId}::uuid and arrived_at is not null
    )
    select l.unit_id, u.full_name as name, sum(l.said) as said, sum(l.came) as came
    from lines l left join units u on u.id = l.unit_id group by l.unit_id, u.full_name
    having sum(l.said) + sum(l.came) > 0 order by l.unit_id is null, sum(l.came) desc, sum(l.said) desc, u.full_name`)
  return rows.map((row) => ({ unitId: row.unit_id, name: row.name, said: Number(row.said), came: Number(row.came) }))
}

const remindersOf = async (db: Queryable, dialogueId: string): Promise<ReminderFigures> => {
  const rows = await db.execute<{ outcome: string; way: Way | null; count: string }>(sql`
    select outcome, way, count(*) as count from attendance_reminders where dialogue_id = ${dialogueId}::uuid
    group by outcome, way order by count(*) desc, way`)
  const of = (outcome: string): number =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + Number(row.count), 0)
  return {
    told: rows.filter((row) => row.outcome === 'sent').map(({ way, count }) => ({ way, count: Number(count) })),
    held: of('held'),
    unreachable: of('unreachable'),
    needless: of('needless'),
  }
}

export const attendanceFigures = async (db: Queryable, dialogueId: string): Promise<AttendanceFigures> => {
  const [totals, groups] = [await totalsOf(db, dialogueId), await groupsOf(db, dialogueId)]
  const of = (name: keyof Totals): number => Number(totals[name])
  return {
    invited: of('invited'),
    yes: { answers: of('yes'), persons: of('yes_persons') },
    perhaps: { answers: of('perhaps'), persons: of('perhaps_persons') },
    no: of('no'),
    waiting: { answers: of('waiting'), persons: of('waiting_persons') },
    came: {
      persons: of('by_ticket') + of('by_invitation') + of('by_hand'),
      byTicket: of('by_ticket'),
      byInvitation: of('by_invitation'),
      byHand: of('by_hand'),
      invitees: of('invitees'),
    },
    households: { known: of('households'), ofPersons: of('of_persons') },
    groups,
    reminders: await remindersOf(db, dialogueId),
  }
}
