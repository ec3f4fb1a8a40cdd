import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../../database/index.ts'
import { officers } from '../../database/tables/officers.ts'
import { opinionRefusals, opinions } from '../../database/tables/questions.ts'
import { units } from '../../database/tables/units.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openContest, openRefusal, type RefusalReason } from './refusal.ts'

/** The refusal of an opinion as its author reads it. */
export type RefusalShown = {
  readonly why: RefusalReason
  readonly words: string | null
  readonly state: 'open' | 'contested' | 'upheld'
  /** Once for each opinion, whatever was decided then. */
  readonly mayContest: boolean
}

/** Why an opinion is not taken in; nothing where it is not refused. */
export const refusalOf = async (
  database: Queryable,
  keyring: Keyring,
  opinionId: string,
): Promise<RefusalShown | undefined> => {
  const rows = await database
    .select({ refusal: opinionRefusals })
    .from(opinionRefusals)
    .innerJoin(
      opinions,
      and(eq(opinions.id, opinionRefusals.opinionId), eq(opinions.triage, 'refused'), eq(opinions.state, 'received')),
    )
    .where(eq(opinionRefusals.opinionId, opinionId))
    .orderBy(desc(opinionRefusals.seq))
  const last = rows.find(({ refusal }) => refusal.undoneAt === null)?.refusal
  if (!last) return undefined
  const wasContested = rows.some(({ refusal }) => refusal.contestedAt !== null)
  return {
    why: last.why as RefusalReason,
    words: openRefusal(keyring, last, last.words),
    state: last.contestedAt === null ? 'open' : last.decidedAt === null ? 'contested' : 'upheld',
    mayContest: !wasContested,
  }
}

/** A refusal that its author contests, for the officers who may decide on it. */
export type ContestedRefusal = {
  readonly opinionId: string
  readonly seq: number
  readonly unitPath: readonly string[]
  readonly unitName: string
  readonly why: RefusalReason
  readonly words: string | null
  readonly contestWords: string | null
  readonly contestedAt: Date
  readonly refusedBy: string
  readonly refusedByName: string | null
  readonly refusedAt: Date
}

/** What is contested and undecided in these units and below, oldest first; 50 at most. The caller may read there. */
export const contestedRefusals = async (
  database: Queryable,
  keyring: Keyring,
  unitIds: readonly string[],
): Promise<ContestedRefusal[]> => {
  const rows = await database
    .select({ refusal: opinionRefusals, path: units.path, unitName: units.fullName, officer: officers.name })
    .from(opinionRefusals)
    .innerJoin(
      opinions,
      and(eq(opinions.id, opinionRefusals.opinionId), eq(opinions.state, 'received'), eq(opinions.triage, 'refused')),
    )
    .innerJoin(units, eq(units.id, opinions.unitId))
    .leftJoin(officers, eq(officers.id, opinionRefusals.refusedBy))
    .where(
      and(
        isNotNull(opinionRefusals.contestedAt),
        isNull(opinionRefusals.decidedAt),
        isNull(opinionRefusals.undoneAt),
        sql`${units.path} && ${arrayLiteral(unitIds)}::text[]`,
      ),
    )
    .orderBy(asc(opinionRefusals.contestedAt))
    .limit(50)
  return rows.flatMap(({ refusal, path, unitName, officer }) =>
    refusal.contestedAt === null
      ? []
      : [
          {
            opinionId: refusal.opinionId,
            seq: refusal.seq,
            unitPath: path,
            unitName,
            why: refusal.why as RefusalReason,
            words: openRefusal(keyring, refusal, refusal.words),
            contestWords: openContest(keyring, refusal, refusal.contestWords),
            contestedAt: refusal.contestedAt,
            refusedBy: refusal.refusedBy,
            refusedByName: officer,
            refusedAt: refusal.refusedAt,
          },
        ],
  )
}
