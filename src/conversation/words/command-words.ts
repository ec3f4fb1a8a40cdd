/** What a resident can ask of the bot with one word. `START` without a payload does what `MENU` does. */
export type CommandWord =
  | 'MENU'
  | 'START'
  | 'LICH'
  | 'HOI'
  | 'GOPY'
  | 'HIENKE'
  | 'PHANANH'
  | 'TRACUU'
  | 'THAMGIA'
  | 'PHIEU'
  | 'KIEMTRA'
  | 'NOIO'
  | 'DUNG'
  | 'TIEPTUC'
  | 'XEM'
  | 'SUA'
  | 'XOA'
  | 'XOANGAY'
  | 'NGONNGU'
  | 'DOANTHE'
  | 'CANBO'

/** What may follow a word: `text` any text, `marked` text behind a slash, # or colon only, `none` nothing at all. */
export type Following = 'none' | 'text' | 'marked' | 'code' | 'place'

/** One way of writing a word, in its canonical diacritics. */
export type Spelling = {
  readonly text: string
  readonly word: CommandWord
  readonly following: Following
  /** Fixed argument that the spelling implies. */
  readonly argument?: string
}

const alone = (word: CommandWord, ...texts: readonly string[]): Spelling[] =>
  texts.map((text) => ({ text, word, following: 'none' }))

const followed = (word: CommandWord, following: Following, ...texts: readonly string[]): Spelling[] =>
  texts.map((text) => ({ text, word, following }))

// "Correct" and "continue" are left out in English: as answers they mean something else.
export const spellings: readonly Spelling[] = [
  ...alone('MENU', 'menu', 'trợ giúp', 'hướng dẫn', 'help'),
  ...alone('START', 'start', 'bắt đầu'),
  ...alone('LICH', 'lịch', 'xem lịch', 'lịch họp', 'schedule'),
  ...followed('HOI', 'text', 'hỏi', 'ask'),
  ...followed('HOI', 'marked', 'câu hỏi', 'question'),
  ...alone('HOI', 'đặt câu hỏi'),
  // Where two spellings fit, the first wins: the longer one stands before the shorter.
  ...followed('GOPY', 'text', 'góp ý kiến', 'góp ý'),
  ...followed('GOPY', 'marked', 'opinion'),
  ...followed('HIENKE', 'text', 'hiến kế'),
  ...followed('HIENKE', 'marked', 'idea'),
  ...followed('PHANANH', 'text', 'phản ánh', 'phản ảnh'),
  ...followed('PHANANH', 'marked', 'report'),
  ...followed('TRACUU', 'code', 'tra cứu', 'track'),
  ...alone('TRACUU', 'việc của tôi'),
  ...alone('THAMGIA', 'tham gia', 'tham dự', 'join', 'attend'),
  ...followed('PHIEU', 'code', 'phiếu'),
  ...alone('PHIEU', 'xem phiếu', 'phiếu ý kiến', 'phiếu xin ý kiến'),
  ...followed('PHIEU', 'code', 'form'),
  ...followed('KIEMTRA', 'code', 'kiểm tra', 'check', 'verify'),
  ...followed('NOIO', 'place', 'nơi ở'),
  ...alone('NOIO', 'đổi nơi ở', 'address'),
  ...alone('DUNG', 'dừng', 'dừng lại', 'ngừng', 'dừng nhận tin', 'ngừng nhận tin', 'stop', 'unsubscribe'),
  ...alone('TIEPTUC', 'tiếp tục', 'tiếp tục nhận tin', 'resume'),
  ...alone('XEM', 'xem', 'xem dữ liệu', 'my data'),
  ...alone('SUA', 'sửa', 'sửa dữ liệu', 'sửa thông tin', 'edit'),
  ...alone('XOA', 'xóa', 'xóa dữ liệu', 'delete', 'erase'),
  ...alone('XOANGAY', 'xóa ngay', 'delete now'),
  ...alone('NGONNGU', 'ngôn ngữ', 'language'),
  { text: 'tiếng Việt', word: 'NGONNGU', following: 'none', argument: 'vi' },
  { text: 'tiếng Anh', word: 'NGONNGU', following: 'none', argument: 'en' },
  { text: 'English', word: 'NGONNGU', following: 'none', argument: 'en' },
  ...alone('DOANTHE', 'đoàn thể', 'hội đoàn thể', 'organisations'),
  ...alone('CANBO', 'cán bộ', 'gặp cán bộ', 'officer'),
]
