// What people of a ward write about, in parts that are put together: some 5,000 different sentences, and a number that
// makes each of them its own.
const what = [
  'rác ở đầu ngõ mấy hôm nay chưa ai thu gom',
  'cống thoát nước bị tắc, mưa là ngập vào nhà',
  'đèn đường hỏng đã hai tuần, tối đi lại rất nguy hiểm',
  'vỉa hè bị lấn chiếm để bán hàng, người già phải đi xuống lòng đường',
  'quán karaoke mở loa to sau mười giờ đêm',
  'mặt đường nhiều ổ gà, xe máy hay bị ngã',
  'nước máy yếu, sáng sớm mới có',
  'nhà văn hóa tổ dân phố xuống cấp, dột nát',
  'đề nghị làm rõ tiến độ giải phóng mặt bằng và tiền đền bù',
  'hồ sơ cấp giấy chứng nhận quyền sử dụng đất nộp sáu tháng chưa có kết quả',
  'trường mầm non quá đông, con tôi không xin được chỗ học',
  'hiến kế làm điểm đỗ xe chung ở bãi đất trống cuối phố',
  'đề nghị chi bộ sinh hoạt công khai hơn với người dân',
  'cán bộ một cửa hướng dẫn chưa rõ, phải đi lại nhiều lần',
  'xin hỏi khi nào có lịch tiêm phòng cho trẻ em',
  'chó thả rông không rọ mõm ở sân chơi',
  'cây xà cừ nghiêng sắp đổ gần cổng trường',
  'hộ nghèo trong tổ chưa nhận được trợ cấp quý này',
]
const where = [
  'ở ngõ 12',
  'gần chợ',
  'trước cổng trường tiểu học',
  'khu tập thể cũ',
  'đoạn giáp với phường bên',
  'ở tổ dân phố số 5',
  'cạnh trạm y tế',
  'ven hồ',
  'đường liên thôn',
  'khu tái định cư',
]
const wish = [
  'đề nghị phường cho người xuống kiểm tra',
  'mong các cấp quan tâm giải quyết sớm',
  'xin cho biết bao giờ xong',
  'bà con đã kiến nghị nhiều lần',
  'cả ngõ hơn ba mươi hộ đều bị ảnh hưởng',
  'tôi xin cảm ơn',
  'trân trọng đề nghị trả lời tại buổi đối thoại',
]

/** The words of the n-th opinion of a bench. */
export const wordsOf = (n: number): string =>
  `Kính gửi phường, ${what[n % what.length]} ${where[(n * 7) % where.length]}, ${wish[(n * 11) % wish.length]} (nhà số ${n % 997}).`

/** Written by one person in a thousand. */
export const rareWords = 'đàn cò trắng làm tổ trên cây đa đầu đình'
