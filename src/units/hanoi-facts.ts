import { readFile } from 'node:fs/promises'
import type { Share } from './unit.ts'

/** Population and area of one of Hanoi's units. */
export type UnitFigures = {
  readonly code: string
  readonly fullName: string
  readonly population: number
  readonly areaKm2: number
}

/** An old unit of Hanoi and everything that took it over. */
export type HanoiOldUnit = {
  readonly fullName: string
  readonly district: string
  readonly heirs: readonly { readonly code: string; readonly share: Share; readonly settledByUs: boolean }[]
}

const linesOf = async (file: string): Promise<string[]> => {
  const text = await readFile(new URL(`./data/${file}`, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

const fault = (file: string, line: string): Error => new Error(`${file}: cannot read the line "${line}"`)

/** Hanoi's 126 units of Resolution 1656/NQ-UBTVQH15, from our own data file. */
export const readHanoiFigures = async (): Promise<UnitFigures[]> => {
  const file = 'hanoi-units.csv'
  return (await linesOf(file)).map((line) => {
    const [code = '', fullName = '', population, areaKm2] = line.split(';')
    const unit = { code, fullName, population: Number(population), areaKm2: Number(areaKm2) }
    if (!/^\d{5}$/.test(code) || !(unit.population > 0) || !(unit.areaKm2 > 0)) throw fault(file, line)
    return unit
  })
}

/** Hanoi's 526 old units with the share that each new unit took of them, from our own data file. */
export const readHanoiOldUnits = async (): Promise<HanoiOldUnit[]> => {
  const file = 'hanoi-old-units.txt'
  const units: HanoiOldUnit[] = []
  let district = ''
  for (const line of await linesOf(file)) {
    const heading = /^\[(.+)\]$/.exec(line)?.[1]
    if (heading !== undefined) {
      district = heading
      continue
    }
    const [fullName = '', list = ''] = line.split(': ')
    const codes = list.split(' + ')
    const heirs = codes.map((entry) => {
      const match = /^(~?)(\d{5})(!?)$/.exec(entry)
      if (!match || district === '') throw fault(file, line)
      const [, settled, code = '', rest] = match
      const share: Share = rest === '!' ? 'rest' : codes.length === 1 ? 'whole' : 'part'
      return { code, share, settledByUs: settled === '~' }
    })
    units.push({ fullName, district, heirs })
  }
  return units
}
