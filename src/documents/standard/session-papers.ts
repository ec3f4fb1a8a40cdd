import type { Template } from '../template.ts'

const people = {
  family: 'state',
  superior: 'Ủy ban nhân dân <cap_tren>',
  issuer: 'Ủy ban nhân dân <don_vi>',
  number: '',
  place: '<dia_danh>',
  authority: 'TM. ỦY BAN NHÂN DÂN',
  post: 'CHỦ TỊCH',
  signer: '',
  secondPost: '',
  secondSigner: '',
} as const

/** Thông báo tổ chức cuộc đối thoại, tiếp xúc cử tri: what the law wants said seven days before. */
export const standardNotice: Template = {
  ...people,
  title: 'THÔNG BÁO',
  abstract: 'Về việc tổ chức <loai_cuoc> “<ten_cuoc>”',
  body: `Thực hiện <can_cu>, Ủy ban nhân dân <don_vi> phối hợp với Ủy ban MTTQ Việt Nam <don_vi> tổ chức <loai_cuoc> “<ten_cuoc>” như sau:
# 1. Thời gian, địa điểm
- Thời gian: <thoi_gian>.
- Địa điểm: <dia_diem>.
- Dự trực tuyến tại: <duong_truyen>.
# 2. Chủ trì
<chu_tri>.
# 3. Nội dung
Chuyên đề: <chuyen_de>.
<chuong_trinh>
# 4. Chính sách liên quan
<chinh_sach>
# 5. Gửi câu hỏi, ý kiến trước
Người dân gửi câu hỏi, ý kiến từ ngày <nhan_tu> đến hết ngày <nhan_den> qua tài khoản Zalo, Telegram hoặc trang tin của <don_vi>, hoặc gửi trực tiếp Ban công tác Mặt trận nơi ở.
Điện thoại hỏi đáp: <duong_day_nong>. Mã thông báo để kiểm tra: <ma_thong_bao>.
Trân trọng thông báo để Nhân dân biết và tham dự./.`,
  recipients: `Đảng ủy <don_vi> (để báo cáo);
Ủy ban MTTQ Việt Nam <don_vi>;
Trưởng thôn, tổ trưởng tổ dân phố (để niêm yết, thông tin đến Nhân dân);
Lưu: VT.`,
}

/** Giấy mời: to those who take part by office; residents are invited by the notice. */
export const standardInvitation: Template = {
  ...people,
  title: 'GIẤY MỜI',
  abstract: 'Dự <loai_cuoc> “<ten_cuoc>”',
  body: `Ủy ban nhân dân <don_vi> trân trọng kính mời:
<thanh_phan_du>
Tới dự <loai_cuoc> “<ten_cuoc>”.
- Chủ trì: <chu_tri>.
- Thời gian: <thoi_gian>.
- Địa điểm: <dia_diem>.
- Dự trực tuyến tại: <duong_truyen>.
Chương trình dự kiến:
<chuong_trinh>
Đề nghị các cơ quan được mời chuẩn bị nội dung trả lời thuộc lĩnh vực phụ trách và bố trí đúng thành phần. Mọi trao đổi xin liên hệ số điện thoại <duong_day_nong>.
Rất mong các đồng chí và quý vị đến dự đầy đủ, đúng giờ./.`,
  recipients: `Như trên;
Lưu: VT.`,
}

/** Biên bản: two sign, who wrote it at the left and who presided at the right. */
export const standardMinutes: Template = {
  ...people,
  title: 'BIÊN BẢN',
  abstract: '<loai_cuoc> “<ten_cuoc>”',
  body: `# I. Thời gian, địa điểm, thành phần
- Khai mạc: <gio_khai_mac>, <ngay>.
- Địa điểm: <dia_diem>.
- Chủ trì: <chu_tri>.
- Thư ký: <thu_ky>.
- Số người dự: <so_nguoi_du> người.
<thanh_phan_du>
# II. Diễn biến
Số câu hỏi, ý kiến được nêu và trả lời tại cuộc: <so_cau_hoi>.
<dien_bien>
# III. Kết luận, ý kiến hứa giải quyết
<ket_luan>
Cuộc làm việc kết thúc lúc <gio_ket_thuc>. Biên bản được đọc lại cho những người có mặt cùng nghe và nhất trí ký tên./.`,
  recipients: `Các thành viên chủ trì;
Lưu: VT.`,
  authority: '',
  post: 'CHỦ TỌA',
  signer: '<chu_toa>',
  secondPost: 'THƯ KÝ',
  secondSigner: '<thu_ky>',
}

/** Thông báo kết luận: numbered tasks, each with its post and day. */
export const standardConclusion: Template = {
  ...people,
  title: 'THÔNG BÁO',
  abstract: 'Kết luận <loai_cuoc> “<ten_cuoc>”',
  body: `Thực hiện <can_cu>, <ngay>, tại <dia_diem>, đã diễn ra <loai_cuoc> “<ten_cuoc>”.
Chủ trì: <chu_tri>.
Sau khi nghe ý kiến của Nhân dân và giải trình của các cơ quan, người chủ trì kết luận như sau:
# 1. Kết luận chung
<tom_tat>
# 2. Nhiệm vụ, người chịu trách nhiệm, thời hạn
<nhiem_vu>
Các cơ quan, cá nhân được giao nhiệm vụ tổ chức thực hiện đúng thời hạn; Ủy ban MTTQ Việt Nam <don_vi> giám sát việc thực hiện.
Trên đây là thông báo kết luận <loai_cuoc>, thông báo để các cơ quan, đơn vị và Nhân dân biết, thực hiện./.`,
  recipients: `Đảng ủy <don_vi> (để báo cáo);
Ủy ban MTTQ Việt Nam <don_vi> (để giám sát);
Các cơ quan, cá nhân được giao nhiệm vụ (để thực hiện);
Trưởng thôn, tổ trưởng tổ dân phố (để thông tin đến Nhân dân);
Lưu: VT.`,
}

/** Công văn trả lời: an answer that was approved, on paper. */
export const standardReply: Template = {
  ...people,
  // A công văn has no name of its kind: what it is about stands below its number.
  title: '',
  abstract: 'V/v trả lời ý kiến, kiến nghị số <so_viec>: <ten_viec>',
  body: `Kính gửi: Quý cử tri và Nhân dân <don_vi> đã gửi ý kiến, kiến nghị.
Ủy ban nhân dân <don_vi> đã nhận <so_y_kien> ý kiến, kiến nghị về việc: <ten_viec>.
Ý kiến được gửi đến cuộc “<ten_cuoc>”.
Sau khi xem xét, <co_quan> trả lời như sau:
# Kết quả: <ket_qua>
<noi_dung>
- Căn cứ: <can_cu>.
- Người chịu trách nhiệm thực hiện: <nguoi_thuc_hien>.
- Thời hạn thực hiện: <han_thuc_hien>.
- Đã thực hiện xong ngày <ngay_hoan_thanh>.
Nếu chưa đồng ý với nội dung trả lời, ông/bà có thể đề nghị xem lại một lần qua nơi đã gửi ý kiến.
Trân trọng cảm ơn ý kiến của ông/bà./.`,
  recipients: `Như trên;
Ủy ban MTTQ Việt Nam <don_vi> (để theo dõi);
Lưu: VT.`,
}
