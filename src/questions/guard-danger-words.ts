import { lexiconOf, type Lexicon } from './guard-lexicon.ts'
import type { Scene } from './guard-scenes.ts'

/** Single things that are no danger each, and are one together: who, what happens to them, where, and that it is now. */
export const dangerLexicon = lexiconOf(
  {
    who: [
      'người | cháu | bé | em | con | ông | bà | anh | chị | thằng | thợ | cô | chú | mẹ | má | bố | ba | vợ | chồng | trẻ | cụ | bác',
      'học sinh | công nhân | hành khách | đứa | thanh niên | nội | ngoại | bạn | cậu | tài xế | hộ | mấy đứa | tía | u',
    ],
    child: [
      'cháu | bé | con em | con tôi | con gái | con trai | thằng bé | con bé | đứa nhỏ | trẻ | học sinh | con nhà',
    ],
    now: [
      'đang | giờ | bây giờ | vừa | mới | nãy giờ | từ nãy | chưa | liền | ngay | rồi | hiện | lúc này | sáng nay | trưa nay',
      'chiều nay | tối nay | đêm nay | hôm nay | tự dưng | tự nhiên | bỗng | đột ngột | đột nhiên | sắp | gấp | từ sáng tới giờ | quá',
    ],
    sudden: [
      'tự dưng | tự nhiên | bỗng | bỗng dưng | đột ngột | đột nhiên | nói ngọng | nói đớ | nói lắp bắp | líu lưỡi | ngọng líu | không nói được',
    ],
    part: ['mồm | miệng | mặt | tay | chân | nửa người | hàm | lưỡi | tay chân | một bên'],
    palsy: [
      'méo | xệ | lệch | =liệt | tê cứng | tê dại | không nhấc | nhấc không | không nhúc nhích | cứng đờ | cứng đơ | cứng lại | cứng | yếu hẳn | không cử động',
    ],
    chestPain: ['ôm ngực | tức ngực | đau ngực | nặng ngực | thắt ngực | đau tim | đau thắt'],
    collapsing: [
      'vã mồ hôi | toát mồ hôi | tái mét | tái nhợt | tái đi | mặt tái | khó thở | xanh lét | lan ra tay | không thở',
    ],
    breathing: ['=thở | hơi thở | nhịp thở'],
    gasping: [
      'dốc | khò khè | hổn hển | thoi thóp | yếu dần | yếu lắm | ngáp ngáp | không ra hơi | đứt quãng | rít | không nổi | hông nổi | hết nổi',
    ],
    fading: [
      'mê man | lơ mơ | li bì | lả đi | xỉu | bất tỉnh | gục | đổ gục | lăn ra | co giật | giật đùng đùng | trợn mắt | sùi bọt | tím tái',
      'tím ngắt | không nhúc nhích | kêu không dậy | kêu hông dậy | gọi không thưa | không thấy thưa | lay mãi | gọi mãi | không còn thở | hết thở',
    ],
    blood: ['=máu | mau chay | mau ra | mau phun'],
    pouring: [
      'xối | tuôn | ướt | chan | lênh láng | bê bết | phun | đẫm | vũng | lẫn | ọc | ròng ròng | không cầm | cầm không | cầm hoài | chảy nhiều | ra hoài | đầm đìa | có máu',
    ],
    swallow: ['=nuốt | =hóc | nuốt nhầm | uống nhầm | uống phải | nuốt trúng | nuot'],
    swallowed: [
      'pin | đồng xu | cúc áo | kim | nắp bút | viên bi | nam châm | xà phòng | thuốc tẩy | dầu hỏa | hạt | xương | axit | hóa chất | thuốc chuột | thuốc diệt | nước lau sàn | thạch | viên',
    ],
    birth: [
      '=đau đẻ | trở dạ | đau bụng đẻ | =rặn | lòi đầu | ra nước ối | vỡ nước ối | bể ối | bể nước ối | đẻ rớt | đầu em bé | thòi ra',
    ],
    lost: [
      'lạc mất | đi lạc | bị lạc | mất tích | không thấy đâu | tìm không ra | tìm không thấy | kiếm không ra | kiếm không thấy | tìm khắp | chưa thấy về | chưa về | vẫn chưa thấy | chưa thấy đâu',
    ],
    searching: ['tìm | kiếm | gọi | ai thấy | hỏi bạn bè | lạc | giúp | từ nãy | nãy giờ | không ra'],
    stranger: ['lạ mặt | người lạ | thằng lạ | ông lạ | bà lạ | kẻ lạ | không quen | lạ hoắc'],
    leading: ['kéo tay | =dắt | =bế | =lôi | dụ | chở đi | dẫn đi | bồng | kéo | dan di | giằng lại | lên xe'],
    water: [
      'sông | ao | hồ | kênh | kinh | rạch | suối | mương | giếng | biển | cống | hồ bơi | bể bơi | dưới nước | hầm',
    ],
    notUp: [
      'chưa lên | chưa thấy lên | không thấy lên | chưa ngoi | không ngoi | không thấy ngoi | chưa nổi | chưa vớt | đang mò | đang lặn',
      'lặn tìm | mất hút | chìm | chưa lên kịp | không lên được | chưa kéo lên | mới vớt | uống nước | chới với | vùng vẫy | chấp chới',
    ],
    flood: ['=nước | =lũ | =lụt | nước lũ | nuoc lu | nước sông | triều | nuoc | ngập'],
    rising: [
      'tràn | dâng | ngập | lên tới | lên đến | lên nhanh | cuồn cuộn | đổ về | tới cổ | tới bụng | tới ngực | tới nóc | ngang ngực | ngang cổ | quá đầu',
    ],
    stranded: [
      'còn người | còn một | còn hai | còn mấy | chưa lên | chưa ra | không ra được | ra không được | kẹt | mắc kẹt | trên nóc | trên gác',
      'trên mái | bên trong | ở trong | trong nhà còn | còn bà | còn ông | còn cụ | còn cháu | chưa khiêng | chưa chạy | bồng bế | không thoát',
      'cô lập | nằm liệt | chưa ai chạy | chưa thoát | dưới đống | đi không được | xuồng',
    ],
    ground: [
      'bờ kè | bờ sông | đất | đá | đồi | núi | nhà | tường | mái | trần | ban công | cầu | móng | cây | cổng | giàn giáo | taluy | cột | bảng hiệu',
    ],
    giving: [
      '=sạt | =sụt | =lở | sạt lở | sạt xuống | =đổ | =sập | ụp xuống | =trôi | trôi xuống | tuột | nứt toác | nghiêng hẳn | ầm ầm | rơi lộp bộp | bật gốc | sụp | sụm | đổ ập',
    ],
    substance: [
      '=ga | gas | khí ga | bình ga | bếp ga | clo | amoniac | hóa chất | axit | a xít | khí | xăng | mui ga | thuốc sâu | khí độc | thủy ngân',
    ],
    escaping: [
      '=mùi | tóe | =xì | =rò | rò rỉ | bay ra | tràn ra | chảy ra | thoát ra | bốc | bể | vỡ | lật | đổ ra | mui',
    ],
    strong: [
      'nồng | nồng nặc | xì xì | cay mắt | cay xè | khó thở | ho sặc | ho sặc sụa | đỏ hoe | chóng mặt | buồn nôn | nhức đầu | ngộp',
      'bỏng rát | khói trắng | bốc khói | không dám bật | chưa khóa được | mắt đỏ | xốc lên mũi | xộc lên | choáng | phỏng | ho sù sụ | cũng ho | ai cũng ho',
    ],
    flame: ['=lửa | =cháy | =khói | ngọn lửa | lua | khoi'],
    spreading: [
      'bén | =lan | táp | bùng | sát nhà | gần nhà | ngùn ngụt | đỏ rực | cao | qua khe | luồn | tóe | xẹt | phựt | liếm | lan sang | bao trùm',
      'dập không | chưa dập | tới dập | cuồn cuộn | đen kịt | đen nghịt | nghi ngút | mù mịt | bít | trùm | nổ lụp bụp | nổ lốp bốp',
    ],
    arson: ['đốt nhà | châm lửa | phóng hỏa | tự thiêu | mở bình ga | mở bình gas | khóa bình ga | bật lửa'],
    threat: ['đòi | dọa | hăm | sắp | định | đang | doạ'],
    petrol: ['đổ xăng | tưới xăng | tạt xăng | can xăng | xăng'],
    pourOver: ['ra sân | quanh nhà | lên người | vào nhà | ra nhà | khắp nhà | vô nhà | trước cửa | vô người'],
    wire: [
      'dây điện | dây cáp điện | trụ điện | cột điện | dây cao thế | dây trung thế | đường dây điện | trạm điện | tủ điện | cáp điện',
    ],
    sparking: [
      '=đứt | =rơi | =rớt | tóe lửa | xẹt | xẹt lửa | phóng điện | nẹt lửa | chạm đất | chạm nước | đổ ngang | nổ | giật | dut | roi xuong | rot xuong',
    ],
    vehicle: ['xe | ô tô | xe tải | xe máy | xe ba gác | container | xe buýt | tàu | xe khách | xe đạp | ghe'],
    crash: [
      '=tông | =đâm | =ủi | =húc | =cán | =lật | va chạm | va quẹt | lao vào | lao xuống | tai nạn | đè | tong | va cham | cuốn vào | quẹt | cán ngang',
    ],
    injured: [
      'nằm | văng | =gãy | gay chan | gay tay | máu | kẹt | bất động | rên | bất tỉnh | bị thương | xe cấp cứu | không dậy | còn người | đau lắm | trong gầm',
    ],
    weapon: [
      'dao | phóng lợn | mã tấu | kiếm | rựa | búa | tuýp sắt | ống tuýp | gậy | cây sắt | hung khí | súng | chai bia | bom xăng | cuốc | rìu | gạch',
    ],
    holding: ['cầm | vác | xách | vung | lăm lăm | lôi | rút | dùng | lấy | mang | thủ | dí'],
    attacking: [
      'rượt | đuổi | chém | đâm | dọa | đập | lao vào | đánh | xông vào | rượt nhau | truy sát | kéo đến | đòi | hăm | trước cửa',
    ],
    beating: ['=đánh | đấm | đạp | tát | bóp cổ | túm tóc | danh vo | đập phá | đánh đập | danh'],
    victim: ['vợ | con | mẹ | má | trẻ | bé | cháu | em | tôi | chị | học sinh | bà'],
    crying: [
      'khóc thét | la hét | kêu cứu | gào | la làng | kêu la | thét | van xin | máu | đánh luôn | bầm | khóc la',
    ],
    locking: [
      'nhốt mình | khóa cửa | khóa trong | chốt cửa | nhốt | đóng kín cửa | trong phòng | trong nhà tắm | khóa trái',
    ],
    silent: [
      'không thưa | không trả lời | không thấy trả lời | không mở | không nghe máy | gọi không | không lên tiếng | không ai trả lời | hông trả lời | im lặng',
    ],
    farewell: [
      'đừng buồn | con đi đây | em đi đây | vĩnh biệt | đừng tìm | gửi con lại nhờ | nuôi con giùm | tạm biệt mọi người | lo giùm | nuôi giùm | sống không nổi | hết muốn sống | thiết sống | không còn thiết | xin lỗi mẹ | xin lỗi bố',
    ],
    ending: ['con gái | con trai | mẹ | con | em | thuốc | phòng | nhắn | chồng | vợ | anh | tôi'],
    ate: ['ăn | uống | bữa | suất cơm | bán trú | cơm | đám cưới | đám giỗ | bánh mì | tiệc'],
    sick: ['đau bụng | nôn | ói | tiêu chảy | mửa | chóng mặt | buồn nôn | ngộ độc | non mua | la liệt'],
    many: [
      'cả lớp | hàng loạt | chục | nhiều người | mấy chục | la liệt | hơn | nhiều cháu | nhiều em | cả đám | cả nhà | cả phòng | mấy đứa | mấy cháu | công nhân',
    ],
    bitten: ['rắn | =ong | cho can | =chó | rết | bò cạp | ong vò vẽ | chó dại | sứa'],
    bite: ['=cắn | chích | đốt | táp | bi can | cho can | ran can | chich | vồ'],
    swelling: ['sưng | tím | khò khè | co giật | bầm | khó thở | máu | =mê | ngoài đường | sốt | nổi mẩn | lan nhanh'],
    track: ['đường ray | đường sắt | đường ngang | đường tàu'],
    comingTrain: ['tàu sắp | tàu tới | chết máy | kẹt | nằm giữa | mắc bánh'],
    /** A play, a plan or a habit: nothing of it is there now. */
    told: [
      'mong năm nay | phim | vở kịch | tiểu phẩm | truyện | trên mạng | game | đề nghị lắp | nên | kiến nghị | định kỳ | bảo trì | tập huấn | diễn tập',
      'mấy tháng nay | mấy năm nay | tháng nào cũng | năm nào cũng | tuần nào cũng | tối nào cũng | hè nào cũng | mùa nào cũng | hay bị',
      'hay kẹt | khỏe rồi | giờ đã khỏe | hồi tháng | hồi năm | xin hỏi khi | bảo hiểm | trước mùa | lớp học | lớp dạy | tuyên truyền',
      'cảm ơn | hoan nghênh | khen | để còn | để biết | đã dập | đã bắt | đã tìm được | trợ cấp | hưởng | hồ sơ | phòng ngừa | sợ có ngày',
    ],
  },
  'gas',
)

