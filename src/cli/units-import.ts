import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readPlainDate } from '../kernel/calendar/plain-date.ts'
import { importUnits, readDataset, readUnitsFile } from '../units/index.ts'
import { textOf, UsageError, type Context, type Input, type Outcome } from './command.ts'
import { actByLine, withInstallation } from './with-installation.ts'

const faultsShown = 50

const refused = (faults: readonly string[]): Outcome => {
  const rest = faults.length - faultsShown
  return {
    json: { error: 'Nothing was imported: the data has faults.', faults },
    text: [
      'Nothing was imported:',
      ...faults.slice(0, faultsShown).map((fault) => `  ${fault}`),
      ...(rest > 0 ? [`  and ${rest} more`] : []),
    ].join('\n'),
    exitCode: 1,
  }
}

const readInput = async (context: Context, input: Input) => {
  const file = textOf(input, 'file')
  const effectiveOn = textOf(input, 'effective-on')
  const source = textOf(input, 'source')
  if (file === undefined) {
    if (effectiveOn !== undefined || source !== undefined) {
      throw new UsageError('--effective-on and --source belong to a --file.')
    }
    return { kind: 'data', data: await readDataset() } as const
  }
  if (effectiveOn === undefined || source === undefined) {
    throw new UsageError('With --file, --effective-on and --source must be given too.')
  }
  const day = readPlainDate(effectiveOn)
  if (day === null) throw new UsageError('--effective-on is a day such as 2025-07-01.')
  const text = await readFile(resolve(context.folder, file), 'utf8')
  return readUnitsFile(text, { effectiveOn: day, source })
}

/** `units import`: all of it, or nothing and every fault. */
export const importUnitsByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const read = await readInput(context, input)
  if (read.kind === 'faults') return refused(read.faults.map(({ line, why }) => `line ${line}: ${why}`))
  return await withInstallation(context, async ({ house }) => {
    const done = await actByLine(house, async (scope) => await importUnits(scope, read.data))
    if (done.kind === 'refused') return refused(done.faults.map(({ row, why }) => `${row}: ${why}`))
    const { units, names } = done
    const text = `Units: ${units.added} new, ${units.updated} changed. Names: ${names.added} new, ${names.updated} changed, ${names.removed} replaced.`
    return { json: { units, names }, text }
  })
}
