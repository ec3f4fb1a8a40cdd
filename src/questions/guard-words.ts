import { phrases, type Phrase } from './match-phrases.ts'

/** What calls for 113, 114 or 115 when it happens now. */
export const alarms: readonly Phrase[] = phrases(
  'bị ngộ độc | rắn cắn | nước cuốn | lũ cuốn | ngạt khí | ngạt khói | chuyển dạ | ra nhiều máu | nghi có bom',
  'cháy nhà | nhà cháy | nhà bị cháy | đang cháy | bốc cháy | cháy lớn | cháy to | cháy rồi | có cháy',
  'cháy ở | cháy tại | cháy chợ | cháy xe | cháy kho | cháy quán | cháy xưởng | cháy phòng | cháy chung cư',
  'cháy tầng | cháy cháy | hỏa hoạn | khói mù mịt | khói bốc | lửa bùng | nổ bình gas | nổ gas | xì gas',
  'rò gas | rò khí gas | rò rỉ gas | rò rỉ khí gas | mùi gas | nổ trạm biến áp | cháy trạm biến áp',
  'cấp cứu | cứu thương | bất tỉnh | ngất xỉu | bị ngất | ngừng thở | không thở được | khó thở quá',
  'co giật | đột quỵ | nhồi máu | chảy máu nhiều | máu chảy nhiều | tai nạn chết người | có tai nạn',
  'bị tai nạn | xảy ra tai nạn | tông xe | xe đâm | tự tử | tự sát | nhảy lầu | nhảy cầu | uống thuốc sâu',
  'đuối nước | chết đuối | rơi xuống sông | rơi xuống giếng | rơi xuống hồ | rơi xuống ao | rơi xuống cống',
  'rơi xuống mương | rơi xuống hố | người rơi xuống | bé rơi xuống | cháu rơi xuống | ngã xuống sông',
  'ngã xuống hồ | ngã xuống cống | ngã xuống ao | ngã xuống hố | ngã xuống giếng | ngã từ tầng | rơi từ tầng',
  'kẹt thang máy | kẹt trong thang máy | mắc kẹt | sập nhà | nhà sập | nhà bị sập | sập giàn giáo | vùi lấp',
  'điện giật | dây điện rơi | dây điện đứt | đứt dây điện | cột điện đổ | chập điện',
  'đánh nhau | chém nhau | đâm nhau | đâm chém | cầm dao | cầm súng | nổ súng | có cướp | bị cướp',
  'cướp giật | có trộm | bắt cóc | hiếp dâm | đánh vợ | đánh đập | dọa giết | đòi giết | bị đánh',
  'cứu với | cứu tôi | cứu em | cứu người | kêu cứu | giúp tôi với',
  'house on fire | on fire | ambulance | heart attack | drowning | electric shock | help me please',
)

/** The same words where nobody is in danger. */
export const harmlessAlarms: readonly Phrase[] = phrases(
  'cháy hàng | cháy vé | cháy túi | cháy nắng | cháy bóng | cháy đèn | đèn cháy | đèn bị cháy',
  'bóng cháy | bóng bị cháy | đèn đường cháy | đèn đường bị cháy | cháy cầu chì | cháy máy bơm | cháy thẻ',
  'cháy hết mình',
  'phòng cháy | chữa cháy | báo cháy | chống cháy | cháy nổ | phòng cấp cứu | khoa cấp cứu | trạm cấp cứu',
  'xe cấp cứu | xe cứu thương | cấp cứu ngoại viện | sơ cấp cứu | trung tâm cấp cứu | phòng đuối nước',
  'chống đuối nước | chống tự tử | nạn cướp giật | tệ nạn | như cháy nhà | thương binh | đánh nhau với',
)

/** Talk of prevention, habit, past or rules: then it is a matter to pass on. */
export const calm: readonly Phrase[] = phrases(
  'đề nghị hỗ trợ | xin hỗ trợ kinh phí | tiền hỗ trợ | được hỗ trợ | mức hỗ trợ | sợ điện giật | sợ bị',
  'phòng chống | phòng cháy | phòng ngừa | đề phòng | nguy cơ | có thể gây | dễ gây | dễ xảy ra | tập huấn',
  'diễn tập | tuyên truyền | kỹ năng | kinh nghiệm | quy định | thủ tục | bảo hiểm | chế độ | chính sách',
  'năm ngoái | năm trước | năm kia | tháng trước | tuần trước | tuần rồi | hôm trước | hôm nọ | hôm kia',
  'hôm qua | hồi trước | trước đây | đã từng | thường xuyên | hay xảy ra | liên tục xảy ra',
  'hay đánh | hay cãi | hay bị | hay có | thường có | mỗi khi | khi có | khi xảy ra | nếu có | nếu xảy ra',
  'lo ngại | sợ cháy | phòng khi | lỡ có | chẳng may | có ngày',
  'để tránh | tránh để | lớp dạy | lớp học | thống kê | sau vụ | các vụ',
)
/** A single syllable says this only in its own diacritics. */
export const calmInFull: readonly Phrase[] = phrases('nếu')

