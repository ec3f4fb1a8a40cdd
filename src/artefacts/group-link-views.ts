import { eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { groupLinks } from '../database/tables/artefacts.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export type GroupLink = {
  readonly unitId: string
  /** "Tổ dân phố số 5". */
  readonly name: string
  readonly token: string
  readonly openings: number
  /** The newest day first. */
  readonly days: readonly { readonly day: PlainDate; readonly openings: number }[]
}

const byName = new Intl.Collator('vi', { numeric: true })

/** The links of a session with what was counted, in the order of the groups' names. */
export const listGroupLinks = async (db: Queryable, dialogueId: string): Promise<GroupLink[]> => {
  const rows = await db.execute<{
    unit_id: string
    name: string
    token: string
    day: string | null
    openings: number
  }>(sql`
    select l.unit_id, u.full_name as name, l.token, o.day::text as day, o.openings
    from group_links l join units u on u.id = l.unit_id left join group_link_openings o on o.token = l.token
    where l.dialogue_id = ${dialogueId}::uuid order by o.day desc`)
  const links = [...Map.groupBy(rows, (row) => row.token).values()].flatMap((all): GroupLink[] => {
    const [first] = all
    if (!first) return []
    const days = all.flatMap(({ day, openings }) => (day === null ? [] : [{ day: day as PlainDate, openings }]))
    const openings = days.reduce((sum, one) => sum + one.openings, 0)
    return [{ unitId: first.unit_id, name: first.name, token: first.token, openings, days }]
  })
  return links.toSorted((one, other) => byName.compare(one.name, other.name))
}

/** Where a link leads: the code of its session's notice. */
export const noticeCodeOfLink = async (db: Queryable, token: string): Promise<string | undefined> => {
  const [row] = await db
    .select({ code: dialogues.noticeCode })
    .from(groupLinks)
    .innerJoin(dialogues, eq(dialogues.id, groupLinks.dialogueId))
    .where(eq(groupLinks.token, token))
  return row?.code
}
