import { describe, expect, test } from 'vitest'
import { guardText } from '../../../src/questions/guard.ts'

const emergencies = [
  'Cháy nhà số 5 ngõ 12 rồi',
  'chay nha so 5 ngo 12',
  'Nhà hàng xóm đang cháy to lắm',
  'nha ben canh dang chay',
  'Có cháy ở chợ Hôm',
  'Nhà bị cháy, khói bốc mù mịt',
  'CHÁY CHÁY',
  'Bình gas bị xì gas mùi nồng nặc',
  'Gọi cấp cứu giúp, ông cụ bất tỉnh',
  'bo toi bi ngat xiu o san',
  'Mẹ tôi bị đột quỵ, cần xe cấp cứu',
  'có tai nạn ở ngã tư, người nằm trên đường',
  'co tai nan o dau ngo, chay mau nhieu',
  'Người rơi xuống hồ Hoàn Kiếm',
  'chau be roi xuong cong',
  'Có cháu bé ngã xuống hố công trình chưa lên được',
  'Một em bé đuối nước ở ao đình',
  'Có người bị điện giật ở cột điện đầu ngõ',
  'dien giat nguoi o cot dien',
  'Dây điện đứt rơi xuống đường, trẻ con đi học qua',
  'Thanh niên đang đánh nhau ở quán nước',
  'danh nhau o cong truong',
  'Hai nhóm đâm chém nhau trước chợ',
  'Có kẻ cầm dao đứng trước cửa nhà tôi',
  'Hàng xóm đánh vợ, chị ấy kêu cứu',
  'Có trộm đang ở trong nhà',
  'Cứu với',
  'cuu toi voi',
  'Mấy người mắc kẹt trong thang máy tòa A',
  'Có người định nhảy cầu Long Biên',
  'Nhà sập rồi, có người bị vùi lấp',
  'nếu ai đọc được thì cứu tôi, nhà đang cháy',
  'Cháy nhà rồi, tôi sợ quá',
  'Bố tôi bị đột quỵ xin hỗ trợ',
  'Khói bốc lên từng đợt ở tầng 9',
  'cháy rồi mọi người rất lo',
  'Có người bị nước cuốn ở suối',
  'The house next door is on fire',
]

const complaints = [
  'Tôi khiếu nại quyết định thu hồi đất số 1245',
  'toi khieu nai quyet dinh thu hoi dat',
  'Gia đình tôi làm đơn khiếu nại về việc bồi thường',
  'Khiếu nại quyết định xử phạt của phường',
  'Đơn khiếu nại của tôi gửi từ tháng 3 chưa ai trả lời',
  'Tôi muốn khiếu nại thì gửi đơn ở đâu?',
  'Chúng tôi khiếu kiện vì đền bù thấp',
  'Tôi không đồng ý với quyết định cưỡng chế nhà tôi',
  'toi khong chap nhan quyet dinh xu phat nay',
  'Quyết định thu hồi đất trái luật, đề nghị hủy',
  'xin khiếu nại về giá đền bù',
  'Tôi sẽ khởi kiện ủy ban ra tòa',
]

const denunciations = [
  'Tôi tố cáo ông Nguyễn Văn A nhận tiền',
  'toi to cao ong A nhan tien',
  'Đơn tố cáo cán bộ địa chính',
  'xin to cao hanh vi lan chiem',
  'Tôi muốn tố cáo việc ăn chặn tiền hỗ trợ',
  'Tố cáo chủ tịch lạm quyền',
  'Tôi tố giác một vụ bán đất công',
]

const accusations = [
  'Cán bộ địa chính nhận hối lộ 50 triệu',
  'can bo nhan hoi lo cua dan',
  'Công an khu vực vòi tiền hàng quán',
  'Kế toán thôn tham ô quỹ',
  'Trưởng thôn ăn chặn gạo cứu trợ',
  'Chủ tịch phường nhận tiền của nhà thầu',
  'Ông Dũng thủ quỹ lấy tiền quỹ của tổ',
  'ong Dung thu quy chiem doat tien cua to',
]

const votes = [
  'Đề nghị bỏ phiếu tín nhiệm chủ tịch xã',
  'de nghi lay phieu tin nhiem ong Binh',
  'Bà con nhớ bầu cho anh Sơn tổ 3',
  'Đề nghị bãi nhiệm ông trưởng thôn',
  'Dân không còn tín nhiệm bà Hà nữa',
]

