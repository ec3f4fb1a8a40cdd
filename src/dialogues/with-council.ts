import type { Queryable } from '../database/index.ts'
import type { Unit } from '../units/index.ts'
import { findCouncilSession } from './council-views.ts'
import type { DialogueFields } from './dialogue.ts'
import { wrongField } from './wrong-field.ts'

/**
 * A voter contact that points to a council session takes over its name and its deputies where it has none of its own.
 * `before`: what it pointed to until now; another one brings its own name and people.
 */
export const withCouncil = async (
  db: Queryable,
  fields: DialogueFields,
  host: Unit,
  before: string | null = null,
): Promise<DialogueFields> => {
  const { councilSessionId } = fields
  if (councilSessionId === null) return fields
  if (fields.type !== 'voter_contact') return { ...fields, councilSessionId: null }
  const council = await findCouncilSession(db, councilSessionId)
  if (!council || !host.path.includes(council.unitId)) throw wrongField('councilSessionId', 'noCouncil')
  const former = before === null || before === councilSessionId ? undefined : await findCouncilSession(db, before)
  const isFormers = (names: readonly string[]): boolean => former?.deputies.join('\n') === names.join('\n')
  return {
    ...fields,
    councilSession:
      fields.councilSession === null || fields.councilSession === former?.name ? council.name : fields.councilSession,
    deputies: fields.deputies.length === 0 || isFormers(fields.deputies) ? council.deputies : fields.deputies,
  }
}
