import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { shareOf, type Letter } from './letter.ts'
import { placeName, unitInSentence } from '../units/index.ts'

const figure = (count: number): string => new Intl.NumberFormat('vi-VN').format(count)

/** The document piece by piece, the same words in the Word file and on the printed page. In Vietnamese, as it is filed. */
export type LetterText = {
  readonly front: readonly [string, string]
  readonly bureau: string
  readonly number: string
  readonly about: string
  readonly motto: readonly [string, string]
  readonly placeAndDate: string
  readonly to: string
  readonly opening: string
  readonly rows: readonly (readonly [string, string])[]
  readonly words: string
  readonly closing: string
  readonly receivers: readonly string[]
  readonly signature: string
  readonly signer: string
}

/** What the Front writes in its own form of a letter: its committee at the left, the country's motto at the right. */
export const letterText = (
  letter: Letter,
  about: { readonly title: string; readonly unitName: string },
): LetterText => {
  const unit = unitInSentence(about.unitName)
  const front = `Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam ${unit}`
  const counted = letter.verified + letter.onPaper
  const [year, month, day] = letter.dated.split('-')
  return {
    front: ['ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM', about.unitName.toLocaleUpperCase('vi')],
    bureau: 'BAN THƯỜNG TRỰC',
    number: `Số: ${letter.number}`,
    about: 'V/v chuyển đề nghị đối thoại của cử tri',
    motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    placeAndDate: `${placeName(about.unitName)}, ngày ${day} tháng ${month} năm ${year}`,
    to: `Kính gửi: ${letter.addressee}`,
    opening: `Căn cứ ${letter.legalSource}, ${front} đã tiếp nhận đề nghị của cử tri ${unit} về việc tổ chức đối thoại giữa chính quyền với Nhân dân, chủ đề: “${about.title}”. Kết quả tổng hợp đến ngày ${formatShortDateVi(letter.dated)} như sau:`,
    rows: [
      ['Số người đề nghị (mỗi người tính một lần)', figure(letter.joined)],
      ['Cử tri được xác nhận tại bàn tiếp dân', figure(letter.verified)],
      ['Phiếu giấy đã đối chiếu với danh sách cử tri', figure(letter.onPaper)],
      ['Số cử tri được tính', figure(counted)],
      [
        `Tổng số cử tri của đơn vị (${letter.votersSource}, tính đến ngày ${formatShortDateVi(letter.votersAsOf)})`,
        figure(letter.voters),
      ],
      ['Tỷ lệ', `${figure(counted)}/${figure(letter.voters)}, bằng ${shareOf(counted, letter.voters)}%`],
      ['Mức quy định', `từ ${letter.percent}% cử tri trở lên`],
    ],
    words: letter.words,
    closing: `${front} trân trọng chuyển đề nghị trên, kính đề nghị quý cơ quan xem xét, tổ chức đối thoại theo quy định và thông báo kết quả để Mặt trận báo lại cử tri./.`,
    receivers: ['Như trên;', 'Lưu: VT.'],
    signature: 'TM. BAN THƯỜNG TRỰC',
    signer: letter.signer,
  }
}

/** What an officer may begin with. */
export const usualLetterWords =
  'Danh sách cử tri đề nghị được lưu tại Mặt trận, không kèm theo văn bản này để bảo vệ thông tin cá nhân của người dân. Mặt trận sẵn sàng phối hợp chuẩn bị nội dung và mời cử tri tham dự.'

/** "Ủy ban nhân dân phường Cửa Nam" */
export const usualAddressee = (unitName: string): string => `Ủy ban nhân dân ${unitInSentence(unitName)}`
