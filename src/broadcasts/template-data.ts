import { describePlace, describeTime, type NoticeFacts } from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'

/** Placeholders of a template that is registered with Zalo for notices. */
export const templateFields = ['tieu_de', 'thoi_gian', 'dia_diem', 'duong_day_nong', 'ma_thong_bao'] as const

/**
 * The values for the placeholders of an approved template. All of `templateFields`, and no other.
 */
export const templateData = (
  facts: NoticeFacts,
  noticeCode: string,
): Readonly<Record<(typeof templateFields)[number], string>> => ({
  tieu_de: facts.title,
  thoi_gian: describeTime('vi', new Date(facts.startsAt)),
  dia_diem: describePlace('vi', facts),
  duong_day_nong: facts.hotline,
  ma_thong_bao: formatCode(noticeCode),
})