const ordinary = [
  'Lấy phiếu tín nhiệm là gì?',
  'Bao giờ bầu tổ trưởng tổ dân phố',
  'Mong phường chống tham nhũng quyết liệt hơn',
  'Một số cán bộ còn nhũng nhiễu',
  'Chị Hoa một cửa hơi nóng tính',
  'Rác ở ngõ 12 ba ngày không ai thu',
  'Bao giờ sửa đường?',
  'Mùa này vải cháy hàng, bà con bán ở đâu?',
  'Vé xem hội chợ cháy vé từ sớm',
  'Bóng đèn đường bị cháy ở ngõ 45',
  'den duong bi chay bong o ngo 45',
  'Đèn đường cháy đã lâu không ai thay',
  'Đề nghị tập huấn phòng cháy chữa cháy cho tổ dân phố',
  'Ngõ hẹp quá, xe cứu thương không vào được',
  'Ngõ hẹp, nếu cháy nhà thì xe chữa cháy không vào được',
  'Xin mở lớp dạy bơi phòng chống đuối nước cho trẻ em',
  'Dây điện chằng chịt có nguy cơ chập điện',
  'Thanh niên hay đánh nhau ở công viên buổi tối',
  'Năm ngoái có cháy nhà ở ngõ 3, nay vẫn chưa có họng nước',
  'Đề nghị hỗ trợ gia đình bị tai nạn lao động',
  'Thủ tục khiếu nại quyết định hành chính thế nào?',
  'thu tuc khieu nai the nao',
  'Thủ tục tố cáo gồm những bước gì?',
  'Luật Khiếu nại quy định thời hạn bao lâu?',
  'Khiếu nại nộp ở đâu?',
  'Công tác giải quyết khiếu nại, tố cáo của phường năm nay ra sao?',
  'Làm tốt đối thoại thì giảm khiếu nại',
  'Tôi không khiếu nại ai, chỉ góp ý về vỉa hè',
  'Quyền khiếu nại, tố cáo của công dân là gì',
  'Khiếu nại và tố cáo khác nhau thế nào?',
  'Cây to cao che hết đèn đường',
  'cay to cao che het den duong',
  'nha to cao che nang',
  'Đề nghị tuyên truyền phòng chống tham ô, lãng phí',
  'Người tố cáo được bảo vệ ra sao?',
  'Tốc độ xe chạy nhà dân rung hết',
  'xe chay nhanh qua truong hoc',
  'Nước chảy ở vỉa hè suốt ngày',
  'Đừng đổ rác ra sông',
  'Cống tắc, nước không chảy to được',
  'Đánh giá cao cán bộ phường',
  'Quyết định thu hồi đất làm đường bao giờ công bố?',
  'Chung cư thiếu bình chữa cháy',
  'Bây giờ xin giấy khai sinh ở đâu?',
  'Hội phụ nữ tổ chức cứu trợ tốt lắm',
  'Mức hỗ trợ người bị tai nạn là bao nhiêu',
  'Tôi sợ điện giật vì dây điện chằng chịt',
  'Nhà đất phường này to cao lắm',
  'Ngày mai có chợ phiên không',
]

describe('the first guard', () => {
  test('is tried on at least 80 labelled sentences', () => {
    expect(emergencies.length + complaints.length + denunciations.length + ordinary.length).toBeGreaterThanOrEqual(80)
  })
  test.each(emergencies)('hears an emergency in: %s', (text) => {
    expect(guardText(text)?.kind).toBe('emergency')
  })
  test.each(complaints)('hears a complaint in: %s', (text) => {
    expect(guardText(text)?.kind).toBe('complaint')
  })
  test.each(denunciations)('hears a denunciation in: %s', (text) => {
    expect(guardText(text)?.kind).toBe('denunciation')
  })
  test.each(accusations)('hears an accusation of a person in: %s', (text) => {
    expect(guardText(text)?.kind).toBe('accusation')
  })
  test.each(votes)('hears talk of a confidence vote in: %s', (text) => {
    expect(guardText(text)?.kind).toBe('confidence_vote')
  })
  test.each(ordinary)('lets pass: %s', (text) => {
    expect(guardText(text)).toBeNull()
  })
  test('names the words that led to it as they were typed', () => {
    expect(guardText('ơi CHÁY NHÀ số 5')).toEqual({ kind: 'emergency', because: ['CHÁY NHÀ'] })
    expect(guardText('toi khieu nai quyet dinh')?.because).toEqual(['khieu nai'])
  })
  test('reads both Unicode forms alike', () => {
    expect(guardText('Cháy nhà'.normalize('NFD'))?.kind).toBe('emergency')
  })
  test('reads a text of 20,000 characters without trouble', () => {
    expect(guardText('đường hỏng '.repeat(1_800))).toBeNull()
  })
})
