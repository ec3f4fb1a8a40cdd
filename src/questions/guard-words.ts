import { lexiconOf, type Findings, type Lexicon } from './guard-lexicon.ts'

const topicHeads = [
  'thủ tục | luật | giải quyết | quyền | quy trình | trình tự | quy định | tình hình | cách | về | nhận | hết | còn',
  'xử lý | xử lý các | không muốn | khỏi | hướng dẫn | vụ | vụ việc | các | những | bớt | giảm | hạn chế | không | chưa | đừng | việc | nhiều | nơi | tình trạng | có',
  'tiếp nhận | đơn thư | số đơn | bao nhiêu đơn | thời hạn | thời hiệu | bảo vệ người | người | khỏi phải | tuyên truyền',
  'phòng chống | hòm thư | đường dây | kênh | mẫu đơn | văn bản | câu hỏi | vấn đề | thắc mắc | tổng đài | số điện thoại',
  'phân biệt | về phân biệt | giám sát | góp ý luật | xác minh | tiếp công dân | công tác | khi có | thì | phim | bài thơ | truyện | ý nghĩa | giá trị | người dân | quần chúng',
].flatMap((list) => list.split(' | '))
const topics = ['khiếu nại', 'tố cáo', 'tố giác', 'khiếu kiện', 'khiếu nại tố cáo', 'khiếu nại và tố cáo']

