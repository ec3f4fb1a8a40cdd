import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { searchUnits } from '../units/index.ts'
import { columns } from './columns.ts'
import { textOf, UsageError, type Context, type Input, type Outcome } from './command.ts'
import { withInstallation } from './with-installation.ts'

/** `units search`: as residents are understood. */
export const searchUnitsByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const limit = Number(textOf(input, 'limit') ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new UsageError('--limit is a number from 1 to 100.')
  return await withInstallation(context, async ({ house }) => {
    const text = input.words.join(' ').slice(0, 200)
    const found = await searchUnits(house.database, text, { on: vietnamDate(context.clock.now()), limit })
    const units = found.map(({ unit, kind, why, named, share }) => ({
      id: unit.id,
      fullName: unit.fullName,
      province: unit.province,
      level: unit.level,
      match: { kind, why, name: named.fullName, district: named.district, share: share ?? null },
    }))
    const rows = units.map(({ id, fullName, province, match }) => [
      id,
      fullName,
      province,
      match.kind === 'old-name' ? `formerly ${[match.name, match.district].filter(Boolean).join(', ')}` : '',
    ])
    return { json: { units }, text: rows.length === 0 ? 'Nothing comes near.' : columns(rows).join('\n') }
  })
}
