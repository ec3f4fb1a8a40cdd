import type { Template } from '../template.ts'

export const front = {
  family: 'front',
  superior: 'Ủy ban MTTQ Việt Nam <cap_tren>',
  issuer: 'Ủy ban MTTQ Việt Nam <don_vi>',
  number: '',
  place: '<dia_danh>',
  title: 'BÁO CÁO',
  authority: 'TM. BAN THƯỜNG TRỰC',
  post: 'CHỦ TỊCH',
  signer: '',
  secondPost: '',
  secondSigner: '',
} as const

export const counted = `Trong đó có <so_con_hieu_luc> ý kiến còn hiệu lực, của <so_nguoi> người hệ thống biết và <so_khong_ro_nguoi> ý kiến không ghi người gửi.
Ngoài ra có <so_cung_quan_tam> lượt người dân cho biết cùng quan tâm, không tính vào số ý kiến.
Số hộ liên quan do cán bộ đếm hoặc ước tính: <so_ho> hộ.
Số người, số ý kiến và số hộ là ba cách đếm khác nhau, không cộng với nhau.`

/** Báo cáo kết quả sau mỗi cuộc. */
export const standardSessionReport: Template = {
  ...front,
  abstract: 'Kết quả <loai_cuoc> “<ten_cuoc>”',
  body: `# I. Tình hình tổ chức
Cuộc “<ten_cuoc>” được tổ chức <ngay>, tại <dia_diem>.
Chủ trì: <chu_tri>.
Số người dự: <so_nguoi_du> người.
# II. Kết quả tiếp nhận và xử lý ý kiến
Đã tiếp nhận <so_y_kien> ý kiến, kiến nghị.
${counted}
<bang_can_doi>
<bang_loai>
<bang_linh_vuc>
Chưa nhận được ý kiến từ <so_chua_len_tieng> thôn, tổ dân phố: <ten_chua_len_tieng>. Mặt trận sẽ gặp trực tiếp để lắng nghe.
# III. Kiểm chứng
Sổ biên nhận của cuộc <chua_chot>; dấu của sổ được công bố khi chốt.
Mỗi ý kiến là một dòng trong sổ biên nhận. Sổ chốt ngày <ngay_chot> gồm <so_dong> dòng, dấu của sổ: <dau_so>. Người gửi kiểm tra được lời của mình còn nguyên trong sổ.
#
Trên đây là kết quả <loai_cuoc>, Ủy ban MTTQ Việt Nam <don_vi> trân trọng báo cáo./.`,
  recipients: `Ủy ban MTTQ Việt Nam <cap_tren> (để báo cáo);
Đảng ủy <don_vi> (để báo cáo);
Lưu: VT.`,
}

/** Báo cáo tổng hợp ý kiến, kiến nghị của cử tri và Nhân dân: counts first, then by field, then the Front's own proposals. */
export const standardSynthesis: Template = {
  ...front,
  abstract: 'Tổng hợp ý kiến, kiến nghị của cử tri và Nhân dân từ ngày <tu_ngay> đến ngày <den_ngay>',
  body: `Phục vụ <ky_hop>.
Từ ngày <tu_ngay> đến ngày <den_ngay>, Ủy ban MTTQ Việt Nam <don_vi> đã tổng hợp <so_y_kien> ý kiến, kiến nghị của cử tri và Nhân dân, từ <so_cuoc> cuộc đối thoại, tiếp xúc cử tri.
Tổng hợp từ <so_bao_cao_nguon> báo cáo của các xã, phường, đặc khu.
Chưa nhận được báo cáo của <chua_gui>.
${counted}
# I. Về tâm tư, nguyện vọng chung
<tinh_hinh>
# II. Ý kiến, kiến nghị theo lĩnh vực
<bang_linh_vuc>
<bang_loai>
# III. Kết quả tiếp nhận, xử lý
<bang_can_doi>
<bang_don_vi>
# IV. Đề xuất, kiến nghị của Mặt trận Tổ quốc Việt Nam
<kien_nghi>
#
Danh mục từng ý kiến, kiến nghị có trong phụ lục kèm theo.
Số liệu của báo cáo này kiểm tra được bằng mã <ma_bao_cao> tại trang kiểm tra của hệ thống.
Trên đây là tổng hợp ý kiến, kiến nghị của cử tri và Nhân dân, Ủy ban MTTQ Việt Nam <don_vi> trân trọng báo cáo./.`,
  recipients: `Ủy ban MTTQ Việt Nam <cap_tren> (để báo cáo);
Đảng ủy <don_vi> (để báo cáo);
Thường trực Hội đồng nhân dân <don_vi>;
Ủy ban nhân dân <don_vi>;
Lưu: VT.`,
}
