import type { Queryable } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { findUnit, unitInSentence, unitsBelow, type Unit } from '../units/index.ts'
import type { Task } from './conclusion.ts'

/** Why somebody gets a conclusion: the law names them, they report to them, they hosted it, they own a task of it. */
export type RecipientReason = 'law' | 'report' | 'host' | 'owner'
export type Recipient = { readonly name: string; readonly why: RecipientReason }

const headOf = ({ type, fullName }: Unit): string =>
  type === 'village' ? `Trưởng ${unitInSentence(fullName)}` : `Tổ trưởng ${unitInSentence(fullName)}`

/**
 * Who must receive a published conclusion: the heads of all villages and groups (local-government law 2025, Art. 43), the
 * Front committee above, those who hosted the session and those who own a task. Each name once.
 */
export const recipientsOf = async (
  database: Queryable,
  { dialogue, unit, tasks }: { readonly dialogue: Dialogue; readonly unit: Unit; readonly tasks: readonly Task[] },
): Promise<Recipient[]> => {
  const above = unit.parentId === null ? undefined : await findUnit(database, unit.parentId)
  const groups =
    unit.level === 'commune'
      ? await unitsBelow(database, unit.id, { on: vietnamDate(dialogue.startsAt), level: 'group' })
      : []
  const all: Recipient[] = [
    ...(above && above.level !== 'country'
      ? [{ name: `Ủy ban Mặt trận Tổ quốc Việt Nam ${unitInSentence(above.fullName)}`, why: 'report' } as const]
      : []),
    ...dialogue.hosts.map(({ name }) => ({ name, why: 'host' }) as const),
    ...tasks.map(({ ownerPost }) => ({ name: ownerPost, why: 'owner' }) as const),
    ...groups.map((group) => ({ name: headOf(group), why: 'law' }) as const),
  ]
  return [...new Map(all.toReversed().map((one) => [one.name, one])).values()].toReversed()
}
