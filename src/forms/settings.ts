import type { Scope } from '../database/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { PhraseKey } from '../phrases/index.ts'
import type { FormSettings } from './form.ts'

/** A form is open for half a year at most: whoever needs longer asks anew. */
export const longestOpenDays = 183

const wrong = (field: string, phrase: PhraseKey, values?: Readonly<Record<string, string | number>>): AppError =>
  new AppError('INVALID', `settings of a form: ${field}`, { phrase, field, ...(values ? { values } : {}) })

/** Refuses settings that do not fit together, or name a session of another unit. */
export const checkSettings = async (scope: Scope, unitId: string, settings: FormSettings): Promise<void> => {
  const { opensAt, closesAt } = settings
  if (closesAt <= scope.clock.now()) throw wrong('closesAt', 'forms:wrong.closesInPast')
  if (closesAt <= opensAt) throw wrong('closesAt', 'forms:wrong.closesBeforeOpening')
  if (closesAt.getTime() - opensAt.getTime() > longestOpenDays * 86_400_000) {
    throw wrong('closesAt', 'forms:wrong.openTooLong', { days: longestOpenDays })
  }
  if (settings.showsAnswered && settings.naming !== 'named') throw wrong('showsAnswered', 'forms:wrong.showsAnswered')
  const { smallestCell } = settings
  if (!Number.isInteger(smallestCell) || smallestCell < 1 || smallestCell > 50) {
    throw wrong('smallestCell', 'forms:wrong.smallestCell')
  }
  const { dialogueId } = settings
  if (dialogueId === null) {
    if (settings.audience === 'registered') throw wrong('audience', 'forms:wrong.registeredNeedsSession')
    if (settings.isLive) throw wrong('isLive', 'forms:wrong.liveNeedsSession')
    return
  }
  const session = await findDialogue(scope.tx, dialogueId)
  if (session?.unitId !== unitId) throw wrong('dialogueId', 'forms:wrong.session')
}
