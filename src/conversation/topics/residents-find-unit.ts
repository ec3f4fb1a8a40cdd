import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { searchUnits, type UnitMatch } from '../../units/index.ts'
import type { TurnContext } from '../turn.ts'

export type Listed = {
  readonly matches: readonly UnitMatch[]
  /** The old unit whose parts these are, when they are nothing else. */
  readonly divided: string | null
}

export type Found =
  /** One place and no doubt. */
  | { readonly kind: 'one'; readonly unitId: string }
  /** Several, or one that was not written quite like this. */
  | ({ readonly kind: 'several' } & Listed)
  /** One unit bears the name today; the others only bore it, or took a part of one that did. */
  | { readonly kind: 'current'; readonly match: UnitMatch; readonly others: Listed }
  /** A province alone. */
  | { readonly kind: 'province'; readonly unitId: string }
  | { readonly kind: 'none' }

// As many as a message holds with its texts; whoever lives in a ninth adds the province.
const listMax = 7

const livesIn =
  /^(?:(?:dạ|da|thưa|thua)\s+)?(?:(?:nhà|nha)\s+)?(?:(?:tôi|toi|em|con|bác|bac|mình|minh)\s+)?(?:(?:đang|dang)\s+)?(?:(?:sống|song)\s+)?(?:ở|o|tại|tai)\s+/iu

const listed = (matches: readonly UnitMatch[]): Listed => {
  const old = matches[0]?.named.fullName ?? ''
  const isDivided = matches.every((match) => match.share !== undefined && match.named.fullName === old)
  return { matches: matches.slice(0, listMax), divided: isDivided && matches.length > 1 ? old : null }
}

/** The only one of several that bears the written name today, where all others are old names. */
const onlyCurrent = (meant: readonly UnitMatch[]): boolean =>
  meant.length > 2 &&
  meant.every(({ kind, why }, at) => (at === 0 ? kind === 'exact' && why === 'same_name' : kind === 'old-name'))

const sort = (matches: readonly UnitMatch[]): Found => {
  const sure = matches.filter(({ kind, elsewhere }) => !elsewhere && (kind === 'exact' || kind === 'old-name'))
  const pool = sure.length > 0 ? sure : matches
  const below = pool.filter(({ unit }) => unit.level === 'commune' || unit.level === 'group')
  const groups = sure.filter(({ unit }) => unit.level === 'group')
  const meant = groups.length > 0 ? groups : below
  const [first] = meant
  if (!first) {
    const province = pool.find(({ unit }) => unit.level === 'province')
    return province ? { kind: 'province', unitId: province.unit.id } : { kind: 'none' }
  }
  const isWhole = first.share === undefined || first.share === 'whole'
  if (meant.length === 1 && sure.length > 0 && isWhole) return { kind: 'one', unitId: first.unit.id }
  // Said by somebody of an old ward that was divided, the name is not that of today's ward: so it is asked, not taken.
  if (onlyCurrent(meant)) return { kind: 'current', match: first, others: listed(meant.slice(1)) }
  return { kind: 'several', ...listed(meant) }
}

/** What place somebody means by what they typed; never a guess for an old ward that was divided. */
export const findUnitMeant = async (turn: TurnContext, text: string, within?: string): Promise<Found> => {
  const { tx, clock } = turn.scope
  const options = { on: vietnamDate(clock.now()), limit: 10, ...(within === undefined ? {} : { within }) }
  const name = text.slice(0, 200)
  const whole = await searchUnits(tx, name, options)
  // "Ô Chợ Dừa" begins like "ở …", so the whole text comes first.
  const short = name.replace(livesIn, '')
  return sort(whole.length > 0 || short === name ? whole : await searchUnits(tx, short, options))
}
