import type { Competence, Reach } from '../items/item.ts'
import type { OpinionClass } from '../opinion.ts'

/** Lists as `match-phrases` reads them. Each was met in minutes and petitions; an officer decides, these only suggest. */
export const petitionWords = [
  'đề nghị | kiến nghị | đề xuất | yêu cầu | mong sớm | mong được | mong chính quyền | mong phường | mong xã | mong mặt trận',
  'xin được giải quyết | sớm giải quyết | sớm khắc phục | sớm sửa | cần sửa | cần xử lý | cần lắp | cần có biện pháp | xử lý dứt điểm',
  'giúp dân | giúp chúng tôi | giải quyết giúp | sửa giúp | xin hỗ trợ | xin phường | xin xã | nhờ phường | nhờ xã | nhờ mặt trận',
  'khắc phục giúp | sửa chữa giúp | cho sửa | cho lắp | cho dọn | cho người xuống | cử người',
]

export const riskWords = [
  'nguy hiểm | tai nạn | tính mạng | chết người | bị thương | ngã xe | điện giật | hở điện | rò điện | rò rỉ điện | chập điện | chập cháy',
  'cháy nhà | cháy nổ | cháy chợ | rò gas | rò rỉ gas | sạt lở | bị sạt | nứt tường | nứt nhà | nứt toác | sụt lún | hố tử thần',
  // Never "sập" alone: without its marks it is "sắp".
  'sắp sập | bị sập | đã sập | đổ sập | sập xuống | sập nhà | nhà sập | sập tường | tường sập | sập trần | trần sập | sập mái | mái sập | sập cầu | cầu sập | sập cống',
  'cây đổ | sắp đổ | cột điện nghiêng | cột nghiêng | dây điện sà | dây điện đứt | dây điện trần | mất nắp cống | hố ga không nắp | nắp cống hỏng',
  'chết đuối | đuối nước | ngộ độc | ổ dịch | sốt xuất huyết | chó dại | chó cắn | trẻ em ngã | vỡ đê | lũ quét | ngã xuống cống',
]
/** Words of danger that deny it. */
export const harmlessWords = ['không nguy hiểm | hết nguy hiểm | cháy hàng | cháy vé | cháy túi | sập mạng | sập giá']

export const hotSpotWords = [
  'điểm nóng | bức xúc | rất bức xúc | phẫn nộ | kéo dài nhiều năm | nhiều năm nay | đã nhiều lần | nhiều lần kiến nghị | nhiều lần phản ánh',
  'không ai giải quyết | chưa ai giải quyết | tụ tập | kéo lên | kéo ra ủy ban | vượt cấp | khiếu kiện đông người | phản đối | chặn xe | chặn đường',
]

export const reachWords: readonly (readonly [Exclude<Reach, 'person'>, readonly string[]])[] = [
  [
    'beyond',
    [
      'toàn thành phố | cả thành phố | toàn tỉnh | cả tỉnh | liên phường | liên xã | nhiều phường | nhiều xã | các phường | các xã | cả nước | toàn quốc',
    ],
  ],
  [
    'commune',
    ['toàn phường | cả phường | toàn xã | cả xã | nhân dân phường | nhân dân xã | người dân phường | người dân xã'],
  ],
  [
    'group',
    [
      'cả tổ | toàn tổ | cả thôn | toàn thôn | cả xóm | cả làng | cả bản | cả ấp | cả khu | toàn khu | cả khu phố | trong tổ dân phố | bà con tổ dân phố',
      'bà con trong thôn | bà con thôn | bà con tổ | người dân trong khu | nhân dân trong khu | cư dân khu | cả chung cư | cả tòa nhà | nhân dân tổ dân phố | bà con khu phố',
    ],
  ],
  [
    'households',
    [
      'cả ngõ | cả ngách | cả hẻm | cả kiệt | cả dãy | cả tầng | các hộ | nhiều hộ | mấy hộ | mấy nhà | nhiều nhà | các gia đình | nhiều gia đình',
      'bà con trong ngõ | bà con trong hẻm | các nhà xung quanh | hàng xóm | bà con quanh đây | khu nhà tôi | xóm trọ',
    ],
  ],
]

