import { readContent, waitingForApproval, type Broadcast } from '../../broadcasts/index.ts'
import { countOnlyReached, listAccounts } from '../../channels/index.ts'
import { countWaitingThreads } from '../../desk/index.ts'
import { describeTime, isCollecting, listDialogues, noticeDue, type Dialogue } from '../../dialogues/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { soleEligibleApprover, type SignedIn } from '../../officers/index.ts'
import { answersToAsksOf, contestedRefusals, countQuestions, countsFrom, tallies } from '../../questions/index.ts'
import { findUnit } from '../../units/index.ts'
import type { Door } from '../door.ts'
import { holdsAny, readers, staff, unitsOf } from '../navigation.ts'
import type { View } from '../view.ts'
import { answersAtHome } from '../answers/at-home.ts'
import { lateAtHome } from '../clocks/at-home.ts'
import { dialogueRequestsAtHome } from '../dialogue-requests/at-home.ts'
import { requestsAtHome } from '../preparation/at-home.ts'
import { clocksAtHome, holidaysAtHome } from './legal-clock.ts'
import { papersWaiting } from './papers-waiting.ts'
import type { Waiting } from './waiting.ts'
import { formatCount } from '../wording.ts'

export type SessionAtHome = { readonly dialogue: Dialogue; readonly questions: number; readonly held: number }

export type AtHome = { readonly waiting: readonly Waiting[]; readonly sessions: readonly SessionAtHome[] }

/** Drafts that this officer may decide on: not their own words, unless they are the only one who can. */
const approvals = async (
  door: Door,
  view: View,
  signedIn: SignedIn,
  drafts: readonly Broadcast[],
): Promise<Waiting[]> => {
  const { database } = door.house
  const { officerId } = signedIn.actor
  const decidable = await Promise.all(
    drafts.map(async (draft) => {
      const unit = await findUnit(database, draft.unitId)
      const unitPath = unit?.path ?? [draft.unitId]
      if (!holdsRole(signedIn.actor, ['approver'], unitPath)) return false
      if ((await readContent(database, draft.id))?.writtenBy !== officerId) return true
      return (await soleEligibleApprover(database, { unitPath, now: view.now })) === officerId
    }),
  )
  return drafts
    .filter((_, index) => decidable[index])
    .map((draft) => ({
      path: `/console/announcements/${draft.id}`,
      count: 1,
      label: view.t('console:home.approve', { kind: view.t(`broadcasts:kind.${draft.kind}`) }),
      detail: draft.facts.title,
      tone: 'warn',
    }))
}

const notices = (view: View, sessions: readonly Dialogue[], drafts: readonly Broadcast[]): Waiting[] =>
  sessions.flatMap((dialogue) => {
    const due = noticeDue(dialogue)
    const isDrafted = drafts.some(
      (draft) => draft.dialogueId === dialogue.id && draft.kind === due && draft.dialogueVersion === dialogue.version,
    )
    if (due === null || isDrafted || dialogue.startsAt <= view.now) return []
    const label = view.t(due === 'announcement' ? 'console:home.toAnnounce' : `dialogues:due.${due}`)
    return [
      { path: `/console/dialogues/${dialogue.id}`, count: 1, label, detail: dialogue.title, tone: 'warn' as const },
    ]
  })

/** Opinions on which nobody has decided, and refusals that their authors contest before somebody else. */
const toSort = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const { database, keyring } = door.house
  const unitIds = unitsOf(signedIn, ['front_officer'])
  if (unitIds.length === 0) return []
  const found = await tallies(database, { unitIds })
  // Units that lie within one another count the same opinions: the largest is right.
  const count = Math.max(...unitIds.map((id) => countsFrom(found.get(id) ?? []).waiting))
  const contested = await contestedRefusals(database, keyring, unitIds)
  const contests = contested.filter(({ refusedBy }) => refusedBy !== signedIn.actor.officerId).length
  return [
    ...(contests === 0
      ? []
      : [
          {
            path: '/console/triage/contests',
            count: contests,
            label: view.t('overview:home.contests', { count: contests }),
            tone: 'warn' as const,
          },
        ]),
    ...(count === 0
      ? []
      : [
          {
            path: '/console/triage',
            count,
            label: view.t('overview:home.triage', { count, shown: formatCount(view, count) }),
            tone: 'plain' as const,
          },
        ]),
  ]
}

const talks = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const units = unitsOf(signedIn, staff)
  if (units.length === 0) return []
  const counts = await Promise.all(units.map(async (unit) => await countWaitingThreads(door.house.database, unit)))
  // Units that lie within one another count the same people: the largest is right.
  const count = Math.max(...counts)
  return count === 0
    ? []
    : [{ path: '/console/desk', count, label: view.t('console:home.desk', { count }), tone: 'warn' }]
}

const answersShownDays = 3
const answersShown = 5

