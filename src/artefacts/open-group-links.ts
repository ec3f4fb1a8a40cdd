import { randomInt } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Queryable, Scope } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { findUnit, unitsBelow, type Unit } from '../units/index.ts'
import { insertLinks } from './group-link-store.ts'
import { takeTold } from './take-told.ts'

/** Villages and ward groups of the people whom a session is for, each once. */
export const groupsOf = async (
  db: Queryable,
  { audienceUnits }: Pick<Dialogue, 'audienceUnits'>,
  on: PlainDate,
): Promise<Unit[]> => {
  const found = new Map<string, Unit>()
  for (const id of audienceUnits) {
    const unit = await findUnit(db, id)
    if (unit?.level === 'group') found.set(unit.id, unit)
    for (const below of await unitsBelow(db, id, { on, level: 'group' })) found.set(below.id, below)
  }
  return [...found.values()]
}

// 62 bits: nobody meets another group's link by trying. Letters and digits only: chat programs cut a dash off the end.
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
const newToken = (): string => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Makes a counted link for every group that has none; those that exist stay as they are. Gives how many are new. */
export const openGroupLinks = async (scope: Scope, input: { readonly dialogueId: string }): Promise<number> => {
  const officer = requireOfficer(scope.actor)
  const { told, unit } = await takeTold(scope.tx, input.dialogueId)
  requireRole(officer, ['front_officer'], unit.path)
  const now = scope.clock.now()
  const groups = await groupsOf(scope.tx, told, vietnamDate(now))
  const links = groups.map(({ id }) => ({ token: newToken(), dialogueId: told.id, unitId: id, createdAt: now }))
  const added = await insertLinks(scope.tx, links)
  if (added > 0) {
    await recordAudit(scope, {
      action: 'group_links.opened',
      subject: { kind: 'dialogue', id: told.id },
      unitId: unit.id,
      details: { links: added },
    })
  }
  return added
}