export type CompetenceRule = {
  readonly competence: Exclude<Competence, 'commune'>
  readonly body: string
  readonly words: readonly string[]
}

/** The more special first. */
export const competenceRules: readonly CompetenceRule[] = [
  {
    competence: 'other',
    body: 'Công ty Điện lực',
    words: [
      'EVN | điện lực | cắt điện | mất điện | tiền điện | công tơ điện | hóa đơn điện | cột điện | đường dây điện | trạm biến áp',
    ],
  },
  {
    competence: 'other',
    body: 'Đơn vị cấp nước',
    words: [
      'công ty nước | nước máy | nước sạch | mất nước | tiền nước | hóa đơn nước | cấp nước | cắt nước | đồng hồ nước | nhà máy nước',
    ],
  },
  {
    competence: 'other',
    body: 'Doanh nghiệp viễn thông',
    words: ['cáp quang | cáp viễn thông | dây cáp | sóng điện thoại | mất mạng | wifi | viettel | VNPT | FPT'],
  },
  {
    competence: 'other',
    body: 'Tòa án nhân dân',
    words: ['tòa án | ly hôn | thi hành án | khởi kiện'],
  },
  {
    competence: 'other',
    body: 'Chủ đầu tư, ban quản trị chung cư',
    words: ['ban quản trị | chủ đầu tư | phí bảo trì | phí dịch vụ chung cư | ban quản lý tòa nhà'],
  },
  {
    competence: 'central',
    body: 'Bộ Xây dựng',
    words: ['quốc lộ | cao tốc | đường sắt | đường tàu'],
  },
  {
    competence: 'central',
    body: 'Bảo hiểm xã hội Việt Nam',
    words: ['lương hưu | bảo hiểm xã hội | mức đóng bảo hiểm | tuổi nghỉ hưu'],
  },
  {
    competence: 'central',
    body: 'Quốc hội, Chính phủ',
    words: ['sửa luật | luật đất đai | nghị định | thông tư | trung ương | quốc hội | chính phủ | lương tối thiểu'],
  },
  {
    competence: 'province',
    body: 'UBND tỉnh, thành phố',
    words: [
      'thành phố quản lý | UBND thành phố | UBND tỉnh | bảng giá đất | quy hoạch thành phố | tỉnh lộ | đường vành đai | quy hoạch phân khu',
    ],
  },
  {
    competence: 'province',
    body: 'Sở Xây dựng',
    words: ['xe buýt | tuyến buýt | sở giao thông | sở xây dựng | đèn tín hiệu giao thông | nhà ở xã hội | metro'],
  },
  {
    competence: 'province',
    body: 'Sở Giáo dục và Đào tạo',
    words: ['tuyển sinh lớp 10 | trường trung học phổ thông | thi vào 10 | sở giáo dục | phân tuyến tuyển sinh'],
  },
  {
    competence: 'province',
    body: 'Sở Y tế',
    words: ['bệnh viện | sở y tế | tuyến tỉnh | chuyển tuyến'],
  },
]

/** In the order in which they are tried. */
export const classWords: readonly (readonly [Exclude<OpinionClass, 'livelihood'>, readonly string[]])[] = [
  [
    'question',
    [
      'cho tôi hỏi | cho hỏi | xin hỏi | tôi muốn hỏi | hỏi về | bao giờ | khi nào | bao lâu | bao nhiêu | tại sao | vì sao | như thế nào | thế nào | ở đâu | làm sao',
      'phải không | đúng không | được không | có phải | không ạ | chưa ạ | mấy giờ',
    ],
  ],
  [
    'party_building',
    ['chi bộ | đảng ủy | đảng bộ | đảng viên | cấp ủy | bí thư | xây dựng đảng | sinh hoạt đảng | nêu gương'],
  ],
  [
    'idea',
    [
      'hiến kế | sáng kiến | giải pháp | ý tưởng | nên xây | nên làm | nên mở | nên có | nên trồng | nên tổ chức | thí điểm | mô hình',
    ],
  ],
  [
    'government_building',
    [
      'thái độ cán bộ | thái độ công chức | cán bộ phường | cán bộ xã | công chức | tiếp dân | một cửa | cải cách hành chính | thủ tục rườm rà | công khai | minh bạch',
    ],
  ],
]
