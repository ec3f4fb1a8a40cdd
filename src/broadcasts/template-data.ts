import { describePlace, describeTime, type NoticeFacts } from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'

/**
 * The values for the placeholders of an approved template. A template that is registered with Zalo for notices uses these
 * names: `tieu_de`, `thoi_gian`, `dia_diem`, `duong_day_nong`, `ma_thong_bao`.
 */
export const templateData = (facts: NoticeFacts, noticeCode: string): Readonly<Record<string, string>> => ({
  tieu_de: facts.title,
  thoi_gian: describeTime('vi', new Date(facts.startsAt)),
  dia_diem: describePlace('vi', facts),
  duong_day_nong: facts.hotline,
  ma_thong_bao: formatCode(noticeCode),
})
