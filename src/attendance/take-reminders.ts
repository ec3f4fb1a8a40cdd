import { platformLimits } from '../channels/index.ts'
import type { Scope } from '../database/index.ts'
import {
  accountMeans,
  chooseWay,
  situationOf,
  type AccountMeans,
  type Choice,
  type Situation,
} from '../delivery/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { personsOfChats } from '../residents/index.ts'
import { lockSeats } from './attendance-store.ts'
import { dueTellings, type DueTelling } from './due-tellings.ts'
import { choiceLabels } from './reminder-choices.ts'
import { claimMovedUp, claimReminders, holdAgain } from './reminder-store.ts'
import { partsWith, reminderSms } from './reminder-sms.ts'
import { templateKindOf, type Reminder } from './reminder.ts'
import { untoldReminders } from './untold-views.ts'
import { mayCostFor, peopleToTell, type Concerned } from './reminder-views.ts'
import { seatWaiting } from './seat-waiting.ts'

type Plan = { readonly means: AccountMeans; readonly situation: Situation; readonly smsText: string }

/** What decides by which way the people of a session are told now. What costs was approved with its last notice. */
const planFor = async (scope: Scope, { kind, session }: DueTelling): Promise<Plan> => {
  const means = await accountMeans(scope.tx, templateKindOf(kind), scope.clock.now())
  const smsText = reminderSms(kind, session)
  const mayCost = await mayCostFor(scope.tx, session.id)
  return {
    means,
    smsText,
    situation: await situationOf(scope.tx, { mayCost }, { means, smsText, now: scope.clock.now() }),
  }
}

/** The price of an SMS with the answers that this person is asked for. */
const situationFor = (person: Concerned, kind: DueTelling['kind'], { situation, smsText }: Plan): Situation => {
  const { smsParts } = situation.means
  if (smsParts === null || kind === 'cancellation') return situation
  const labels = choiceLabels('vi', person.answer)
  const isTooLong = smsText.length + labels.join('').length + 5 * labels.length > platformLimits.phone.textMax
  return { ...situation, means: { ...situation.means, smsParts: isTooLong ? null : partsWith(smsText, labels) } }
}

type Told = { readonly person: Concerned; readonly language: 'vi' | 'en'; readonly choice: Choice | null }

const chosenWays = async (
  scope: Scope,
  due: DueTelling,
  people: readonly Concerned[],
  plan: Plan,
): Promise<readonly Told[]> => {
  const anchors = people.flatMap(({ anchor }) => (anchor === null ? [] : [anchor]))
  const persons = await personsOfChats(scope.tx, anchors, scope.clock.now())
  const byAnchor = new Map(persons.map((one) => [one.anchor, one]))
  return people.map((person) => {
    const found = person.anchor === null ? undefined : byAnchor.get(person.anchor)
    const choice = chooseWay(found?.reaches ?? [], situationFor(person, due.kind, plan))
    return { person, language: found?.language ?? 'vi', choice }
  })
}

const claim = async (scope: Scope, due: DueTelling, fact: string, told: readonly Told[]): Promise<Set<string>> => {
  const at = scope.clock.now()
  const claimed = told.map(({ person, choice }) => ({ residentId: person.residentId, way: choice?.way ?? null }))
  const dialogueId = due.session.id
  if (due.fact !== null) return await claimReminders(scope.tx, { dialogueId, fact, people: claimed, at })
  const moved = await claimMovedUp(
    scope.tx,
    dialogueId,
    claimed.map((one) => one.residentId),
  )
  return await claimReminders(scope.tx, {
    dialogueId,
    fact,
    people: claimed.filter((one) => moved.has(one.residentId)),
    at,
  })
}

const nextOf = async (scope: Scope, due: DueTelling, limit: number): Promise<Concerned[]> =>
  await peopleToTell(scope.tx, {
    dialogueId: due.session.id,
    fact: due.fact,
    // Who answered in this very moment saw what they answered to.
    since: due.since,
    now: scope.clock.now(),
    limit,
    ...(due.kind === 'change' || due.kind === 'cancellation' ? { besidesBroadcast: due.since } : {}),
    ...(due.kind === 'seat' ? { movedUp: true } : {}),
  })

/** Everybody whom a page of people brings a message now; the others are held or beyond reach, and noted so. */
const tell = async (scope: Scope, due: DueTelling, people: readonly Concerned[], plan: Plan): Promise<Reminder[]> => {
  const { kind, session, moment, expiresAt } = due
  const told = await chosenWays(scope, due, people, plan)
  // Who moves up a second time is told a second time.
  const fact = due.fact ?? `seat/${scope.clock.now().toISOString()}`
  const fresh = await claim(scope, due, fact, told)
  return told.flatMap(({ person, language, choice }) =>
    choice && choice.way !== 'held' && fresh.has(person.residentId)
      ? [{ kind, fact, session, moment, expiresAt, person, language, choice, means: plan.means }]
      : [],
  )
}

/**
 * Takes the next reminders that are due, each for good and by the cheapest lawful way: whoever gets one puts it in line in
 * the same transaction. Whom no lawful way reaches now is told when they next write. Seats that became free are given away
 * first. To be called until it gives none.
 */
export const takeReminders = async (scope: Scope, options: { readonly limit: number }): Promise<Reminder[]> => {
  requireSystem(scope.actor)
  await holdAgain(scope.tx, await untoldReminders(scope.tx, scope.clock.now()))
  const taken: Reminder[] = []
  for (const due of await dueTellings(scope)) {
    const { session } = due
    if (due.kind === 'seat') {
      await lockSeats(scope.tx, session.id)
      await seatWaiting(scope, session)
    }
    let people = await nextOf(scope, due, options.limit - taken.length)
    const plan = people.length > 0 ? await planFor(scope, due) : null
    // A page of people who are all held must not keep back those behind them.
    while (plan && people.length > 0) {
      taken.push(...(await tell(scope, due, people, plan)))
      if (taken.length >= options.limit) return taken
      people = await nextOf(scope, due, options.limit - taken.length)
    }
  }
  return taken
}
