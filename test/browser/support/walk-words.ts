/** What the residents of the walk send in, by who says it. Some say the same in other words. */
export const insult = 'Đồ ngu, cán bộ phường toàn lũ ăn hại, vô dụng'
export const phoneNumber = '0912345678'

export const ordinary: Readonly<Record<string, string>> = {
  'Bà Tư': 'Ngõ 12 phố Cửa Nam ba ngày nay không ai thu gom rác',
  'Anh Nam': 'Rác ở ngõ 12 Cửa Nam để ba ngày không ai thu gom, mùi hôi lắm',
  'Chị Hạnh': `Vỉa hè phố Cửa Nam bị lấn chiếm, hỏi chị Nguyễn Thị Hạnh ${phoneNumber} thì rõ`,
  'Ông Sáu': 'Đèn đường ngõ 3 hỏng cả tháng nay, tối đến không dám đi',
  'Cô Bảy': 'den duong ngo 3 hong ca thang nay, toi den khong dam di',
  'Ông Tám': 'Ngã tư Hàng Bài ngập mỗi khi mưa to, đề nghị làm lại cống',
  'Bà Chín': 'Bao giờ tổ dân phố số 5 có nhà văn hóa mới?',
  'Anh Mười': 'Chi bộ nên sinh hoạt buổi tối để người đi làm dự được',
  'Chị Lan': 'Thủ tục làm căn cước ở bộ phận một cửa còn phải chờ lâu',
  'Anh Minh': 'Đề nghị phường trồng thêm cây bóng mát dọc phố Phan Bội Châu',
  'Chị Mai': 'Nên mở lớp dạy nghề cho thanh niên vào buổi tối',
  'Anh Hùng': 'Loa phường phát quá sớm, trẻ nhỏ không ngủ được',
  'Chị Thu': 'Sân chơi trẻ em ở vườn hoa đã cũ, xích đu gãy',
  'Anh Dũng': 'Giá trông xe ở chợ cao hơn bảng niêm yết',
  'Bà Yên': 'Trạm y tế nên khám cho người cao tuổi vào thứ bảy',
  'Ông Phúc': 'Nước sinh hoạt ở khu tập thể yếu từ chiều đến tối',
  'Chị Nga': 'Đường dây cáp viễn thông trên phố rối, đề nghị bó gọn',
  'Anh Sơn': 'Chợ cóc họp dưới lòng đường Lý Thường Kiệt buổi sáng',
  'Chị Hà': 'Đề nghị kẻ lại vạch sang đường trước cổng trường học',
  'Anh Quang': 'Thư viện phường nên mở cửa cả chủ nhật',
  'Bà Loan': 'Hội người cao tuổi cần chỗ sinh hoạt có quạt mát',
  'Ông Kiên': 'Nắp cống trước nhà số 40 bị vỡ, xe dễ sụt bánh',
}
export const withPhoto = 'Cây trước cổng trường đổ nghiêng, xin gửi ảnh'