/** Authors who have answered what this officer asked back. There is no mark for read: it stands here for three days. */
const answersToAsks = async (door: Door, view: View, { actor }: SignedIn): Promise<Waiting[]> => {
  const since = new Date(view.now.getTime() - answersShownDays * 86_400_000)
  const { officerId } = actor
  const answers = await answersToAsksOf(door.house.database, { officerId, since, limit: answersShown })
  return answers.map(({ opinionId, answeredAt }) => ({
    path: `/console/opinions/${opinionId}#asks`,
    count: 1,
    label: view.t('privacy:home.answered'),
    detail: describeTime(view.locale, answeredAt),
    tone: 'plain' as const,
  }))
}

/** An account that lost its permission, for those whose people it alone reaches; administrators see it among troubles. */
const lostPeople = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  const units = unitsOf(signedIn, staff)
  if (holdsAny(signedIn, ['admin']) && !signedIn.grants.some(({ role }) => role !== 'admin')) return []
  if (units.length === 0) return []
  const accounts = (await listAccounts(door.house.database)).filter((one) => one.state === 'needs_consent')
  const accountIds = accounts.map(({ id }) => id)
  const lost = await countOnlyReached(door.house.database, { accountIds, unitIds: units })
  return accounts.flatMap(({ id, name }) => {
    const count = lost.get(id) ?? 0
    if (count === 0) return []
    return [
      {
        path: '/console/channels',
        count,
        label: view.t('channels:home.reconnect', { name }),
        detail: view.t('channels:home.lost', { count, shown: formatCount(view, count) }),
        tone: 'bad' as const,
      },
    ]
  })
}

const troubles = async (door: Door, view: View, signedIn: SignedIn): Promise<Waiting[]> => {
  if (!holdsAny(signedIn, ['admin'])) return []
  const accounts = await listAccounts(door.house.database)
  const troubled = accounts.filter((one) => one.state === 'needs_consent' || one.trouble !== null)
  const parked = (await door.parked?.count()) ?? 0
  return [
    ...troubled.map((one) => ({
      path: '/console/channels',
      count: 1,
      label: view.t('console:home.channel', { name: one.name }),
      tone: 'bad' as const,
    })),
    ...(parked === 0
      ? []
      : [
          {
            path: '/console/channels#parked',
            count: parked,
            label: view.t('console:home.parked', { count: parked }),
            tone: 'bad' as const,
          },
        ]),
  ]
}

/** Everything that waits for whoever is signed in, the urgent first, and the sessions under way. */
export const whatWaits = async (door: Door, view: View, signedIn: SignedIn): Promise<AtHome> => {
  const { database } = door.house
  const mayRead = holdsAny(signedIn, readers)
  const page = mayRead
    ? await listDialogues(database, {
        unitIds: unitsOf(signedIn, readers),
        states: ['draft', 'announced', 'held', 'cancelled'],
        limit: 20,
      })
    : { items: [] }
  const underWay = page.items.filter(
    (one) => one.state === 'announced' && (one.startsAt > view.now || isCollecting(one, view.now)),
  )
  const sessions = await Promise.all(
    underWay.map(async (dialogue) => {
      const counts = await countQuestions(database, { dialogueId: dialogue.id })
      return { dialogue, questions: counts.listed, held: counts.held }
    }),
  )
  const held = sessions
    .filter((one) => one.held > 0)
    .map((one) => ({
      path: `/console/questions?dialogue=${one.dialogue.id}&held=yes`,
      count: one.held,
      label: view.t('console:questions.held', { count: one.held }),
      detail: one.dialogue.title,
      tone: 'plain' as const,
    }))
  const drafts = await waitingForApproval(database, unitsOf(signedIn, staff))
  const mayWrite = holdsAny(signedIn, ['front_officer'])
  const none = Promise.resolve([])
  const found = await Promise.all([
    troubles(door, view, signedIn),
    lateAtHome(database, view, signedIn),
    mayWrite ? clocksAtHome(database, view, page.items) : none,
    lostPeople(door, view, signedIn),
    approvals(door, view, signedIn, drafts),
    Promise.resolve(mayWrite ? notices(view, page.items, drafts) : []),
    requestsAtHome(database, view, signedIn),
    answersAtHome(door, view, signedIn),
    papersWaiting(door, view, signedIn),
    dialogueRequestsAtHome(door, view, signedIn),
    mayWrite ? answersToAsks(door, view, signedIn) : none,
    talks(door, view, signedIn),
    toSort(door, view, signedIn),
    Promise.resolve(held),
    holdsAny(signedIn, ['admin']) ? holidaysAtHome(database, view) : none,
  ])
  return {
    waiting: found.flat(),
    sessions: sessions.toSorted((one, other) => Number(one.dialogue.startsAt) - Number(other.dialogue.startsAt)),
  }
}
