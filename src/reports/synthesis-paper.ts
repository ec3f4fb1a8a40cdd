import type { Queryable } from '../database/index.ts'
import {
  fillTemplate,
  templateInForce,
  type DocumentKind,
  type OfficialBlock,
  type OfficialDocument,
} from '../documents/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, yearOf } from '../kernel/calendar/plain-date.ts'
import { formatCode } from '../kernel/codes.ts'
import type { Unit } from '../units/index.ts'
import { balanceValues } from './balance-values.ts'
import { figure, figureTable, withShare } from './figure.ts'
import { officeValues } from './office-values.ts'
import { officeOf } from './session-papers.ts'
import { statisticsValues } from './statistics-values.ts'
import type { Synthesis, SynthesisFigures, SynthesisKind } from './synthesis.ts'

/** The template of each kind of report. */
const templateKinds = {
  period: 'synthesis',
  year: 'year_report',
  five_years: 'five_year_report',
} as const satisfies Record<SynthesisKind, DocumentKind>

/** Longer lists of names are for the appendix. */
const namesMax = 12

const named = (names: readonly string[]): string =>
  names.length <= namesMax
    ? names.join(', ')
    : `${names.slice(0, namesMax).join(', ')} và ${names.length - namesMax} đơn vị khác`

const proposed = (proposals: string): OfficialBlock[] =>
  proposals
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.)]|-)\s*/u, '').trim())
    .filter((line) => line !== '')
    .map((line, at) => ({ kind: 'text', text: `${at + 1}. ${line}` }))

/** Báo cáo tổng hợp as an official document: counts first, then the fields, then the Front's own proposals. */
export const synthesisPaper = async (
  database: Queryable,
  input: {
    readonly unit: Unit
    readonly synthesis: Synthesis
    readonly figures: SynthesisFigures
    readonly now: Date
  },
): Promise<OfficialDocument> => {
  const { unit, synthesis, figures, now } = input
  const { template } = await templateInForce(database, { unitPath: unit.path, kind: templateKinds[synthesis.kind] })
  const { sources, lacking, unitsBelow, balance, ownReceived } = figures
  const values = {
    ...officeValues(await officeOf(database, unit)),
    ...balanceValues(figures),
    tu_ngay: formatShortDateVi(synthesis.fromOn),
    den_ngay: formatShortDateVi(synthesis.untilOn),
    ky_hop: synthesis.councilSession,
    ma_bao_cao: synthesis.code === null ? '' : formatCode(synthesis.code),
    so_bao_cao_nguon: sources.length === 0 ? '' : figure(sources.length),
    so_don_vi: unitsBelow === 0 ? '' : figure(unitsBelow),
    chua_gui: unitsBelow === 0 || lacking.length === 0 ? '' : `${figure(lacking.length)} đơn vị: ${named(lacking)}`,
    so_cuoc: figure(figures.sessions),
    tinh_hinh: synthesis.mood,
    bang_don_vi: figureTable(
      ['Đơn vị báo cáo', 'Số ý kiến'],
      sources.length === 0
        ? []
        : [
            [`Ủy ban MTTQ Việt Nam cấp báo cáo trực tiếp tiếp nhận`, withShare(ownReceived, balance.received)],
            ...sources.map(({ name, received }) => [name, withShare(received, balance.received)] as const),
          ],
    ),
    kien_nghi: proposed(synthesis.proposals),
    nam: String(yearOf(synthesis.untilOn)),
    tu_nam: String(yearOf(synthesis.fromOn)),
    den_nam: String(yearOf(synthesis.untilOn)),
    ...statisticsValues(figures.statistics),
  }
  return fillTemplate(
    template,
    values,
    synthesis.approvedAt === null ? vietnamDate(now) : vietnamDate(synthesis.approvedAt),
  )
}
