import { readClocks } from '../../clocks/index.ts'
import type { Queryable } from '../../database/index.ts'
import type { SignedIn } from '../../officers/index.ts'
import type { Waiting } from '../home/waiting.ts'
import { holdsAny, readers, unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'
import { clocksPath } from './page.ts'

/** One line for all that is late, whoever has to do it. */
export const lateAtHome = async (database: Queryable, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  if (!holdsAny(signedIn, readers)) return []
  const asked = { unitIds: unitsOf(signedIn, readers), now: view.now, isLateOnly: true }
  const count = (await readClocks(database, asked)).length
  if (count === 0) return []
  return [
    { path: clocksPath, count, label: view.t('clocks:home', { count, shown: formatCount(view, count) }), tone: 'bad' },
  ]
}