type Tag = typeof dangerLexicon extends Lexicon<infer One> ? One : never

/** Each of these, told of people and of now, is a danger whichever of the words tell it. */
export const dangerScenes: readonly Scene<Tag>[] = [
  { parts: ['palsy', 'part', 'sudden'], within: 12 },
  { parts: ['chestPain', 'collapsing'], within: 16 },
  { parts: ['breathing', 'gasping', 'who'], within: 10 },
  { parts: ['fading', 'who', 'now'], within: 10 },
  { parts: ['blood', 'pouring'], within: 3 },
  { parts: ['swallow', 'swallowed', 'who'], within: 6 },
  { parts: ['birth', 'now'], within: 12 },
  { parts: ['lost', 'child', 'searching'], within: 18 },
  { parts: ['stranger', 'leading', 'child'], within: 12 },
  { parts: ['notUp', 'water', 'who'], within: 14 },
  { parts: ['rising', 'flood', 'stranded'], within: 22 },
  { parts: ['giving', 'ground', 'stranded'], within: 24 },
  { parts: ['substance', 'escaping', 'strong'], within: 18 },
  { parts: ['flame', 'spreading', 'now'], within: 12 },
  { parts: ['arson', 'threat'], within: 3 },
  { parts: ['petrol', 'pourOver', 'threat'], within: 6 },
  { parts: ['wire', 'sparking', 'now'], within: 14 },
  { parts: ['crash', 'vehicle', 'injured'], within: 16 },
  { parts: ['weapon', 'holding', 'attacking'], within: 8 },
  { parts: ['beating', 'victim', 'crying'], within: 12 },
  { parts: ['beating', 'victim', 'threat'], within: 3 },
  { parts: ['locking', 'silent', 'who'], within: 20 },
  { parts: ['farewell', 'ending'], within: 12 },
  { parts: ['sick', 'ate', 'many'], within: 18 },
  { parts: ['bite', 'bitten', 'swelling'], within: 16 },
  { parts: ['track', 'comingTrain'], within: 14 },
]
