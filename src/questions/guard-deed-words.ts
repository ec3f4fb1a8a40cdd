import { lexiconOf, type Lexicon } from './guard-lexicon.ts'
import type { Scene } from './guard-scenes.ts'

/** What a wrong and a vote are made of when neither is called by its name. */
export const deedLexicon = lexiconOf(
  {
    /** Whoever holds an office; an office alone is enough to know of whom a vote speaks. */
    office: [
      'chủ tịch | phó chủ tịch | bí thư | phó bí thư | trưởng thôn | phó thôn | trưởng ấp | tổ trưởng | tổ phó | trưởng khu | trưởng khu phố',
      'trưởng ban quản trị | ban quản trị | hiệu trưởng | lãnh đạo | đại biểu | trưởng bản | trưởng xóm | trưởng công an | hội trưởng | trưởng ban',
    ],
    taking: [
      '=lấy | rút | =ém | =ỉm | giữ lại | =gom | =thu | đem | mang | cầm | xén | trừ | bớt | tịch thu | mượn | =xài | dùng | ăn | thu gom | trích | lay | ghi khống | ôm',
    ],
    common: [
      'quỹ | =tiền | quyên góp | =gạo | thuốc | quà | cứu trợ | áo ấm | trợ cấp | tiền hỗ trợ | vật tư | xi măng | hàng của | xe công',
      'của công | tài sản công | hàng cứu trợ | nhà văn hóa | tien | quy | suất ăn | công quỹ | mì tôm | sạp | hàng hóa | bảo hiểm',
    ],
    own: [
      'về nhà | túi riêng | cho con | cho em | cho vay | về bán | đem bán | chia nhau | nhà mình | người nhà | nhà riêng | vô sổ sách | vào sổ sách | không biên lai',
      'phiếu thu | không hóa đơn | không lập biên bản | của riêng | lấy lãi | ăn lãi | cho cháu | làm ăn | một nửa | vợ con | vô sổ | không vé | không có vé | mua xe | xây nhà | tiêu riêng',
      'đi chơi | đi lễ | quầy nhà | bỏ túi | không công khai | không minh bạch | đút túi | không thấy đâu | cho bồ | cho bạn | cá nhân | quyên góp mua',
    ],
    hiding: [
      '=ém | =ỉm | nuốt | xà xẻo | =bòn | chấm mút | xơi | đớp | bòn rút | ăn hết | hốt bạc | khai thêm | kê thêm | nuot | ghi khống | lập khống',
    ],
    favouring: [
      'cho | phát | cấp phát | =chia | đưa | để | giao | ký | ưu tiên | xếp | duyệt | nhét | cấp | chạy | nâng đỡ | cất nhắc | bố trí | làm ngơ',
    ],
    kin: [
      'cháu ruột | con trai | con gái | em trai | em gái | em vợ | người nhà | họ hàng | dòng họ | vợ con | cả nhà | con rể | con dâu | anh em nhà',
      'bên vợ | bên chồng | anh vợ | chị vợ | phe mình | người quen | bà con mình | cháu mình | em ruột | anh ruột | vợ mình | con mình | thông gia | sân sau | nhà ông ấy | nhà bà ấy',
    ],
    benefit: [
      '=đất | gạo | cứu trợ | dat | thầu | danh sách | suất | hộ nghèo | công trình | gói thầu | việc làm | biên chế | nền | lô đất | hồ sơ | hợp đồng | sạp | trái phép | giấy phép',
    ],
    abusing: [
      '=quát | chửi | =mắng | =ném | sỉ nhục | =nạt | =tát | hách dịch | hach dich | xúc phạm | hăm dọa | lăng mạ | đập bàn | mày tao | bắt nạt | cửa quyền',
      'gây khó dễ | làm khó | hành hạ | sách nhiễu | nhũng nhiễu | đuổi dân | hạch sách | xua đuổi | nạt nộ | miệt thị | dọa nạt | đe nẹt | nhiễu sách | nat no',
    ],
    abused: [
      'dân | tôi | tui | mặt | bà cụ | ông cụ | người già | phụ huynh | học sinh | bà con | mẹ | em | người dân | chúng tôi | ai | hoài | mãi | cụ | cháu | người ta | hồ sơ',
    ],
    extorting: [
      '=đòi | doi | vòi | gợi ý | bảo đưa | kẹp | biết điều | bồi dưỡng | cà phê | xin đểu | bắt đưa | ra giá | lì xì | làm luật | bôi trơn',
    ],
    price: [
      'tiền | triệu | phong bì | =quà | chai rượu | cà phê | biết điều | =xị | mấy trăm | vài trăm | bồi dưỡng | =trăm | bao thư | chục triệu',
    ],
    until: [
      'mới chịu | mới trả | mới làm | mới ký | mới cho | mới chạy | mới duyệt | mới xong | không thì | không đưa | không có thì | là xong | có liền | để được | thì hồ sơ | mới giải quyết | mới nhận',
    ],
    forcing: ['=ép | =bắt | buộc | ép buộc | bat | ep'],
    forced: ['mua | đóng | học thêm | ký | nộp | góp | đóng góp | uống | đưa'],
    punished: [
      'không thì | không mua thì | không mua | bị đì | =đì | điểm kém | đuổi | không đi | không nộp | trù | trù dập | gạch tên | cho nghỉ | mới',
    ],
    unpaid: ['không trả tiền | khong tra tien | chưa trả tiền | quỵt | ghi sổ | không trả | ăn chực | ăn không'],
    consuming: ['ăn nhậu | nhậu | =ăn | lấy hàng | mua chịu | uống | ăn quán | an | mượn tiền | vay'],
    forging: ['=giả | =khống | ký thay | giả mạo | tẩy xóa | sửa | bịa | ngụy tạo | ký giùm | khai | lập'],
    forged: [
      'chữ ký | biên bản họp | giấy tờ giả | bằng giả | hồ sơ giả | danh sách khống | số liệu | điểm thi | hồ sơ khống | chứng từ | hóa đơn khống',
    ],
    dealing: ['cho thuê | =bán | sang tên | sang nhượng | ký | cấp | phân lô | ban'],
    underhand: [
      'chui | ngầm | lén | không sổ | không vô sổ | giá rẻ | gia re | giá bèo | rẻ như cho | re nhu cho | đất công | trái phép | không qua đấu giá | bỏ riêng | dưới bàn',
    ],
    looking: [
      'làm ngơ | lơ đi | ngó lơ | dung túng | bao che | bảo kê | che chở | chống lưng | nâng đỡ | tiếp tay | ăn rơ | đứng sau | mắt nhắm mắt mở',
    ],
    wrong: [
      'xây trái phép | sai phép | trái phép | cờ bạc | đánh bạc | cát lậu | hàng giả | lấn chiếm | karaoke | số đề | sòng | vi phạm | lấn sông | hút cát | cho nhà',
    ],
    dutyless: ['giờ hành chính | đang trực | trong giờ làm | giờ làm việc | ca trực'],
    drinking: ['nhậu | say xỉn | say rượu | đánh bài | ngủ | đi cà phê | uống cà phê | chơi game | bỏ đi | bỏ về'],
    /** Praise, wishes and general talk: nobody is accused there. */
    praising: [
      'nhiệt tình | dễ thương | hài lòng | cảm ơn | tận tình | hoan nghênh | gương mẫu | trả lại tiền | không vòi | không đòi | liêm khiết | đề nghị tuyên dương',
      'làm tốt | rõ ràng | làm sao để | tránh thất thoát | công khai quỹ | quyên góp ủng hộ | chu đáo | tử tế | khen | biểu dương | vui vẻ | đi từng nhà | kêu gọi',
    ],
    choosing: [
      'nên để | nên đưa | nên chọn | chọn | đề cử | giới thiệu | đưa | để | xứng đáng | đáng | muốn | thích | tin',
    ],
    becoming: [
      'làm tổ trưởng | làm chủ tịch | làm trưởng thôn | lên chủ tịch | làm bí thư | làm đại biểu | làm trưởng | lên làm | ngồi ghế | giữ chức | lên chức | làm phó | làm hiệu trưởng | lên thay | làm thay',
    ],
    rating: [
      'chấm điểm | mấy điểm | chấm mấy | cho điểm | cham diem | xếp hạng | thang điểm | thăm dò | trưng cầu | lấy ý kiến tín nhiệm | =chấm',
    ],
    trusting: [
      'tin tưởng | còn tin | tín nhiệm | không phục | hết tin | lòng dân | được lòng | mất uy tín | uy tín | xứng đáng | không còn xứng | không xứng | khong xung | mất niềm tin | không tin nổi | còn ai tin | hết xứng',
    ],
    denying: ['không | hết | chẳng | chưa | còn | mất | khong | đâu | bằng không | có nên | sao mà'],
    leaving: [
      'xuống | =nghỉ | nghi di | về vườn | về hưu | từ chức | nhường ghế | điều đi | đi chỗ khác | thay người | thôi đi | rút lui | bãi miễn | thay thế | rời ghế | cuốn gói | đổi người | hạ bệ | thôi giữ | nghỉ khỏe',
    ],
    should: [
      'nên | =cho | đi cho | để người | phải | mau | yêu cầu | đề nghị | kiểu này | thì | đi là vừa | sớm | cần | muốn',
    ],
    polling: ['bầu cử | ngày bầu | đi bầu | bầu | lá phiếu | bỏ phiếu | phiếu bầu | phiếu'],
    voting: [
      'đừng gạch | gạch | nhớ | dồn | chọn | đừng chọn | ủng hộ | đừng quên | giữ lại | bỏ cho | đừng bỏ | nghe bà con | cho ông | cho bà | cho anh | cho chị',
    ],
    harmless: [
      'tự nhiên | lấy phiếu ý kiến | về hưu rồi | mới về hưu | nghỉ hưu | xuống cơ sở | xuống hiện trường | xuống tận | xuống cấp | xuống kiểm tra | xuống xem | nghỉ lễ | nghỉ trưa | ngày nghỉ | xuống thăm | xuống dân | xuống địa bàn | lịch nghỉ | nghỉ hè | nghỉ học',
    ],
  },
  'quỹ',
)