/** What speaks of khiếu nại, tố cáo, of a person's wrongdoing and of votes on persons; and what only sounds like it. */
export const guardLexicon = lexiconOf(
  {
    complaint: ['khiếu nại | khiếu kiện | khởi kiện | khởi kiện hành chính'],
    /** Short for it, and only as somebody's own act. */
    complaintAct: [
      'tôi kn về | muốn KN | xin KN | tôi KN | đơn KN | gửi KN | làm KN | em KN | đi kiện | kiện ra tòa | sẽ kiện | kiện lên',
    ],
    denunciation: ['tố cáo | tố giác'],
    denunciationAct: [
      '=tố ông | =tố bà | =tố cán bộ | tui tố ông | tôi tố ông | đơn TC | làm TC | gửi TC | viết đơn tố',
    ],
    /** What stands around "to cao" when it is "tố cáo" and not something big and tall. */
    accuses: [
      'xin tố cáo | muốn tố cáo | đơn tố cáo | cần tố cáo | phải tố cáo | tố cáo ông',
      'tố cáo bà | tố cáo cán bộ | tố cáo chủ tịch | tố cáo anh | tố cáo chị | tố cáo hành vi | tố cáo công an | sẽ tố cáo',
      'tố cáo việc | tố cáo lãnh đạo | tố cáo trưởng | khiếu nại tố cáo | tố cáo hiệu trưởng | tố cáo kế toán | tố cáo vụ',
      'tố cáo nhà máy | tố cáo công ty | tố cáo trường | tố cáo quán | tố cáo nhóm | tố cáo cơ sở',
      'tố giác tội phạm | tố giác ông | tố giác bà | tố giác vụ | tố giác nhóm | tố giác đường dây | tố giác việc',
    ],
    /** The same, but for the big and tall: only in a text without any diacritics. */
    accusesPlain: ['tôi tố cáo | được tố cáo | em tố cáo'],
    harmlessLaw: [
      ...topicHeads.flatMap((head) => topics.map((topic) => `${head} ${topic}`)),
      'tố giác tội phạm qua | khiếu nại là gì | tố cáo là gì | tố cáo tội ác | khiếu nại hay',
    ],
    /** Who asks how it is done does not do it yet. */
    asksHow: [
      'thế nào | ở đâu | làm sao | cơ quan nào | bao lâu | bao nhiêu | là gì | phải làm gì | nộp đâu | khác nhau | có được | mấy năm',
      'có công khai | có công bố | bao giờ | khi nào | ra sao | gồm những | gồm gì | có nhiệm vụ | ai được',
    ],
    firstPerson: [
      'tôi | chúng tôi | gia đình tôi | nhà tôi | gia đình em | em | xin | làm đơn | gửi đơn | viết đơn | nộp đơn | tui | mình',
      'bà con chúng tôi | lá đơn | cho tôi | cháu | muốn | có bằng chứng | có chứng cứ',
    ],
    /** What is bought or paid for: for that there is no khiếu nại by law. */
    enterprise: [
      'điện lực | tiền điện | hóa đơn | internet | wifi | mua hàng | đặt hàng | shop | tổng đài | ngân hàng | nhà mạng | giao hàng',
      'bảo hành | tiền nước | chuyển phát | vé máy bay | hàng online | shipper | viettel | EVN',
    ],
    /** Decisions that are mostly about one person or household. */
    decision: [
      'quyết định thu hồi | quyết định xử phạt | quyết định phạt | quyết định cưỡng chế | quyết định bồi thường | quyết định kỷ luật',
      'quyết định hành chính | biên bản xử phạt | quyết định phá dỡ | quyết định đình chỉ | quyết định giải tỏa | quyết định thôi',
      'phương án bồi thường | phương án tái định cư | áp giá đền bù | giá đền bù | biên bản vi phạm | quyết định tháo dỡ',
      'quyết định ấn định thuế | quyết định buộc',
    ],
    /** What may be one, where it is one's own. */
    ownDecision: [
      'bác đơn | bác hồ sơ | tháo biển hiệu | tháo dỡ | giấy cưỡng chế | lệnh cưỡng chế | thông báo cưỡng chế | cắt hộ khẩu | xóa tên | đuổi khỏi',
      'quyết định | bị phạt | xử phạt | phạt tôi | phạt nhà | phạt mình | việc phạt | phạt tiền | thu hồi | bị thu | cưỡng chế | đền bù',
      'bồi thường | văn bản | thông báo | kết luận | biên bản | hộ nghèo | hộ cận nghèo | bình xét | bị cắt | bị loại | trợ cấp | chế độ',
      'giấy phạt | cắt trợ cấp | bị trả | loại khỏi | bị từ chối | bị bác | bị trừ | cắt chế độ | quyết định giải quyết',
      'giấy phép | giải tỏa | tái định cư | tịch thu | đình chỉ | từ chối | trả lại hồ sơ | thu đất | lấy đất | bị gạch tên',
    ],
    own: [
      'nhà tôi | gia đình tôi | hộ tôi | của tôi | tôi bị | phạt tôi | cho tôi | mẹ tôi | bố tôi | con tôi | chúng tôi | nhà tui',
      'phạt tui | nhà em | gia đình em | bố em | mẹ em | của em | em bị | nhà mình | phạt mình | tên tôi | đất tôi | ba tôi | vợ tôi',
      'xe tôi | đối với tôi | má tôi | của má | của mẹ | của vợ | của chồng | của cha | của tui | của mình | của ba tôi | của bố | tôi không đồng | hồ sơ của tôi',
      'cửa hàng tôi | quán tôi | tôi có đủ hồ sơ | gia đình không | tôi nộp hồ sơ | của gia đình | quyết định ấy với tôi | hộ gia đình tôi | xe của tôi | chồng tôi',
    ],
    against: [
      'yêu cầu xóa | xóa phạt | đòi trả lại | muốn được xét lại | đề nghị xét lại | yêu cầu xét lại | thấy không đúng | không thuyết phục',
      'chưa thỏa đáng | vô căn cứ | không có căn cứ | không công bằng | đòi bồi thường',
      'không đồng ý | không chấp nhận | không nhất trí | không đồng tình | phản đối | trái luật | trái pháp luật | sai luật | oan quá',
      'xử oan | bị oan | phạt oan | đề nghị hủy | yêu cầu hủy | đòi hủy | xem xét lại quyết định | rút lại | thu hồi quyết định',
      'không phục | không chịu | hổng chịu | bác bỏ | không đúng luật | trái quy định | đề nghị tính lại | đòi tính lại | yêu cầu tính lại | phạt sai | oan ức',
      'vô lý | đòi bồi thường lại | loại oan | sai sự thật | không chịu quyết định | đề nghị xem lại | cưỡng chế sai',
      'không nhận tiền | tôi không nhận | là sai | hủy bỏ quyết định | hủy quyết định | áp giá sai | ghi sai | cắt oan | không thỏa đáng',
      'muốn gửi tiếp lên | xét lại quyết định | hủy biên bản | thu hồi thông báo | đòi trả lại và bồi thường',
      'xem xét lại quyết định | đòi giải quyết lại',
    ],
    /** A proposal about many is an opinion. */
    agreed: [
      'đồng ý với quyết định | ủng hộ quyết định | là đúng | hoàn toàn đồng ý | tôi đồng ý | tán thành | tôi ủng hộ',
    ],
    breach: [
      'bán suất | lấy cát | lấy xi măng | lấy vật liệu | lấy của công | thu tiền của từng hộ | thu rồi im | quỹ đen | tiền luật | làm ngơ',
      'có phong bì | phong bì | sửa điểm | nâng điểm | kê thêm | kê khai khống | rút tiền nhà nước | rút tiền ngân sách | hàng cấm | cầm đầu',
      'tiền hội | chạy trường | chạy chọt | chạy việc | bán đất | bán chức | dàn xếp | lót đường | đánh đề | cờ bạc | sòng bạc | được cho qua',
      'ăn hoa hồng | lại quả | chung chi | ép nộp | ép dân | cướp đất | chiếm nhà | chiếm đất | lấy đất | thông thầu | nhận quà | đút túi',
      'tham nhũng tiền | xà xẻo | cắt xén | rút lõi | đe dọa dân | dọa dân | hành dân | vòi quà | ngâm hồ sơ | làm sai lệch | khai gian',
      'tham ô | tham nhũng | nhận hối lộ | ăn hối lộ | đòi hối lộ | đưa hối lộ | hối lộ | vòi tiền | vòi vĩnh | tiền lót tay | lót tay',
      'ăn chặn | ăn chận | biển thủ | nhận tiền | đòi tiền | làm giả | bán đất công | chiếm đất công | lấn đất công | bán đất của xã',
      'ăn bớt | bớt xén | ăn chia | ăn tiền | bỏ túi | đòi phong bì | nhận phong bì | đòi bồi dưỡng | gợi ý bồi dưỡng | bồi dưỡng mới',
      'bảo kê | bao che | thông đồng | câu kết | cấu kết | móc nối | móc ngoặc | bằng giả | khai khống | ký khống | làm khống | kê khống',
      'rút ruột | lạm thu | chiếm đoạt | chiếm dụng | lấy tiền quỹ | lấy tiền của dân | lấy tiền ngân sách | lấy tiền công | tiền túi riêng',
      'lừa đảo | lừa tiền | ôm tiền | ôm quỹ | bỏ trốn | xù nợ | quỵt tiền | quỵt nợ | bán ma túy | buôn ma túy | buôn lậu',
      'quấy rối | sàm sỡ | dâm ô | chạy án | chạy chức | sân sau | cố tình ngâm | hách dịch đòi | trù dập | lạm quyền',
      'cấp đất sai | giao đất sai | chia cho họ hàng | chia cho người nhà | mang về nhà | bán thuốc ra ngoài | kiếm lời | nâng giá | gian lận | khai man | trục lợi | ăn cắp | ăn trộm',
      'lấy đất của dân | lấn chiếm đất công | đánh người | đánh dân | đánh em tôi | đánh con tôi | đánh tôi | hành hung | thu riêng',
      'ghi khống | ăn chênh lệch | hưởng chênh lệch | đánh tráo | tráo gạo | vay ké | lập hai danh sách | giam xe | vẽ sai ranh | đo sai ranh | dúi tiền',
      'thu tiền không biên lai | lấy tiền đi | lấy tiền cho | lấy tiền',
      'cho vay nặng lãi | đánh bạc | tiếp tay | đòi 5 triệu | đòi 10 triệu | đòi 20 triệu | hành hạ | bạo hành',
    ],
    /** Crimes that nobody need be named for: kept for rooms and houses as well. */
    title: [
      'chủ tịch | phó chủ tịch | bí thư | phó bí thư | trưởng thôn | trưởng ấp | ấp trưởng | trưởng khu | trưởng xóm | trưởng bản',
      'tổ trưởng | tổ phó | trưởng ban | kế toán | thủ quỹ | thủ kho | hiệu trưởng | hiệu phó | cán bộ địa chính | cán bộ tư pháp',
      'công an khu vực | trưởng công an | phó công an | sếp công an | cán bộ thuế | cán bộ một cửa | cán bộ hộ tịch | giám đốc',
      'phó giám đốc | trạm trưởng | đội trưởng | trưởng phòng | phó phòng | cán bộ lao động | địa chính phường | địa chính xã',
      'lãnh đạo phường | lãnh đạo xã | trưởng trạm | chủ nhiệm hợp tác xã | chủ nhiệm | chỉ huy trưởng | đại biểu | cán bộ văn hóa',
      'cán bộ | công an | công an viên | công an xã | công an phường | cán bộ xã | cán bộ phường | người phụ trách | anh phụ trách | chị phụ trách',
      'trưởng khu phố | hiệu trưởng | bảo vệ dân phố | bác sĩ | thanh tra | kiểm lâm | văn thư | quản lý chợ | cảnh sát khu vực',
      'ông phụ trách | bà phụ trách | chủ hụi | cán bộ tên | ct phường | ct xã | đội trật tự | cán bộ địa chính xã | trưởng điểm',
    ],
    kinship: ['ông | bà | anh | chị | cô | chú | bác | thầy | thằng | cậu | dì | con mụ | tên'],
    /** Nobody in particular, or talk of what should be. */
    anybody: [
      'một số cán bộ | một bộ phận | cán bộ nào | ai đó | nếu có | phòng chống | chống tham nhũng | phòng ngừa | tham nhũng vặt',
      'giả danh | mạo danh | giả công an | kẻ gian | tuyên truyền | phim | là gì | không tham ô | không tham nhũng | chống hối lộ',
      'không nhận quà | không nhận phong bì | không nhận hối lộ | không vòi vĩnh | không đòi hỏi',
      'cảnh giác | qua mạng | qua điện thoại | ở đâu | ăn trộm xe | giám sát | cảm ơn | khen thưởng | không nhận tiền | để ngăn',
      'tránh để | tránh tình trạng | đừng để | chống tham ô | không lấy tiền | nhận tiền bồi thường',
      'nhận tiền hỗ trợ | nhận tiền đền bù | nhận tiền trợ cấp | nhận tiền lương hưu | bị lừa đảo',
      '=nếu',
    ],
    /** Votes on persons: by the word. */
    ballot: [
      'lấy phiếu tín nhiệm | bỏ phiếu tín nhiệm | phiếu tín nhiệm | bỏ phiếu bất tín nhiệm | bất tín nhiệm | bỏ phiếu không tín nhiệm',
      'LPTN | lấy phiếu bất tín nhiệm | đợt lấy phiếu | lần lấy phiếu | kỳ lấy phiếu | bãi nhiệm | miễn nhiệm | phế truất',
    ],
    /** Votes on persons: where one stands beside it. */
    ballotAbout: [
      'không bỏ cho | bầu hết cho | đừng ai bầu | đừng chọn | tranh cử | thêm nhiệm kỳ | ngồi thêm | để người khác làm | cho người khác làm thì | nhất trí chọn | bỏ phiếu lại | lên ghế',
      'dồn hết phiếu | dồn phiếu cho | cho xuống | thôi làm đại biểu | thôi làm | thôi chức | rút lui | không tin ông | không tin bà | mất tín nhiệm',
      'nên lấy phiếu | hãy bầu | đi bầu cho | bỏ phiếu cho | chọn ông | chọn bà | về vườn | nhường ghế | xin thôi | nghỉ đi',
      'không tín nhiệm | hết tín nhiệm | không còn tín nhiệm | mất tín nhiệm | tín nhiệm thấp | tín nhiệm cao | cách chức | từ chức',
      'bầu cho | đừng bầu | không bầu | dồn phiếu | gạch tên | bỏ phiếu cho | bầu lại | bầu người khác | =truất',
      'truất quyền | cho nghỉ | phải thay | cần thay | nên thay | thay ngay | =phế | ứng cử viên | ủng hộ ông | ủng hộ bà | ủng hộ anh',
      'ủng hộ chị | ủng hộ chú | ủng hộ cô | ủng hộ bác | nên chọn | tín nhiệm | đánh giá thấp | mất lòng tin | vận động bầu | bầu ông',
      'bầu bà | bầu anh | bầu chị | bầu chú | bầu bác | bầu cô | chọn mặt gửi vàng | xuống đi',
    ],
    /** With these a person is named for an office. */
    election: [
      'bầu cử | khóa tới | khóa này | kỳ này | kỳ tới | nhiệm kỳ mới | nhiệm kỳ tới | làm trưởng thôn | làm tổ trưởng | làm đại biểu',
      'hội đồng nhân dân | bỏ phiếu | bầu | ứng cử viên | ứng cử | từ chức | cách chức | tín nhiệm | làm chủ tịch',
    ],
    harmlessVote: [
      'lấy phiếu ý kiến | phiếu lấy ý kiến | mang bầu | bà bầu | bầu không khí | chúc mừng | tín dụng | uy tín',
      'được bầu làm | cách chức năng | quỹ tín nhiệm | bầu cua | tín nhiệm của khách | phiếu bé ngoan',
      'ủng hộ bà con | ủng hộ anh em | ủng hộ chị em | ủng hộ cô chú | ủng hộ bác sĩ | thay mặt | ủng hộ bà mẹ',
      'nên thay nắp | cần thay nắp | cần thay bóng | phải thay bóng | cần thay đổi | nên thay đổi | phải thay đổi | cần thay thế',
      'tín nhiệm mặt trận | bầu khu | bầu gia đình',
    ],
  },
  'khiếu nại tố cáo giác tín nhiệm phiếu tham hối lộ quyết định chặn bầu quỹ',
)

export type GuardFindings = Findings<typeof guardLexicon extends Lexicon<infer Tag> ? Tag : never>
