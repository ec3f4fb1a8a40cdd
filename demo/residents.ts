import { inParallel } from './in-parallel.ts'
import { join } from './join.ts'
import type { DemoHouse } from './open-house.ts'
import type { Phone } from './phones/phone.ts'
import { telegramPhone } from './phones/telegram-phone.ts'
import { webPhone } from './phones/web-phone.ts'
import { zaloPhone } from './phones/zalo-phone.ts'
import { readData } from './read-data.ts'

export type Counts = { readonly zalo: number; readonly telegram: number; readonly web: number }

const atOnce = 24
const cycle = <Item>(items: readonly Item[], at: number): Item => items.at(at % items.length) as Item

/** "Bà Nguyễn Thị Hoa", "Ông Trần Văn Hùng": a name that many bear, the same at every start. */
const nameOf = (names: Awaited<ReturnType<typeof readData<'names'>>>, at: number): string => {
  const family = cycle(names.families, at * 7 + Math.floor(at / 11))
  return at % 2 === 0
    ? `Bà ${family} ${cycle(names.women, Math.floor(at / 2))}`
    : `Ông ${family} ${cycle(names.men, Math.floor(at / 2))}`
}

/** The channels mixed evenly, so that every stretch of the list holds all of them. */
const spread = (counts: Counts): Phone['platform'][] =>
  (Object.keys(counts) as (keyof Counts)[])
    .flatMap((platform) =>
      Array.from({ length: counts[platform] }, (_, at) => ({ platform, place: (at + 0.5) / counts[platform] })),
    )
    .toSorted((one, other) => one.place - other.place)
    .map(({ platform }) => platform)

/** Residents with a phone each, who join the ward's channel one beside the other. */
export const bringResidents = async (
  house: DemoHouse,
  counts: Counts,
  tell: (joined: number, all: number) => void,
  signal: AbortSignal,
): Promise<Phone[]> => {
  const names = await readData('names')
  const { spellings, yes } = await readData('ward')
  const phones = spread(counts).map((platform, at): Phone => {
    if (platform === 'zalo') return zaloPhone(house.zalo, house.oaId, nameOf(names, at))
    if (platform === 'telegram') return telegramPhone(house.telegram, house.bot, nameOf(names, at))
    return webPhone(house.url)
  })
  signal.addEventListener('abort', () => {
    for (const phone of phones) phone.close()
  })
  let joined = 0
  const bring = async (phone: Phone, at: number): Promise<void> => {
    await join(phone, { yes: cycle(yes, at), place: cycle(spellings, at) })
    joined += 1
    tell(joined, phones.length)
  }
  await inParallel(phones, atOnce, bring, signal)
  return phones
}
