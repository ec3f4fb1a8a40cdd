import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../../src/database/index.ts'
import type { Role } from '../../../src/kernel/actor.ts'
import {
  addUnit,
  agreeNetwork,
  allNetworksOf,
  endNetwork,
  networksOf,
  type AgreedNetwork,
} from '../../../src/units/index.ts'
import { importUnits } from '../../../src/units/import-units.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'
import { systemActor } from '../../../src/kernel/actor.ts'

let home: TestHouse
let group: string
beforeEach(async () => {
  home = await createTestHouse()
  group = await act(home.house, systemActor('test'), async (scope) => {
    await importUnits(scope, {
      provinces: [{ code: '01', type: 'city', name: 'Hà Nội', fullName: 'Thành phố Hà Nội' }],
      communes: [{ code: '00082', provinceCode: '01', type: 'ward', name: 'Cửa Nam', fullName: 'Phường Cửa Nam' }],
      oldNames: [],
      faults: [],
      effectiveOn: '2025-07-01',
      source: 'test',
    })
    return await addUnit(scope, { communeId: '00082', fullName: 'Tổ dân phố số 5' })
  })
})
afterEach(async () => await home.close())

const officer = (role: Role, unitId = '00082') =>
  ({ kind: 'officer', officerId: 'o1', grants: [{ role, unitId, unitPath: ['vn', '01', unitId] }] }) as const
const agree = async (
  input: Partial<AgreedNetwork> = {},
  actor: ReturnType<typeof officer> = officer('front_officer'),
) =>
  await act(home.house, actor, async (scope) =>
    agreeNetwork(scope, {
      unitId: group,
      kind: 'zalo_group',
      name: 'Tổ 5 Cửa Nam',
      since: '2026-11-10',
      minutesNumber: '03/BB-TDP',
      minutesDate: '2026-11-08',
      ...input,
    }),
  )

describe('Networks that a community agreed to use', () => {
  it('holds from the agreed day on, not before, and counts in the proof of notice', async () => {
    const id = await agree()
    expect(await networksOf(home.house.database, [group], '2026-11-09')).toEqual([])
    expect(await networksOf(home.house.database, [group], '2026-11-10')).toMatchObject([{ id, isLawful: true }])
  })

  it('a Telegram group is recorded and never counts; neither does a way of another kind', async () => {
    await agree({ kind: 'telegram_group' })
    await agree({ kind: 'other', name: 'Chuông nhà thờ' })
    const found = await networksOf(home.house.database, [group], '2026-11-21')
    expect(found.map(({ isLawful }) => isLawful)).toEqual([false, false])
  })

  it('what has ended holds no more from that day on, and stays for the notices of its time', async () => {
    const id = await agree()
    await act(home.house, officer('front_officer'), async (scope) => await endNetwork(scope, id))
    expect(await networksOf(home.house.database, [group], '2026-11-20')).toHaveLength(1)
    expect(await networksOf(home.house.database, [group], '2026-11-21')).toHaveLength(0)
    expect(await allNetworksOf(home.house.database, group)).toMatchObject([{ id, endedOn: '2026-11-21' }])
    const again = act(home.house, officer('front_officer'), async (scope) => await endNetwork(scope, id))
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(agree()).resolves.toBeTruthy()
  })

  it.each([
    ['minutes without a number', { minutesNumber: ' ' }, 'INVALID'],
    ['minutes of a day to come', { minutesDate: '2026-11-22', since: '2026-11-23' }, 'INVALID'],
    ['a beginning before the minutes', { since: '2026-11-07' }, 'INVALID'],
    ['another way that is not named', { kind: 'other', name: '' }, 'INVALID'],
    ['a whole ward', { unitId: '00082' }, 'PRECONDITION'],
    ['a place that is nowhere', { unitId: 'nowhere' }, 'NOT_FOUND'],
  ] as const)('%s is refused', async (_what, input, code) => {
    await expect(agree(input)).rejects.toMatchObject({ code })
    expect(await allNetworksOf(home.house.database, group)).toEqual([])
  })

  it('the same network is not recorded twice', async () => {
    await agree()
    await expect(agree()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('officers of another ward and leaders are refused', async () => {
    await expect(agree({}, officer('front_officer', '00004'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(agree({}, officer('leader'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