/** It happens now, whatever else the text says. */
export const urgent: readonly Phrase[] = phrases(
  'cứu với | cứu tôi | cứu em | khẩn cấp | mau lên | nhanh lên | gấp lắm | gấp gấp | bây giờ | ngay lúc này',
  'đang cháy | đang bốc cháy | đang đánh nhau | đang chém | đang đâm | đang chảy máu | đang bất tỉnh',
  'đang kẹt | đang mắc kẹt | đang co giật | đang cấp cứu | đang bị đánh | đang cầm dao | vừa xảy ra | vừa ngã',
  'gọi xe cấp cứu | gọi cấp cứu | cần xe cấp cứu | cho xe cấp cứu | gọi cứu hỏa | gọi chữa cháy',
)

export const complaintWords: readonly Phrase[] = phrases('khiếu nại', 'khiếu kiện', 'khởi kiện')
export const denunciationWords: readonly Phrase[] = phrases('tố cáo', 'tố giác')

/** Disagreement with an administrative decision, said without the word. */
export const decisions: readonly Phrase[] = phrases(
  'quyết định thu hồi | quyết định xử phạt | quyết định cưỡng chế | quyết định bồi thường | quyết định kỷ luật',
  'quyết định hành chính | biên bản xử phạt',
)
export const disagreements: readonly Phrase[] = phrases(
  'không đồng ý | không chấp nhận | không nhất trí | phản đối | trái luật | trái pháp luật | sai luật',
  'xử oan | bị oan | đề nghị hủy | yêu cầu hủy | đòi hủy | xem xét lại quyết định',
)

/** A breach of the law by an official, said without the word. */
export const breaches: readonly Phrase[] = phrases(
  'nhận hối lộ | ăn hối lộ | đòi hối lộ | đưa hối lộ | vòi tiền | vòi vĩnh | tiền lót tay | ăn chặn',
  'biển thủ | tham ô | nhận tiền của dân | đòi tiền dân | làm giả hồ sơ | bán đất công',
)

/** What comes right before the word when it is a topic: law, procedure, figures. */
const topicHeads = [
  'thủ tục | luật | giải quyết | quyền | quy trình | trình tự | quy định | tình hình | cách | về',
  'hướng dẫn | vụ | vụ việc | các | những | bớt | giảm | hạn chế | không | chưa | đừng | việc | nhiều',
  'tiếp nhận | đơn thư | số đơn | thời hạn | thời hiệu | bảo vệ người | người | khỏi phải | tuyên truyền',
  'phòng chống | hòm thư | đường dây | kênh | mẫu đơn | văn bản | câu hỏi | vấn đề | thắc mắc',
].flatMap((list) => list.split(' | '))
const topics = ['khiếu nại', 'tố cáo', 'tố giác', 'khiếu kiện', 'khiếu nại tố cáo', 'khiếu nại và tố cáo']
export const harmlessComplaints: readonly Phrase[] = phrases(
  ...topicHeads.flatMap((head) => topics.map((topic) => `${head} ${topic}`)),
  'phòng chống tham ô | chống tham ô | chống nhận hối lộ | tố giác tội phạm qua | khiếu nại là gì',
  'tố cáo là gì',
)

/** Who asks how it is done does not do it yet. */
export const asksHow: readonly Phrase[] = phrases(
  'thế nào | ở đâu | làm sao | cơ quan nào | bao lâu | bao nhiêu | là gì | phải làm gì | nộp đâu | khác nhau',
)
export const firstPerson: readonly Phrase[] = phrases(
  'tôi | chúng tôi | gia đình tôi | nhà tôi | gia đình em | em | xin | làm đơn | gửi đơn | viết đơn | nộp đơn',
  'bà con chúng tôi | lá đơn | cho tôi',
)

/** What stands beside "to cao" when it is "tố cáo" and not something big and tall. */
export const accuses: readonly Phrase[] = phrases(
  'tôi tố cáo | xin tố cáo | muốn tố cáo | đơn tố cáo | cần tố cáo | phải tố cáo | được tố cáo | tố cáo ông',
  'tố cáo bà | tố cáo cán bộ | tố cáo chủ tịch | tố cáo anh | tố cáo chị | tố cáo hành vi | tố cáo công an',
  'tố cáo việc | tố cáo lãnh đạo | tố cáo trưởng | khiếu nại tố cáo',
)