type Tag = typeof deedLexicon extends Lexicon<infer One> ? One : never

/** Wrongs that are told as a story; somebody in particular has to stand in the same sentence. */
export const wrongScenes: readonly Scene<Tag>[] = [
  { parts: ['taking', 'common', 'own'], within: 12 },
  { parts: ['hiding', 'common'], within: 4 },
  { parts: ['favouring', 'kin', 'benefit'], within: 10 },
  { parts: ['extorting', 'price', 'until'], within: 10 },
  { parts: ['forcing', 'forced', 'punished'], within: 14 },
  { parts: ['consuming', 'unpaid'], within: 6 },
  { parts: ['forging', 'forged'], within: 3 },
  { parts: ['dealing', 'underhand'], within: 10 },
  { parts: ['looking', 'wrong'], within: 10 },
  { parts: ['dutyless', 'drinking'], within: 8 },
]

/** How somebody was treated: a matter of service, unless it is told of a person who can be told apart. */
export const abuseScenes: readonly Scene<Tag>[] = [{ parts: ['abusing', 'abused'], within: 8 }]

/** Talk of votes without the word; an office or somebody named has to stand beside it. */
export const voteScenes: readonly Scene<Tag>[] = [
  { parts: ['becoming', 'choosing'], within: 10 },
  { parts: ['rating', 'office'], within: 10 },
  { parts: ['trusting', 'denying', 'office'], within: 12 },
  { parts: ['leaving', 'should', 'office'], within: 14 },
]

/** Before a ballot somebody is named, with or without an office. */
export const pollScenes: readonly Scene<Tag>[] = [{ parts: ['polling', 'voting'], within: 8 }]
