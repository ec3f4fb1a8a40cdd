import type { Template } from '../template.ts'
import { counted, front } from './reports.ts'

const heard = `# II. Ý kiến, kiến nghị của cử tri và Nhân dân
Đã tổng hợp <so_y_kien> ý kiến, kiến nghị của cử tri và Nhân dân.
Tổng hợp từ <so_bao_cao_nguon> báo cáo của các xã, phường, đặc khu.
Chưa nhận được báo cáo của <chua_gui>.
Số lượt người dự các cuộc: <so_nguoi_du>.
${counted}
<bang_can_doi>
<bang_loai>
<bang_linh_vuc>
<bang_don_vi>
# III. Đánh giá chung
<tinh_hinh>
# IV. Đề xuất, kiến nghị của Mặt trận Tổ quốc Việt Nam
<kien_nghi>
#
Số liệu của báo cáo này kiểm tra được bằng mã <ma_bao_cao> tại trang kiểm tra của hệ thống.`

const recipients = `Ủy ban MTTQ Việt Nam <cap_tren> (để báo cáo);
Đảng ủy <don_vi> (để báo cáo);
Thường trực Hội đồng nhân dân <don_vi>;
Ủy ban nhân dân <don_vi>;
Lưu: VT.`

/** Báo cáo năm. */
export const standardYearReport: Template = {
  ...front,
  abstract: 'Kết quả tiếp xúc, đối thoại với Nhân dân năm <nam>',
  body: `# I. Kết quả tổ chức tiếp xúc, đối thoại
Từ ngày <tu_ngay> đến ngày <den_ngay>, các cuộc đã tổ chức được ghi nhận trên hệ thống như sau:
<bang_cuoc>
Số liệu theo <so_van_ban> văn bản đã ban hành, giữ nguyên tên đơn vị và cách đếm khi đó:
<so_lieu_truoc>
<so_lieu_ky_khac>
${heard}
Trên đây là kết quả tiếp xúc, đối thoại với Nhân dân năm <nam>, Ủy ban MTTQ Việt Nam <don_vi> trân trọng báo cáo./.`,
  recipients,
}

/** Báo cáo tổng kết 05 năm: figures of the years before the service stand in it as their documents give them. */
export const standardFiveYearReport: Template = {
  ...front,
  abstract: 'Tổng kết 05 năm tiếp xúc, đối thoại trực tiếp với Nhân dân, giai đoạn <tu_nam> – <den_nam>',
  body: `# I. Kết quả tổ chức tiếp xúc, đối thoại trong 05 năm
# 1. Số liệu của các văn bản đã ban hành
Theo <so_van_ban> văn bản, giữ nguyên cấp, tên đơn vị và cách đếm khi đó:
<so_lieu_truoc>
<so_lieu_ky_khac>
# 2. Số cuộc ghi nhận trên hệ thống
Từ ngày <tu_ngay> đến ngày <den_ngay>, chỉ tính các cuộc có trên hệ thống:
<bang_cuoc>
${heard}
Trên đây là báo cáo tổng kết 05 năm, Ủy ban MTTQ Việt Nam <don_vi> trân trọng báo cáo./.`,
  recipients,
}
