import { phrase, type PhraseKey } from '../phrases/index.ts'
import type { CollectionBalance } from './balance-views.ts'
import { figure, figureTable, withShare } from './figure.ts'

/** What is reported of opinions: where they went, and who stands behind them. */
export type Counted = {
  readonly balance: Omit<CollectionBalance, 'faults' | 'fromForms' | 'leaves'>
  readonly persons: number
  readonly unknown: number
  readonly households: number | null
  readonly came: number
  readonly byClass: readonly { readonly opinionClass: string; readonly n: number }[]
  readonly byTopic: readonly { readonly name: string; readonly n: number }[]
}

/** The fields of counts and their tables, as every report words them. */
export const balanceValues = ({ balance, persons, unknown, households, came, byClass, byTopic }: Counted) => {
  const { received } = balance
  const heard = received - balance.withdrawn - balance.erased
  const parts: readonly (readonly [string, number])[] = [
    ['Đã trả lời trực tiếp', balance.answeredAlone],
    ['Đã trả lời chung với ý kiến cùng nội dung', balance.answeredJoined],
    ['Đã chuyển cơ quan có thẩm quyền', balance.transferred],
    ['Không tiếp nhận, đã nêu rõ lý do với người gửi', balance.refused],
    ['Người gửi rút lại', balance.withdrawn],
    ['Đã xóa theo yêu cầu của người gửi hoặc hết thời hạn lưu', balance.erased],
    ['Đang xử lý', balance.pending],
  ]
  return {
    so_y_kien: figure(received),
    so_con_hieu_luc: figure(heard),
    so_nguoi: figure(persons),
    so_khong_ro_nguoi: figure(unknown),
    so_cung_quan_tam: balance.supports === 0 ? '' : figure(balance.supports),
    so_ho: households === null ? '' : figure(households),
    so_nguoi_du: came === 0 ? '' : figure(came),
    bang_can_doi: figureTable(
      ['Kết quả xử lý', 'Số ý kiến'],
      parts.map(([what, n]) => [what, withShare(n, received)]),
      ['Tổng số đã tiếp nhận', figure(received)],
    ),
    bang_loai: figureTable(
      ['Loại ý kiến', 'Số ý kiến'],
      byClass.map(({ opinionClass, n }) => [
        phrase('vi', `questions:class.${opinionClass}` as PhraseKey),
        withShare(n, heard),
      ]),
    ),
    bang_linh_vuc: figureTable(
      ['Lĩnh vực (các ý kiến đã phân loại)', 'Số ý kiến'],
      byTopic.map(({ name, n }) => [name, figure(n)]),
    ),
  }
}
