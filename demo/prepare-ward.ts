import { setDutyHours } from '../src/desk/index.ts'
import { act, type House } from '../src/database/index.ts'
import { vietnamDate } from '../src/kernel/calendar/plain-date.ts'
import { addUnit, searchUnits } from '../src/units/index.ts'
import { readData } from './read-data.ts'
import { addOfficers, type DemoOfficers } from './officers.ts'

export type DemoWard = { readonly id: string; readonly path: readonly string[]; readonly officers: DemoOfficers }

/** Phường Cửa Nam of Hanoi with its ward groups, officers and duty hours. The ward is real, the people are not. */
export const prepareWard = async (house: House): Promise<DemoWard> => {
  const { groups, hotline } = await readData('ward')
  const found = await searchUnits(house.database, 'phường Cửa Nam, thành phố Hà Nội', {
    on: vietnamDate(house.clock.now()),
    levels: ['commune'],
  })
  const ward = found.find(({ unit }) => unit.fullName === 'Phường Cửa Nam' && unit.province.includes('Hà Nội'))?.unit
  if (!ward) throw new Error('Phường Cửa Nam is not among the places of this version')
  // Somebody may try the demo at midnight and wants to see a notice arrive.
  await house.database.$client`update channel_rules set value = 0 where key like 'notice.quiet-%'`
  const officers = await addOfficers(house, ward.id)
  await act(house, officers.admin.actor, async (scope) => {
    for (const group of groups) await addUnit(scope, { communeId: ward.id, ...group })
  })
  await act(house, officers.front.actor, async (scope) => {
    const workdays = [1, 2, 3, 4, 5]
    const hours = [
      { days: workdays, from: '07:30', until: '11:30' },
      { days: workdays, from: '13:30', until: '17:00' },
      { days: [6], from: '08:00', until: '11:30' },
    ]
    await setDutyHours(scope, { unitId: ward.id, hours, phone: hotline })
  })
  return { id: ward.id, path: ward.path, officers }
}
