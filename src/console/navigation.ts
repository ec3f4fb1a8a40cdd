import type { Role } from '../kernel/actor.ts'
import type { PhraseKey } from '../phrases/index.ts'
import type { SignedIn } from '../officers/index.ts'

export type NavigationEntry = {
  readonly path: string
  readonly label: PhraseKey
  /** Who sees it; everybody who is signed in when left out. */
  readonly roles?: readonly Role[]
}

export type NavigationGroup = { readonly label: PhraseKey; readonly entries: readonly NavigationEntry[] }

/** Who works on sessions of a unit. Routes use the same lists. */
export const staff = ['front_officer', 'approver'] as const satisfies readonly Role[]
export const readers = [...staff, 'leader', 'supervisor'] as const satisfies readonly Role[]
/** Who sees answers: whoever reads of a unit, and agencies that owe one. */
export const answerers = [...readers, 'responder'] as const satisfies readonly Role[]
/** Who may enter what somebody said, called or wrote on paper. */
export const enterers = ['front_officer', 'group_head'] as const satisfies readonly Role[]

/** Along dân biết, dân bàn, dân làm, dân kiểm tra, under plain labels. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: 'console:nav.know',
    entries: [
      { path: '/console/dialogues', label: 'console:nav.dialogues', roles: readers },
      { path: '/console/dialogues/new', label: 'console:nav.newDialogue', roles: ['front_officer'] },
      { path: '/console/announcements', label: 'console:nav.announcements', roles: staff },
    ],
  },
  {
    label: 'console:nav.discuss',
    entries: [
      { path: '/console/triage', label: 'triage:nav', roles: ['front_officer'] },
      { path: '/console/questions', label: 'console:nav.questions', roles: readers },
      { path: '/console/items', label: 'items:list.heading', roles: readers },
      { path: '/console/forms', label: 'form-builder:title', roles: readers },
      { path: '/console/dialogue-requests', label: 'requests:title', roles: readers },
      { path: '/console/desk', label: 'console:nav.desk', roles: staff },
      { path: '/console/questions/new', label: 'console:nav.enter', roles: enterers },
      { path: '/console/sealed', label: 'sealed:nav', roles: staff },
      { path: '/console/triage/contests', label: 'triage:contests.nav', roles: ['front_officer'] },
    ],
  },
  {
    label: 'console:nav.do',
    entries: [
      { path: '/console/dialogues/coming', label: 'console:nav.coming', roles: readers },
      { path: '/console/plans', label: 'plans:title', roles: readers },
      { path: '/console/requests', label: 'preparation:requests.mine', roles: ['responder'] },
      { path: '/console/councils', label: 'attendance:council.nav', roles: staff },
    ],
  },
  {
    label: 'console:nav.check',
    entries: [
      { path: '/console/answers', label: 'answers:list.title', roles: answerers },
      { path: '/console/handovers', label: 'handover:title', roles: readers },
      { path: '/console/conclusions', label: 'conclusions:title', roles: readers },
      { path: '/console/syntheses', label: 'reports:synthesis.title', roles: readers },
      { path: '/console/statistics', label: 'statistics:title', roles: readers },
      { path: '/console/overview', label: 'overview:nav', roles: readers },
      { path: '/console/clocks', label: 'clocks:title', roles: readers },
      { path: '/console/search', label: 'overview:search.title', roles: readers },
      { path: '/console/audit', label: 'audit:nav', roles: ['admin', 'supervisor', 'front_officer'] },
    ],
  },
  {
    label: 'console:nav.manage',
    entries: [
      { path: '/console/register', label: 'residents:register.title', roles: enterers },
      { path: '/console/topics', label: 'triage:topics.nav', roles: ['admin', 'front_officer'] },
      { path: '/console/units', label: 'console:nav.units', roles: ['admin', 'front_officer', 'group_head'] },
      { path: '/console/officers', label: 'console:nav.officers', roles: ['admin', 'front_officer'] },
      { path: '/console/channels', label: 'console:nav.channels', roles: ['admin', 'front_officer'] },
      { path: '/console/webhooks', label: 'webhooks:title', roles: ['admin'] },
      { path: '/console/documents', label: 'documents:title', roles: ['front_officer'] },
      { path: '/console/rules/laws', label: 'rules:law.title', roles: ['admin'] },
      { path: '/console/rules/channels', label: 'rules:channel.title', roles: ['admin'] },
      { path: '/console/rules/holidays', label: 'rules:holidays.title', roles: ['admin'] },
      { path: '/console/rules/retention', label: 'retention:title', roles: ['admin'] },
    ],
  },
]

/** Whether somebody holds one of the roles on any unit; an administrator holds all. */
export const holdsAny = (signedIn: Pick<SignedIn, 'grants'>, roles: readonly Role[]): boolean =>
  signedIn.grants.some(({ role }) => role === 'admin' || roles.includes(role))

/** The units on which somebody holds one of the roles; the country for an administrator. */
export const unitsOf = (signedIn: Pick<SignedIn, 'grants'>, roles: readonly Role[]): string[] => {
  const held = signedIn.grants.filter(({ role }) => role === 'admin' || roles.includes(role))
  return [...new Set(held.map(({ unitId }) => unitId))]
}
