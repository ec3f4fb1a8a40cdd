import { sheetOf, soundOf } from '../artefacts/index.ts'
import { mapLink } from '../attendance/index.ts'
import { noticeByCode } from '../broadcasts/index.ts'
import type { House } from '../database/index.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { formatCode, parseCode } from '../kernel/codes.ts'
import { isOver, type Dialogue } from '../dialogues/index.ts'
import { findByCode } from '../questions/index.ts'
import { standingOf, type Standing } from '../receipts/index.ts'
import { reportByCode } from '../reports/index.ts'
import { findUnit } from '../units/index.ts'
import { listenPath } from './listen-path.ts'

export type CheckedReceipt = {
  readonly found: true
  readonly kind: 'receipt'
  readonly code: string
  readonly state: 'received' | 'withdrawn' | 'erased'
  /** The day alone, of every opinion: the public has no use for the moment. Nothing of when a form was answered. */
  readonly receivedOn: PlainDate | null
  readonly unit: string | null
  readonly dialogue: string | null
  /** The answer to an opinion form. */
  readonly isForm: boolean
  /** Whether it is fixed in the log of receipts, and under which root; null once it was erased. */
  readonly receipt: Standing | null
}

export type CheckedNotice = {
  readonly found: true
  readonly kind: 'notice'
  readonly code: string
  readonly verdict: 'genuine' | 'outdated' | 'cancelled'
  readonly title: string
  readonly startsAt: string
  readonly place: string
  readonly hotline: string
  /** The information pack's files, for everybody the session was announced to; read at `…/documents/<id>`. */
  readonly documents: readonly { readonly id: string; readonly name: string }[]
  /** Where the place is shown on a map; null for what is online only, over or called off. */
  readonly map: string | null
  /** Where the notice can be heard; null without a recording that says what holds now. */
  readonly listen: string | null
}

export type CheckedReport = {
  readonly found: true
  readonly kind: 'report'
  readonly code: string
  readonly unit: string
  readonly fromOn: PlainDate
  readonly untilOn: PlainDate
  readonly approvedOn: PlainDate
  readonly sources: number
  /** Where every wording stood as the figures were fixed; they add up to `received`. */
  readonly figures: Readonly<Record<(typeof reportFigures)[number], number>>
}

export const reportFigures = [
  'received',
  'answeredAlone',
  'answeredJoined',
  'transferred',
  'refused',
  'withdrawn',
  'erased',
  'pending',
] as const

/** What anybody may know of a code: a state and what was announced, never a resident's text or a person. */
export type CheckedCode =
  | CheckedReceipt
  | CheckedNotice
  | CheckedReport
  | { readonly found: false; readonly kind: 'receipt' | 'notice'; readonly code: string }
  /** No code: a digit is missing, wrong or too many. */
  | { readonly found: false; readonly kind: 'mistyped' }

type Means = Pick<House, 'database' | 'keyring' | 'clock'>

const checkReport = async (database: Means['database'], digits: string): Promise<CheckedReport | undefined> => {
  const report = await reportByCode(database, digits)
  if (!report?.figures || !report.approvedAt) return undefined
  const { balance, sources } = report.figures
  const figures = Object.fromEntries(reportFigures.map((name) => [name, balance[name]])) as CheckedReport['figures']
  return {
    found: true,
    kind: 'report',
    code: formatCode(digits),
    unit: report.unitName,
    fromOn: report.fromOn,
    untilOn: report.untilOn,
    approvedOn: vietnamDate(report.approvedAt),
    sources: sources.length,
    figures,
  }
}

const checkReceipt = async ({ database, keyring }: Means, digits: string): Promise<CheckedCode> => {
  const code = formatCode(digits)
  const opinion = await findByCode(database, keyring, digits)
  if (!opinion) {
    const receipt = await standingOf(database, keyring, { answerCode: digits })
    if (!receipt) return (await checkReport(database, digits)) ?? { found: false, kind: 'receipt', code }
    const none = { receivedOn: null, unit: null, dialogue: null }
    return { found: true, kind: 'receipt', code, state: 'received', ...none, isForm: true, receipt }
  }
  return {
    found: true,
    kind: 'receipt',
    code,
    state: opinion.state,
    receivedOn: vietnamDate(opinion.receivedAt),
    unit: (await findUnit(database, opinion.unitId))?.fullName ?? null,
    dialogue: opinion.dialogueTitle,
    isForm: false,
    receipt: (await standingOf(database, keyring, { opinionId: opinion.id, code: digits })) ?? null,
  }
}

const checkNotice = async ({ database, clock }: Means, digits: string): Promise<CheckedCode> => {
  const code = formatCode(digits)
  const { verdict, session } = await noticeByCode(database, digits, clock.now())
  if (!session || verdict === 'not-ours' || verdict === 'altered') return { found: false, kind: 'notice', code }
  const { title, place, hotline } = session
  const startsAt = session.startsAt.toISOString()
  const documents = documentsOf(verdict, session)
  const unit = await findUnit(database, session.unitId)
  const map = verdict === 'cancelled' || isOver(session, clock.now()) ? null : mapLink(session, unit?.fullName ?? '')
  const sheet = unit && sheetOf(session, unit.fullName, clock.now())
  const sound = sheet && (await soundOf(database, session.id, sheet))
  const listen = sound?.isCurrent === true ? listenPath(session.noticeCode) : null
  return { found: true, kind: 'notice', code, verdict, title, startsAt, place, hotline, documents, map, listen }
}

/** Of a session that was called off nothing is handed out any more. */
const documentsOf = (verdict: CheckedNotice['verdict'], { pack }: Dialogue): CheckedNotice['documents'] =>
  verdict === 'cancelled' ? [] : (pack.documents ?? []).map(({ attachmentId, name }) => ({ id: attachmentId, name }))

/** Checks a receipt or a notice by what somebody typed: spaces, dots and dashes do not matter. */
export const checkCode = async (means: Means, typed: string): Promise<CheckedCode> => {
  const code = parseCode(typed)
  if (code === null || code.kind === 'mistyped') return { found: false, kind: 'mistyped' }
  return code.kind === 'receipt' ? await checkReceipt(means, code.digits) : await checkNotice(means, code.digits)
}
