import type { Queryable } from '../../database/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { appendixLines, type AppendixLine, type Synthesis } from '../../reports/index.ts'
import type { Cell, List } from '../lists/rows.ts'
import type { View } from '../view.ts'

const resultOf = (view: View, { state, decision }: AppendixLine): string => {
  if (state === 'empty') return view.t('reports:appendix.empty')
  return decision === null ? view.t('reports:part.pending') : view.t(`answers:decision.${decision}` as PhraseKey)
}

const cellsOf = (view: View, line: AppendixLine): readonly Cell[] => [
  line.unitName,
  line.session,
  line.number,
  line.title ?? view.t('items:page.untitled', { number: line.number }),
  line.topic,
  view.t(`questions:class.${line.opinionClass}` as PhraseKey),
  line.opinionCount,
  line.supportCount,
  resultOf(view, line),
  line.answeringBody,
]

/** The appendix of a report: each matter on a line, read while it is sent. */
export const appendixList = (
  database: Queryable,
  view: View,
  period: Pick<Synthesis, 'unitId' | 'fromOn' | 'untilOn'>,
): List => ({
  name: 'phu-luc-y-kien',
  columns: [
    { label: view.t('reports:appendix.unit'), width: 26 },
    { label: view.t('reports:appendix.session'), width: 36 },
    { label: view.t('reports:appendix.number'), width: 8 },
    { label: view.t('reports:appendix.title'), width: 70 },
    { label: view.t('reports:appendix.topic'), width: 28 },
    { label: view.t('reports:appendix.class'), width: 22 },
    { label: view.t('reports:appendix.opinions'), width: 10 },
    { label: view.t('reports:appendix.supports'), width: 10 },
    { label: view.t('reports:appendix.result'), width: 24 },
    { label: view.t('reports:appendix.body'), width: 34 },
  ],
  rows: (async function* () {
    for await (const line of appendixLines(database, period)) yield cellsOf(view, line)
  })(),
})
