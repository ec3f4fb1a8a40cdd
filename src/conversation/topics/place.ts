import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { chooseUnit, followSecondUnit, leaveGroup, openUnitQuestion } from '../../residents/index.ts'
import { concernedUnits, findUnit, unitsBelow } from '../../units/index.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'
import { handOn } from './residents-hand-on.ts'
import type { ResidentParts } from './residents-parts.ts'
import {
  askForUnit,
  noPick,
  pickByName,
  pickUnit,
  type AskPick,
  type Pick,
  type Picked,
} from './residents-pick-unit.ts'
import { homeName, placeName } from './residents-place-name.ts'
import { renewTurn } from './residents-renewed-turn.ts'

type Entry = 'change' | 'group' | 'leaveGroup' | 'follow' | 'unfollow' | 'link'
type Purpose = 'home' | 'second'
type State =
  | { readonly step: 'menu'; readonly entries: readonly Entry[] }
  | { readonly step: 'pick'; readonly purpose: Purpose; readonly pick: Pick }

const name = 'place'
const groupsMax = 40

const asker =
  (turn: TurnContext, purpose: Purpose): AskPick =>
  (text, labels, pick) => {
    const state: State = { step: 'pick', purpose, pick }
    turn.ask({ text, choices: labels.map((label) => ({ label })), state }, name)
  }

const groupsOf = async (turn: TurnContext) => {
  const { tx, clock } = turn.scope
  const unitId = turn.resident?.unitId
  return unitId ? await unitsBelow(tx, unitId, { on: vietnamDate(clock.now()), level: 'group' }) : []
}

/** The resident's unit was merged or divided and they have not said where they belong: the heirs, to choose from. */
const askAfterMerger = async (turn: TurnContext): Promise<boolean> => {
  const { tx, clock } = turn.scope
  const oldUnitId = turn.resident && (await openUnitQuestion(tx, turn.resident.id))
  if (!oldUnitId) return false
  const concerned = await concernedUnits(tx, { on: vietnamDate(clock.now()) })
  const heirs = concerned.findLast(({ unitId }) => unitId === oldUnitId)?.heirs.slice(0, 8) ?? []
  if (heirs.length === 0) return false
  const old = (await findUnit(tx, oldUnitId))?.fullName ?? ''
  const labels = [...heirs.map((heir) => heir.fullName), turn.phrase('residents:pick.notThese')]
  const pick: Pick = { ids: heirs.map((heir) => heir.unitId), extras: ['again'], misses: 0 }
  asker(turn, 'home')(turn.phrase('residents:place.afterMerger', { old }), labels, pick)
  return true
}

const showMenu = async (turn: TurnContext): Promise<void> => {
  const { resident } = turn
  const home = await homeName(turn)
  const followed = resident?.followedUnitId ? await placeName(turn, resident.followedUnitId) : null
  const entries: Entry[] = ['change']
  if ((await groupsOf(turn)).length > 0) entries.push('group')
  if (resident?.groupUnitId) entries.push('leaveGroup')
  entries.push(followed ? 'unfollow' : 'follow', 'link')
  const lines = [
    home ? turn.phrase('residents:place.shown', { place: home }) : turn.phrase('residents:place.none'),
    ...(followed ? [turn.phrase('residents:place.followed', { place: followed })] : []),
    turn.phrase('residents:place.question'),
  ]
  const choices = entries.map((entry) => ({
    label: turn.phrase(`residents:place.${entry}`, { place: followed ?? '' }),
  }))
  turn.ask({ text: lines.join('\n'), choices, state: { step: 'menu', entries } satisfies State }, name)
}

const askGroup = async (turn: TurnContext): Promise<void> => {
  const groups = await groupsOf(turn)
  const within = turn.resident?.unitId
  // A ward may have a hundred groups; then the name is typed.
  const shown = groups.length > groupsMax ? [] : groups.slice(0, 15)
  const pick: Pick = { ids: shown.map(({ id }) => id), extras: [], misses: 0, ...(within ? { within } : {}) }
  asker(turn, 'home')(
    turn.phrase('residents:place.groupQuestion'),
    shown.map(({ fullName }) => fullName),
    pick,
  )
}

/** Where I live, my village or ward group, and a second place to follow. */
export const createPlaceTopic = (parts: ResidentParts): Topic => {
  const take = async (turn: TurnContext, purpose: Purpose, picked: Picked, input: Input | null): Promise<void> => {
    if (picked.kind === 'asked') return
    if (picked.kind === 'person') return await turn.goTo('word:CANBO', { word: 'CANBO' })
    if (picked.kind === 'something-else') {
      // Whoever writes a matter instead of a place wants it passed on.
      return input
        ? await turn.goTo('opinion', { input })
        : askForUnit(turn, asker(turn, purpose), 'residents:pick.home')
    }
    turn.close()
    if (purpose === 'second') {
      await followSecondUnit(turn.scope, { unitId: picked.unitId })
      const place = await placeName(turn, picked.unitId)
      return turn.tell(turn.phrase('residents:place.nowFollowing', { place }))
    }
    await chooseUnit(turn.scope, { unitId: picked.unitId })
    const moved = await renewTurn(turn, parts.topics)
    moved.tell(moved.phrase('residents:place.changed', { place: (await homeName(moved)) ?? '' }))
    await handOn(moved, await moved.releaseHeld())
  }

  const openEntry = async (turn: TurnContext, entry: Entry): Promise<void> => {
    switch (entry) {
      case 'change':
        return askForUnit(turn, asker(turn, 'home'), 'residents:pick.home')
      case 'group':
        return await askGroup(turn)
      case 'follow':
        return askForUnit(turn, asker(turn, 'second'), 'residents:pick.second')
      case 'link':
        return await turn.goTo('link')
      case 'unfollow':
        await followSecondUnit(turn.scope, { unitId: null })
        turn.close()
        return turn.tell(turn.phrase('residents:place.unfollowed'))
      case 'leaveGroup': {
        await leaveGroup(turn.scope)
        const moved = await renewTurn(turn, parts.topics)
        moved.close()
        moved.tell(moved.phrase('residents:place.groupLeft', { place: (await homeName(moved)) ?? '' }))
      }
    }
  }

  return {
    name,
    words: ['NOIO'],
    async begin(turn, opening) {
      if (!turn.resident) return await turn.goTo(parts.topics().welcome, opening)
      if (opening.argument !== undefined) {
        const picked = await pickByName(turn, asker(turn, 'home'), noPick, opening.argument)
        return await take(turn, 'home', picked, opening.input ?? null)
      }
      if (await askAfterMerger(turn)) return
      if (turn.resident.unitId === null) return askForUnit(turn, asker(turn, 'home'), 'residents:pick.home')
      await showMenu(turn)
    },
    async answer(turn, raw, input) {
      const state = raw as State
      if (state.step === 'menu') {
        const entry = input.kind === 'choice' ? state.entries[input.number - 1] : undefined
        if (entry) await openEntry(turn, entry)
        return entry !== undefined
      }
      const picked = await pickUnit(turn, asker(turn, state.purpose), state.pick, input)
      await take(turn, state.purpose, picked, input)
      return true
    },
  }
}
