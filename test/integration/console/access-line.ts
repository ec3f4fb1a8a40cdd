import type { Role } from '../../../src/kernel/actor.ts'
import type { RecordName } from './access-records.ts'

export type Line = {
  /** Whose record stands in the address: a unit's, one officer's alone, the installation's; none where it has no place. */
  readonly of: 'unit' | 'officer' | 'installation' | 'none'
  readonly record?: RecordName
  /** What is sent where an empty form would be sent back before anybody looks whose unit it is. */
  readonly send?: Readonly<Record<string, unknown>> | 'file'
  /** Of the roles that the rule names, those that the verb lets in; all of them unless told. */
  readonly lets?: readonly Role[]
  /** The record's last part is not there: whoever may look is told so. */
  readonly absent?: boolean
}

/** No record in the address: the role alone decides who comes in. */
export const list: Line = { of: 'none' }
/** A record of unit A: who works for another unit is refused, and it is audited. */
export const unit = (record: RecordName, more: Pick<Line, 'send' | 'lets'> = {}): Line => ({
  of: 'unit',
  record,
  ...more,
})
/** The same where the unit stands in the form. */
export const unitIn = (send: Readonly<Record<string, unknown>>): Line => ({ of: 'unit', send })
/** A thing of one officer: any other is refused. */
export const own = (record: RecordName): Line => ({ of: 'officer', record })
/** A thing of the whole installation: the role alone decides. */
export const whole = (record: RecordName): Line => ({ of: 'installation', record })
/** Without its query there is nothing to show. */
export const absent: Line = { of: 'none', absent: true }
