import type { Scope } from '../database/index.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { insertDeliveries } from './conclusion-store.ts'
import { tasksOf } from './conclusion-views.ts'
import { recipientsOf } from './recipients.ts'
import { note, takeConclusion, type Seen } from './take-conclusion.ts'
import { wrongField } from './wrong-field.ts'

/** Notes to whom a published conclusion was given, and on which day; what was noted stays. */
export const noteGiven = async (
  scope: Scope,
  input: Seen & { readonly recipients: readonly string[]; readonly givenOn: PlainDate },
): Promise<void> => {
  const taken = await takeConclusion(scope, input, ['published'])
  const { conclusion, dialogue, unit, officerId } = taken
  const now = scope.clock.now()
  const known = await recipientsOf(scope.tx, { dialogue, unit, tasks: await tasksOf(scope.tx, conclusion.id) })
  const named = known.filter(({ name }) => input.recipients.includes(name))
  if (named.length === 0) throw wrongField('recipients', 'noRecipient')
  const { givenOn } = input
  if (conclusion.publishedOn === null || givenOn < conclusion.publishedOn || givenOn > vietnamDate(now)) {
    throw wrongField('givenOn', 'givenOn')
  }
  const rows = named.map(({ name }) => ({ recipient: name, givenOn, notedBy: officerId, notedAt: now }))
  await insertDeliveries(
    scope.tx,
    rows.map((row) => ({ ...row, conclusionId: conclusion.id })),
  )
  await note(scope, taken, 'conclusion.given', { recipients: rows.length })
}
