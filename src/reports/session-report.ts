import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { balanceValues } from './balance-values.ts'
import type { CollectionBalance } from './balance-views.ts'
import { figure, withShare } from './figure.ts'
import type { ReportFacts } from './report-facts-views.ts'
import { sessionValues, type SessionFacts } from './session-values.ts'

type Input = SessionFacts & {
  readonly balance: CollectionBalance
  readonly facts: ReportFacts
  readonly came: number
}

/** What the report of a session says: where every wording went, with the base of every share. */
export const reportValues = ({ balance, facts, came, ...session }: Input) => ({
  ...sessionValues(session),
  ...balanceValues({ ...facts, balance, came }),
  so_chua_len_tieng: facts.silent.length === 0 ? '' : withShare(facts.silent.length, facts.groups),
  ten_chua_len_tieng: facts.silent.join('; '),
  dau_so: facts.root?.hex ?? '',
  so_dong: facts.root === null ? '' : figure(facts.root.size),
  chua_chot: facts.root === null ? 'chưa chốt' : '',
  ngay_chot: facts.root === null ? '' : formatShortDateVi(vietnamDate(facts.root.closedAt)),
})
