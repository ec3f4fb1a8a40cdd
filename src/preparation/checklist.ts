import { addDays, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'

/** The steps of a session, in the order in which they come. `hand` is ticked by an officer; the rest the service knows. */
export const checklistSteps = [
  { step: 'shares', by: 'service' },
  { step: 'pack', by: 'service' },
  { step: 'rule', by: 'service' },
  { step: 'notice', by: 'service' },
  { step: 'place', by: 'hand' },
  { step: 'chair', by: 'service' },
  { step: 'triage', by: 'service' },
  { step: 'requests', by: 'service' },
  { step: 'agenda', by: 'service' },
  { step: 'answers', by: 'service' },
  { step: 'formerConclusions', by: 'hand' },
  { step: 'script', by: 'service' },
  { step: 'briefRead', by: 'hand' },
  { step: 'equipment', by: 'hand' },
  { step: 'result', by: 'service' },
  { step: 'lessons', by: 'hand' },
] as const
export type ChecklistStep = (typeof checklistSteps)[number]['step']
export type HandStep = Extract<(typeof checklistSteps)[number], { by: 'hand' }>['step']

export const isHandStep = (step: string): step is HandStep =>
  checklistSteps.some((one) => one.step === step && one.by === 'hand')

/** What the service knows of a session. */
export type ChecklistFacts = {
  readonly startsAt: Date
  readonly collectionClosesAt: Date
  /** Last day for the notice and for the result by law; null where no rule is switched on. */
  readonly noticeDay: PlainDate | null
  readonly resultDay: PlainDate | null
  readonly done: Readonly<Record<Exclude<ChecklistStep, HandStep>, boolean>>
}

export type Tick = { readonly step: string; readonly doneBy: string; readonly doneAt: Date }

export type ChecklistEntry = {
  readonly step: ChecklistStep
  readonly by: 'hand' | 'service'
  readonly dueOn: PlainDate
  /** The day is the law's, not our advice. */
  readonly isLaw: boolean
  readonly isDone: boolean
  readonly isLate: boolean
  /** Who ticked it, and when. */
  readonly tick: Tick | null
}

const dueDays = (facts: ChecklistFacts): Readonly<Record<ChecklistStep, PlainDate>> => {
  const day = vietnamDate(facts.startsAt)
  const closes = vietnamDate(facts.collectionClosesAt)
  const before = (days: number): PlainDate => addDays(day, -days)
  // What rests on the collection comes after it, however late that closes.
  const afterClosing = (days: number, latest: PlainDate): PlainDate => {
    const wanted = addDays(closes, days)
    return wanted < latest ? wanted : latest
  }
  const notice = facts.noticeDay ?? before(7)
  return {
    shares: notice,
    pack: notice,
    rule: notice,
    notice,
    place: before(3),
    chair: before(3),
    triage: afterClosing(1, day),
    requests: afterClosing(1, day),
    agenda: afterClosing(2, day),
    answers: before(1) < closes ? day : before(1),
    formerConclusions: before(1),
    script: before(1) < closes ? day : before(1),
    briefRead: before(1) < closes ? day : before(1),
    equipment: before(1),
    result: facts.resultDay ?? addDays(day, 10),
    lessons: addDays(facts.resultDay ?? addDays(day, 10), 5),
  }
}

/** The checklist of a session on a day: what is done, what is late, and by when the rest is due. */
export const checklistOf = (facts: ChecklistFacts, ticks: readonly Tick[], today: PlainDate): ChecklistEntry[] => {
  const due = dueDays(facts)
  return checklistSteps.map(({ step, by }) => {
    const tick = ticks.find((one) => one.step === step) ?? null
    const isDone = by === 'hand' ? tick !== null : facts.done[step]
    const isLaw = (step === 'notice' && facts.noticeDay !== null) || (step === 'result' && facts.resultDay !== null)
    return { step, by, dueOn: due[step], isLaw, isDone, isLate: !isDone && today > due[step], tick }
  })
}
