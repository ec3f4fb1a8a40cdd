/** Lower-case, with diacritics: what answers nothing unless more is said. */
export const emptyPhrases = [
  'đã ghi nhận',
  'xin ghi nhận',
  'ghi nhận ý kiến',
  'ghi nhận và tiếp thu',
  'cảm ơn ý kiến',
  'trân trọng cảm ơn',
  'sẽ quan tâm',
  'quan tâm chỉ đạo',
  'tăng cường chỉ đạo',
  'tiếp tục chỉ đạo',
  'sẽ báo cáo cấp trên',
  'chia sẻ với bà con',
  'mong bà con thông cảm',
] as const

/** A promise to think: nothing, unless it is said until when. */
export const laterPhrases = [
  'sẽ xem xét',
  'xem xét, giải quyết',
  'sẽ nghiên cứu',
  'nghiên cứu, xem xét',
  'sẽ kiểm tra',
  'sẽ rà soát',
  'sẽ cố gắng',
  'sẽ sớm',
  'sớm nhất',
  'trong thời gian tới',
  'thời gian tới',
  'khi có điều kiện',
  'khi bố trí được kinh phí',
  'theo lộ trình',
] as const

/** Bodies without a name. */
export const namelessBodies = [
  'cơ quan chức năng',
  'các cơ quan chức năng',
  'lực lượng chức năng',
  'ngành chức năng',
  'các ngành chức năng',
  'cơ quan có thẩm quyền',
  'cấp có thẩm quyền',
  'cấp có thẩm quyền xem xét',
  'đơn vị liên quan',
  'các đơn vị liên quan',
  'cơ quan liên quan',
  'các cơ quan liên quan',
  'các ngành liên quan',
  'bộ phận liên quan',
  'bộ phận chuyên môn',
  'đơn vị chức năng',
  'cấp trên',
] as const

/** A basis that points nowhere. */
export const emptyBases = [
  'theo quy định',
  'quy định',
  'quy định của pháp luật',
  'theo quy định của pháp luật',
  'theo quy định hiện hành',
  'quy định hiện hành',
  'văn bản liên quan',
  'tình hình thực tế',
  'thực tế',
] as const

/** What gives a reason. */
export const reasonPhrases = [
  'vì',
  'do',
  'bởi',
  'lý do',
  'căn cứ',
  'chưa đủ điều kiện',
  'không đủ điều kiện',
  'không có trong',
  'chưa có trong',
  'không thuộc thẩm quyền',
  'quá thời hạn',
  'trái với',
] as const
